namespace SupportAgentBench.Boards;

/// <summary>A metric of one agent over its runs.</summary>
/// <param name="Median">Of the run values: the parity column. Null when nothing could be measured, never 0.</param>
/// <param name="Mean">Over the cases, each case counted once: the primary figure.</param>
/// <param name="Low">Lower end of the 95 % interval of the mean.</param>
/// <param name="High">Upper end of the 95 % interval of the mean.</param>
/// <param name="N">Distinct cases (for rates of writes: writes) that the figure rests on.</param>
/// <param name="Trials">Conversations that the figure rests on, over all runs.</param>
/// <param name="Runs">The value of each run, in order; null where a run has none.</param>
public sealed record MetricValue(double? Median, double? Mean, double? Low, double? High, int N, int Trials, IReadOnlyList<double?> Runs)
{
    public static MetricValue Unknown(int runs) => new(null, null, null, null, 0, 0, new double?[runs]);
}
