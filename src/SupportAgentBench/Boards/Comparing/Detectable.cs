using MathNet.Numerics.Distributions;

namespace SupportAgentBench.Boards.Comparing;

/// <summary>The smallest true difference that a paired comparison would show four times in five.</summary>
public static class Detectable
{
    private const double Power = 0.80;

    /// <summary>Fewer cases that differ cannot convince: 2 to the power of 1 - 5 is more than 5 %.</summary>
    private const int FewestFlips = 6;

    /// <summary>How alike the runs of one case are, where nothing is known: what plans take too.</summary>
    public const double Alike = 0.45;

    /// <summary>z at 97.5 % and at 80 %: a difference of their sum, in standard errors, is found four times in five.</summary>
    private static readonly double Found = Interval.Z + Normal.InvCDF(0, 1, Power);

    /// <summary>In the unit of the amounts; null where so few cases cannot show any.</summary>
    public static double? OfAmounts(int cases, double error) => cases < FewestFlips ? null : Found * error;

    /// <summary>
    /// The smallest true difference of a share that sign flips would show four times in five. Flips need <see cref="FewestFlips"/> cases that differ, all one way; and a
    /// difference brings noise of its own: d = z sqrt((seen + d (1 - d) w) / n), where w is what the runs of a case leave of its noise. Both are
    /// approximations of what <see cref="Planning.PowerPlan.Smallest"/> draws; null where not even the largest difference would be seen.
    /// </summary>
    /// <param name="runs">Of a case on one side, on average.</param>
    public static double? OfShares(IReadOnlyList<double> differences, double runs)
    {
        var n = differences.Count;
        if (n < FewestFlips)
        {
            return null;
        }

        var mean = differences.Sum() / n;
        var seen = (differences.Sum(value => value * value) / n) - (mean * mean);
        var own = Found * Found * (1 + ((runs - 1) * Alike)) / runs / n;
        var byNoise = (own + Math.Sqrt((own * own) + (4 * (1 + own) * Found * Found * seen / n))) / (2 * (1 + own));
        var (low, high) = (0.0, 1.0);
        while (high - low > 0.001)
        {
            var middle = (low + high) / 2;
            (low, high) = Binomial.CDF(Math.Clamp(Differs(middle), 0, 1), n, FewestFlips - 1) <= 1 - Power ? (low, middle) : (middle, high);
        }

        var least = Math.Max(byNoise, high);
        return least < 1 ? least : null;

        // The chance that a case shows a difference in one of its runs: 1 - E (1 - p)^runs, p being beta distributed over the cases.
        double Differs(double difference)
        {
            const double Mass = (1 / Alike) - 1;
            var held = 1.0;
            for (var run = 0; run < Math.Round(runs); run++)
            {
                held *= (((1 - difference) * Mass) + run) / (Mass + run);
            }

            return 1 - held;
        }
    }
}
