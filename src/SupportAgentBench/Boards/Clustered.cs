namespace SupportAgentBench.Boards;

/// <summary>
/// Figures over several runs of the same cases. The case is the unit: runs of one case are not independent, so naive counting of
/// conversations would overstate n (Miller 2024, arXiv 2411.00640).
/// </summary>
public static class Clustered
{
    /// <summary>A proportion: mean of case means, Wilson's interval on the effective sample size N / (1 + (K - 1) ICC).</summary>
    public static (double Mean, Interval Interval) Proportion(IReadOnlyList<IReadOnlyList<double>> byCase)
    {
        var mean = byCase.Average(values => values.Average());
        var trials = byCase.Sum(values => values.Count);
        var perCase = (double)trials / byCase.Count;
        return (mean, Interval.Wilson(mean, trials / (1 + ((perCase - 1) * Correlation(byCase)))));
    }

    /// <summary>
    /// The correlation of runs within a case (one-way ANOVA estimator of the ICC), 0 to 1. Where all values are equal it cannot be
    /// estimated, and 1 is taken: the runs then add nothing, which is the careful reading.
    /// </summary>
    public static double Correlation(IReadOnlyList<IReadOnlyList<double>> byCase)
    {
        var all = byCase.SelectMany(values => values).ToList();
        var grand = all.Average();
        if (all.Count == byCase.Count || byCase.Count < 2 || all.TrueForAll(value => Math.Abs(value - grand) < 1e-12))
        {
            return 1;
        }

        var perCase = ((double)all.Count - (byCase.Sum(values => (double)values.Count * values.Count) / all.Count)) / (byCase.Count - 1);
        var between = byCase.Sum(values => values.Count * Square(values.Average() - grand)) / (byCase.Count - 1);
        var within = byCase.Sum(values => values.Sum(value => Square(value - values.Average()))) / (all.Count - byCase.Count);
        return Math.Clamp((between - within) / (between + ((perCase - 1) * within)), 0, 1);
    }

    private static double Square(double value) => value * value;
}
