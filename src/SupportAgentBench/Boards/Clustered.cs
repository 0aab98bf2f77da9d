using MathNet.Numerics.Distributions;

namespace SupportAgentBench.Boards;

/// <summary>
/// Intervals over several runs of the same cases. The case is the unit: runs of one case are not independent, so naive counting of
/// conversations would overstate n (Miller 2024, arXiv 2411.00640). A few cases tell little about how alike their runs are: what they
/// tell is mixed with a prior worth three cases. How well the intervals cover: docs/decisions/2026-11-26-intervals-that-cover.md.
/// </summary>
public static class Clustered
{
    private const double PriorCases = 3;
    private const double PriorCorrelation = 0.5;
    private const double PriorSpread = 0.5;

    /// <summary>Mean of case means, each case counted once.</summary>
    public static double Mean(IReadOnlyList<IReadOnlyList<double>> byCase) => byCase.Average(values => values.Average());

    /// <summary>A proportion: Wilson's interval on the effective sample size N / (1 + (K - 1) ICC).</summary>
    public static Interval Share(IReadOnlyList<IReadOnlyList<double>> byCase)
    {
        var trials = byCase.Sum(values => values.Count);
        var perCase = (double)trials / byCase.Count;
        return Interval.Wilson(Mean(byCase), trials / (1 + ((perCase - 1) * Correlation(byCase))));
    }

    /// <summary>Of several events in a case (writes): the rate over all events; cases with many events weigh more in the correlation too.</summary>
    public static (double Rate, Interval Interval) Ratio(IReadOnlyList<IReadOnlyList<double>> byCase)
    {
        var events = byCase.Sum(values => values.Count);
        var rate = byCase.Sum(values => values.Sum()) / events;
        var perCase = byCase.Sum(values => (double)values.Count * values.Count) / events;
        return (rate, Interval.Wilson(rate, events / (1 + ((perCase - 1) * Correlation(byCase)))));
    }

    /// <summary>
    /// A mean of values from 0 to 1: Wilson's interval on the number of yes-or-no cases that would vary as much as these do. Near the ends
    /// Student's interval covers far too seldom: a few cases below 1 are not normal.
    /// </summary>
    public static Interval Unit(IReadOnlyList<IReadOnlyList<double>> byCase)
    {
        var mean = Mean(byCase);
        var most = mean * (1 - mean);
        var variance = Variance(byCase, mean);
        return Interval.Wilson(mean, byCase.Count / (variance < 1e-12 ? 1 : Mixed(variance / most, PriorSpread, byCase.Count, mean)));
    }

    /// <summary>A mean of amounts: Student's interval on the logarithm, because amounts are skewed and never below 0. Null below two cases.</summary>
    public static Interval? Amount(IReadOnlyList<IReadOnlyList<double>> byCase)
    {
        if (byCase.Count < 2)
        {
            return null;
        }

        var mean = Mean(byCase);

        // Nothing was seen in n cases: at most 3.7 in n (the upper end of Poisson's interval for none).
        if (mean <= 0)
        {
            return new(0, -Math.Log(0.025) / byCase.Count);
        }

        var factor = Math.Exp(StudentT.InvCDF(0, 1, byCase.Count - 1, 0.975) * Math.Sqrt(Variance(byCase, mean) / byCase.Count) / mean);
        return new(mean / factor, mean * factor);
    }

    /// <summary>
    /// The correlation of runs within a case, 0 to 1: the one-way ANOVA estimator, mixed with the prior. Where all values are equal it
    /// cannot be estimated, and 1 is taken: the runs then add nothing, which is the careful reading.
    /// </summary>
    public static double Correlation(IReadOnlyList<IReadOnlyList<double>> byCase)
    {
        var count = byCase.Sum(values => values.Count);
        var grand = byCase.Sum(values => values.Sum()) / count;
        if (count == byCase.Count || byCase.Count < 2 || byCase.All(values => values.All(value => Math.Abs(value - grand) < 1e-12)))
        {
            return 1;
        }

        var perCase = (count - (byCase.Sum(values => (double)values.Count * values.Count) / count)) / (byCase.Count - 1);
        var between = byCase.Sum(values => values.Count * Square(values.Average() - grand)) / (byCase.Count - 1);
        var within = byCase.Sum(values => Squares(values)) / (count - byCase.Count);
        return Mixed(Math.Clamp((between - within) / (between + ((perCase - 1) * within)), 0, 1), PriorCorrelation, byCase.Count, grand);
    }

    /// <summary>What the cases say and the prior, weighed by how much cases at this rate can tell: near 0 and 1 almost nothing.</summary>
    private static double Mixed(double seen, double prior, int cases, double mean)
    {
        var told = cases * 4 * mean * (1 - mean);
        return ((told * seen) + (PriorCases * prior)) / (told + PriorCases);
    }

    private static double Variance(IReadOnlyList<IReadOnlyList<double>> byCase, double mean) =>
        byCase.Count < 2 ? 0 : byCase.Sum(values => Square(values.Average() - mean)) / (byCase.Count - 1);

    private static double Squares(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return values.Sum(value => Square(value - mean));
    }

    private static double Square(double value) => value * value;
}
