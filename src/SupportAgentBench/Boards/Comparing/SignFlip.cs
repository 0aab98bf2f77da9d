using MathNet.Numerics.Distributions;

namespace SupportAgentBench.Boards.Comparing;

/// <summary>
/// The exact test of paired differences (Fisher 1935): if two agents are equal, each case's difference is as likely to have either sign. All
/// signs are counted, none is sampled. With one run each and values of 0 and 1 it is McNemar's exact test.
/// </summary>
public static class SignFlip
{
    /// <summary>Amounts are rounded to steps of which all differences together hold this many, or 16 a case: finer steps change no verdict.</summary>
    private const int Steps = 4_096;

    /// <summary>Below this a difference is rounding.</summary>
    internal const double Nil = 1e-9;

    /// <summary>Beyond this many whole steps the count would take too long, and coarser ones are taken.</summary>
    private const int MostSteps = 16_384;

    /// <summary>The normal approximation, with a correction for the steps.</summary>
    internal static double RoughP(IReadOnlyList<double> differences, int stepsPerUnit)
    {
        var squares = differences.Sum(difference => difference * difference) * stepsPerUnit * stepsPerUnit;
        return squares <= 0 ? 1 : 2 * Normal.CDF(0, 1, -Math.Max(0, Math.Abs(differences.Sum() * stepsPerUnit) - 1) / Math.Sqrt(squares));
    }

    /// <summary>
    /// The two-sided p of the differences. Without <paramref name="stepsPerUnit"/> they are rounded by their sizes alone: signs stay as free as
    /// they were, so the test stays exact.
    /// </summary>
    /// <param name="stepsPerUnit">Where every difference is a multiple of 1 in this many; null where they are amounts.</param>
    public static double P(IReadOnlyList<double> differences, int? stepsPerUnit = null)
    {
        var sizes = differences.Sum(Math.Abs);
        if (sizes <= Nil)
        {
            return 1;
        }

        double scale = stepsPerUnit ?? double.PositiveInfinity;
        if (sizes * scale > MostSteps)
        {
            scale = Math.Max(Steps, 16 * differences.Count) / sizes;
        }

        var seen = 0;
        var steps = new List<int>(differences.Count);
        foreach (var difference in differences)
        {
            var step = Math.Abs(difference) <= Nil ? 0 : (int)Math.Round(difference * scale, MidpointRounding.AwayFromZero);
            seen += step;
            if (step != 0)
            {
                steps.Add(Math.Abs(step));
            }
        }

        return seen == 0 ? 1 : Math.Min(1, 2 * Tail(steps, Math.Abs(seen)));
    }

    /// <summary>The chance that the steps with signs by chance add up to <paramref name="seen"/> or more.</summary>
    private static double Tail(List<int> steps, int seen)
    {
        // Chances of the sums from 0 up, adding one case after the other, small ones first; those below 0 are the same.
        steps.Sort();
        var reach = steps.Sum();
        var chances = new double[reach + 1];
        var next = new double[reach + 1];
        chances[0] = 1;
        var reached = 0;
        foreach (var size in steps)
        {
            for (var sum = 0; sum <= reached + size; sum++)
            {
                next[sum] = (chances[Math.Abs(sum - size)] + (sum + size <= reached ? chances[sum + size] : 0)) / 2;
            }

            reached += size;
            (chances, next) = (next, chances);
        }

        return chances.Skip(seen).Sum();
    }
}
