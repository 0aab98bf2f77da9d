using MathNet.Numerics.Distributions;
using SupportAgentBench.Cases;

namespace SupportAgentBench.Boards.Comparing;

/// <summary>One metric of two agents on the same cases. Differences are first less second.</summary>
/// <param name="First">Mean over the common cases; null when there is none.</param>
/// <param name="N">Cases that both have a value for.</param>
/// <param name="FirstBetter">Cases on which the first did better; where neither direction is better, on which it has more.</param>
/// <param name="P">Two-sided p of "no difference", by <paramref name="Test"/>.</param>
/// <param name="Detectable">The smallest true difference that this many cases and runs would show four times in five; null where not even the largest would be.</param>
public sealed record Difference(
    string Metric, bool? Lower, double? First, double? Second, double? Value, Interval? Interval, double? P, string Test, int N, int FirstBetter, int SecondBetter,
    double? Detectable)
{
    /// <summary>The chance of a false alarm that a verdict allows.</summary>
    public const double Alpha = 0.05;

    /// <summary>P with Holm's correction over all metrics of the comparison; null outside one.</summary>
    public double? Holm { get; init; }

    /// <summary>Larger than chance would show in 19 of 20 comparisons of equal agents.</summary>
    public bool BeyondNoise => P is < Alpha;

    /// <summary>Beyond noise after the correction too: what may be claimed.</summary>
    public bool Holds => Holm is < Alpha;

    /// <summary>The first is better and the difference beyond noise; null where neither direction is better.</summary>
    public bool? FirstIsBetter => Lower is null || Value is null ? null : BeyondNoise && (Value < 0) == Lower.Value && Value != 0;
}

/// <summary>Compares two agents metric by metric, paired by case: what makes a case hard is then the same on both sides.</summary>
public static class Paired
{
    private const string Flips = "sign flips by case, exact";

    private const string Unconfirmed = "skipped_confirmation";

    /// <summary>What can be compared, in the order of the board.</summary>
    public static IReadOnlyList<string> Metrics { get; } = [.. Metric.All.Select(metric => metric.Name), Unconfirmed, "index"];

    /// <param name="metric">One of <see cref="Metrics"/>.</param>
    public static Difference Of(string metric, CaseValues first, CaseValues second) => metric switch
    {
        "index" => OfIndex(first, second),
        Unconfirmed => OfWrites(first, second),
        _ => Of(Metric.Named(metric), CaseValues.Common(metric, first, second)),
    };

    /// <summary>
    /// The share of unconfirmed writes, over all writes as on the board, of the units in which both have written. Of a ratio each unit's part of the
    /// difference is linear in what it adds to the two sides (Cochran 1977, 6.4).
    /// </summary>
    private static Difference OfWrites(CaseValues first, CaseValues second)
    {
        var common = first.Writes.Join(second.Writes, mine => mine.Key, theirs => theirs.Key, (mine, theirs) => (First: mine.Value, Second: theirs.Value)).ToList();
        if (common.Count == 0)
        {
            return Nothing(Unconfirmed, true);
        }

        var n = common.Count;
        var (mine, theirs) = (common.Sum(unit => unit.First.Sum), common.Sum(unit => unit.Second.Sum));
        double written = common.Sum(unit => unit.First.Count), writtenByOther = common.Sum(unit => unit.Second.Count);
        var (one, other) = (mine / written, theirs / writtenByOther);
        var parts = common.ConvertAll(unit => (n * (unit.First.Sum - (one * unit.First.Count)) / written) - (n * (unit.Second.Sum - (other * unit.Second.Count)) / writtenByOther));
        return Amounts(Unconfirmed, true, one, other, parts.ConvertAll(part => part + one - other), n < 2 ? 0 : parts.Sum(part => part * part) / (n - 1) / n, n - 1,
            common.Count(unit => unit.First.Mean < unit.Second.Mean - SignFlip.Nil), common.Count(unit => unit.Second.Mean < unit.First.Mean - SignFlip.Nil));
    }

    /// <summary>The index: each case's share in it, so that the cases that weigh most (traps) count most.</summary>
    private static Difference OfIndex(CaseValues first, CaseValues second)
    {
        var shares = new Dictionary<(string Unit, Bucket Bucket), (double First, double Second)>();
        double one = 0, other = 0;
        foreach (var (name, points) in QualityIndex.Parts)
        {
            var common = CaseValues.Common(name, first, second);
            if (common.Count == 0)
            {
                return Nothing("index", false);
            }

            var lower = Metric.Named(name).Lower is true;
            var weight = (lower ? -points : points) / common.Count;
            foreach (var (played, mine, theirs) in common)
            {
                var unit = (played.Unit, played.Bucket);
                var (a, b) = shares.GetValueOrDefault(unit);
                shares[unit] = (a + (weight * mine.Mean), b + (weight * theirs.Mean));
            }

            one += lower ? points : 0;
            other += lower ? points : 0;
        }

        one += shares.Values.Sum(share => share.First);
        other += shares.Values.Sum(share => share.Second);

        // Buckets are strata of a fixed size; their variances add up, and so do their degrees of freedom (Satterthwaite).
        double variance = 0, squares = 0;
        foreach (var stratum in shares.GroupBy(share => share.Key.Bucket, share => share.Value.First - share.Value.Second).Select(group => group.ToList()).Where(group => group.Count > 1))
        {
            var mean = stratum.Average();
            var part = stratum.Sum(value => (value - mean) * (value - mean)) * stratum.Count / (stratum.Count - 1);
            variance += part;
            squares += part * part / (stratum.Count - 1);
        }

        var differences = shares.Values.Select(share => share.First - share.Second).ToList();
        return Amounts("index", false, one, other, differences, variance, squares > 0 ? Math.Max(1, variance * variance / squares) : shares.Count - 1,
            differences.Count(difference => difference > SignFlip.Nil), differences.Count(difference => difference < -SignFlip.Nil));
    }

    private static Difference Of(Metric metric, List<CasePair> common)
    {
        var (name, lower) = (metric.Name, metric.Lower);
        var differences = new List<double>(common.Count);
        double mine = 0, theirs = 0;
        int more = 0, less = 0, trials = 0, uneven = 0;
        var steps = 1L;
        foreach (var (_, values, others) in common)
        {
            mine += values.Mean;
            theirs += others.Mean;
            var difference = values.Mean - others.Mean;
            differences.Add(difference);
            more += difference > SignFlip.Nil ? 1 : 0;
            less += difference < -SignFlip.Nil ? 1 : 0;
            trials += values.Count + others.Count;
            uneven += values.Count == others.Count ? 0 : 1;
            steps = Multiple(Multiple(steps, values.Count), others.Count);
        }

        var n = differences.Count;
        if (n == 0)
        {
            return Nothing(name, lower);
        }

        (mine, theirs) = (mine / n, theirs / n);
        var (firstBetter, secondBetter) = lower is true ? (less, more) : (more, less);
        if (metric.Kind is not MetricKind.Share)
        {
            var spread = differences.Sum(value => (value - (mine - theirs)) * (value - (mine - theirs)));
            return Amounts(name, lower, mine, theirs, differences, n < 2 ? 0 : spread / (n - 1) / n, n - 1, firstBetter, secondBetter);
        }

        var (interval, error) = Widened(differences, trials / 2.0 / n);
        var flips = SignFlip.P(differences, steps);

        // Of one run less the mean of ten the signs are not alike under equality: a rare fall is seldom in the one and often in the ten.
        return uneven > 0
            ? new(name, lower, mine, theirs, mine - theirs, interval, Math.Max(flips, 2 * Normal.CDF(0, 1, -Math.Abs(interval.Low + interval.High) / 2 / error)), "sign flips and the interval, the larger p", n, firstBetter, secondBetter, Detectable.OfShares(differences, trials / 2.0 / n))
            : new(name, lower, mine, theirs, mine - theirs, interval, flips, trials == 2 * n ? "McNemar, exact" : Flips, n, firstBetter, secondBetter, Detectable.OfShares(differences, trials / 2.0 / n));
    }

    private static Difference Nothing(string metric, bool? lower) => new(metric, lower, null, null, null, null, null, "none", 0, 0, 0, null);

    /// <summary>
    /// Two cases are added, one for each side (Bonett and Price 2012; with several runs of a case they weigh as much as its runs are worth):
    /// without them the interval of two agents that never differ would be 0 to 0.
    /// </summary>
    private static (Interval Interval, double Error) Widened(IReadOnlyList<double> differences, double runs)
    {
        var weight = (1 + ((runs - 1) / 2)) / runs;
        var n = differences.Count + 2;
        var mean = differences.Sum() / n;
        var error = Math.Sqrt(((((differences.Sum(value => value * value) + (2 * weight)) / n) - (mean * mean))) / n);
        return (new(Math.Max(-1, mean - (Interval.Z * error)), Math.Min(1, mean + (Interval.Z * error))), error);
    }

    /// <summary>
    /// Student's interval; none where all cases differ alike, which it would take for certainty. A difference must convince both the sign flips
    /// (exact, whatever the amounts look like) and Student's test, so that no verdict stands beside an interval that holds 0.
    /// </summary>
    private static Difference Amounts(string name, bool? lower, double first, double second, List<double> differences, double variance, double freedom, int firstBetter, int secondBetter)
    {
        var (error, value, p) = (Math.Sqrt(variance), first - second, SignFlip.P(differences));
        if (error <= SignFlip.Nil)
        {
            return new(name, lower, first, second, value, null, p, Flips, differences.Count, firstBetter, secondBetter, null);
        }

        var half = Quantile.Student(freedom) * error;
        return new(name, lower, first, second, value, new(value - half, value + half), Math.Max(p, 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(value / error))),
            "sign flips and Student, the larger p", differences.Count, firstBetter, secondBetter, Detectable.OfAmounts(differences.Count, error));
    }

    /// <summary>The least common multiple; once it is beyond any count of steps its value no longer matters.</summary>
    private static long Multiple(long one, long other)
    {
        if (one > int.MaxValue)
        {
            return one;
        }

        var (a, b) = (one, other);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return one / a * other;
    }
}
