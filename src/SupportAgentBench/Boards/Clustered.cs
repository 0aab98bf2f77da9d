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

    /// <summary>Below this a sum of squares is rounding.</summary>
    private const double Nothing = 1e-12;

    /// <summary>Mean of case means, each case counted once.</summary>
    public static double Mean(IReadOnlyList<CaseSum> cases)
    {
        var sum = 0.0;
        foreach (var played in cases)
        {
            sum += played.Mean;
        }

        return sum / cases.Count;
    }

    /// <summary>The 95 % interval of a figure of this kind; null where the cases are too few for one.</summary>
    public static Interval? Of(MetricKind kind, IReadOnlyList<CaseSum> cases) => kind switch
    {
        MetricKind.Share => Share(cases),
        MetricKind.Unit => Unit(cases),

        // What is free costs nothing in the next case either: the bound for events not seen is for counts.
        MetricKind.Dollars when cases.Count >= 2 && Mean(cases) <= 0 => new(0, 0),
        MetricKind.Dollars => Amount(cases, 0),
        _ => Amount(cases),
    };

    /// <summary>A proportion: Wilson's interval on the effective sample size N / (1 + (K - 1) ICC).</summary>
    public static Interval Share(IReadOnlyList<CaseSum> cases)
    {
        var trials = Trials(cases);
        return Interval.Wilson(Mean(cases), trials / (1 + (((trials / cases.Count) - 1) * Correlation(cases))));
    }

    /// <summary>Of several events in a case (writes): the rate over all events; cases with many events weigh more in the correlation too.</summary>
    public static (double Rate, Interval Interval) Ratio(IReadOnlyList<CaseSum> cases)
    {
        var events = Trials(cases);
        var rate = cases.Sum(played => played.Sum) / events;
        var perCase = cases.Sum(played => (double)played.Count * played.Count) / events;
        return (rate, Interval.Wilson(rate, events / (1 + ((perCase - 1) * Correlation(cases)))));
    }

    /// <summary>
    /// A mean of values from 0 to 1: Wilson's interval on the number of yes-or-no cases that would vary as much as these do. Near the ends
    /// Student's interval covers far too seldom: a few cases below 1 are not normal.
    /// </summary>
    public static Interval Unit(IReadOnlyList<CaseSum> cases)
    {
        var mean = Mean(cases);
        var variance = Variance(cases, mean);
        return Interval.Wilson(mean, cases.Count / (variance < Nothing ? 1 : Mixed(variance / (mean * (1 - mean)), PriorSpread, cases.Count, mean)));
    }

    /// <summary>A mean of amounts: Student's interval on the logarithm, because amounts are skewed and never below 0. Null below two cases.</summary>
    /// <param name="unit">The step in which they differ: 1 for counts, 0 for dollars.</param>
    public static Interval? Amount(IReadOnlyList<CaseSum> cases, double unit = 1)
    {
        if (cases.Count < 2)
        {
            return null;
        }

        var mean = Mean(cases);

        // Nothing was seen in n cases: at most 3.7 in n (the upper end of Poisson's interval for none).
        if (mean <= 0)
        {
            return new(0, -Math.Log(0.025) / cases.Count);
        }

        // Cases that all came out alike do not prove that the next one will: the interval is that of one of them being one off.
        var variance = Variance(cases, mean) is var seen && seen < Nothing ? unit * unit / cases.Count : seen;
        var factor = Math.Exp(Quantile.Student(cases.Count - 1) * Math.Sqrt(variance / cases.Count) / mean);
        return new(mean / factor, mean * factor);
    }

    /// <summary>
    /// The correlation of values within a unit, 0 to 1: the one-way ANOVA estimator, mixed with the prior. Where all values are equal it
    /// cannot be estimated, and 1 is taken for runs of one case, which then add nothing: the careful reading. Variants of a trap are other
    /// cases: they are taken to be as alike as the prior says.
    /// </summary>
    public static double Correlation(IReadOnlyList<CaseSum> cases)
    {
        double count = 0, sum = 0, squares = 0, sizes = 0;
        foreach (var played in cases)
        {
            count += played.Count;
            sum += played.Sum;
            squares += played.Squares;
            sizes += (double)played.Count * played.Count;
        }

        var grand = sum / count;
        if (count <= cases.Count || cases.Count < 2)
        {
            return 1;
        }

        if (squares - (sum * grand) < Nothing)
        {
            var (each, variants) = (count / cases.Count, cases.Average(played => played.Cases));
            return variants <= 1 ? 1 : ((each / variants) - 1 + ((each - (each / variants)) * PriorCorrelation)) / (each - 1);
        }

        double between = 0, within = 0;
        foreach (var played in cases)
        {
            between += played.Count * (played.Mean - grand) * (played.Mean - grand);
            within += Math.Max(0, played.Squares - (played.Sum * played.Mean));
        }

        var perCase = (count - (sizes / count)) / (cases.Count - 1);
        between /= cases.Count - 1;
        within /= count - cases.Count;
        return Mixed(Math.Clamp((between - within) / (between + ((perCase - 1) * within)), 0, 1), PriorCorrelation, cases.Count, grand);
    }

    /// <summary>What the cases say and the prior, weighed by how much cases at this rate can tell: near 0 and 1 almost nothing.</summary>
    private static double Mixed(double seen, double prior, int cases, double mean)
    {
        var told = cases * 4 * mean * (1 - mean);
        return ((told * seen) + (PriorCases * prior)) / (told + PriorCases);
    }

    private static double Trials(IReadOnlyList<CaseSum> cases)
    {
        var trials = 0;
        foreach (var played in cases)
        {
            trials += played.Count;
        }

        return trials;
    }

    private static double Variance(IReadOnlyList<CaseSum> cases, double mean)
    {
        var squares = 0.0;
        foreach (var played in cases)
        {
            squares += (played.Mean - mean) * (played.Mean - mean);
        }

        return cases.Count < 2 ? 0 : squares / (cases.Count - 1);
    }
}
