using System.Numerics;
using System.Runtime.CompilerServices;
using MathNet.Numerics.Distributions;

namespace SupportAgentBench.Boards.Comparing;

/// <summary>
/// The exact test of paired differences (Fisher 1935): if two agents are equal, each case's difference is as likely to have either sign. All
/// signs are counted, none is sampled. With one run each and values of 0 and 1 it is McNemar's exact test.
/// </summary>
public static class SignFlip
{
    /// <summary>Amounts are rounded to steps of which all differences together hold this many, or 16 a case.</summary>
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
    public static double P(IReadOnlyList<double> differences, long? stepsPerUnit = null)
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
        var largest = steps[^1];
        var chances = new double[reach + (2 * largest) + 1];
        var next = new double[chances.Length];
        chances[0] = 1;
        var reached = 0;
        foreach (var size in steps)
        {
            // From one size below and from one above; what would come from below 0 comes from its mirror.
            for (var sum = 0; sum < size; sum++)
            {
                next[sum] = (chances[size - sum] + chances[sum + size]) / 2;
            }

            var above = reached + 1;
            Halves(chances.AsSpan(0, above), chances.AsSpan(2 * size, above), next.AsSpan(size, above));
            reached += size;
            (chances, next) = (next, chances);
        }

        var tail = 0.0;
        for (var sum = seen; sum <= reach; sum++)
        {
            tail += chances[sum];
        }

        return tail;
    }

    /// <summary>Half of one and half of the other, in each place: nearly all of the work, so several places at a time, compiled well from the first call on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Halves(ReadOnlySpan<double> one, ReadOnlySpan<double> other, Span<double> sums)
    {
        var place = 0;
        for (; place <= sums.Length - Vector<double>.Count; place += Vector<double>.Count)
        {
            ((new Vector<double>(one[place..]) + new Vector<double>(other[place..])) * 0.5).CopyTo(sums[place..]);
        }

        for (; place < sums.Length; place++)
        {
            sums[place] = (one[place] + other[place]) / 2;
        }
    }
}
