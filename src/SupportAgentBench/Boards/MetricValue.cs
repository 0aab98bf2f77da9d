namespace SupportAgentBench.Boards;

/// <summary>A metric of one agent over its runs.</summary>
/// <param name="Median">Of the run values: the parity column. Null when nothing could be measured, never 0.</param>
/// <param name="Mean">Over the units (<see cref="Cases.SupportCase.Unit"/>: cases; variants of a trap are one), each counted once: the primary figure.</param>
/// <param name="Low">Lower end of the 95 % interval of the mean.</param>
/// <param name="High">Upper end of the 95 % interval of the mean.</param>
/// <param name="N">Units (for rates of writes: writes) that the figure rests on.</param>
/// <param name="Trials">Conversations that the figure rests on, over all runs.</param>
/// <param name="Runs">The value of each run, in order; null where a run has none.</param>
public sealed record MetricValue(double? Median, double? Mean, double? Low, double? High, int N, int Trials, IReadOnlyList<double?> Runs)
{
    public OutcomeCounts Outcomes { get; init; } = OutcomeCounts.None;

    /// <summary>
    /// Between which means the figure would lie if every trial that was lost to somebody else's fault had gone badly, or well. Null where
    /// the metric has no worst and best value; equal ends where nothing was lost.
    /// </summary>
    public Interval? Bounds { get; init; }

    public static MetricValue Unknown(int runs) => new(null, null, null, null, 0, 0, new double?[runs]);
}

/// <summary>All five outcomes, always shown together. They add up to the agent's conversations; of rates of writes the first two are writes.</summary>
/// <param name="Passed">Went well, by this metric. For metrics that neither pass nor fail (means): null, and so is <paramref name="Failed"/>.</param>
/// <param name="NotApplicable">Conversations that the metric is not about.</param>
/// <param name="Unscored">It applies and was played, but could not be told.</param>
/// <param name="Faults">It applies, but the trial was lost to the customer, the judge or the infrastructure; in no rate.</param>
public sealed record OutcomeCounts(int? Passed, int? Failed, int NotApplicable, int Unscored, int Faults)
{
    public static OutcomeCounts None { get; } = new(0, 0, 0, 0, 0);
}
