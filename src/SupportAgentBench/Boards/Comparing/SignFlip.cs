using MathNet.Numerics.Distributions;

namespace SupportAgentBench.Boards.Comparing;

/// <summary>
/// The exact test of paired differences: if two agents are equal, each case's difference is as likely to have either sign. All signs are
/// counted, none is sampled. With one run each and values of 0 and 1 it is McNemar's exact test.
/// </summary>
public static class SignFlip
{
    /// <summary>Beyond this many steps the count would take too long; Student's test is as good there.</summary>
    private const int MostSteps = 200_000;

    /// <summary>The normal approximation, with a correction for the steps.</summary>
    internal static double RoughP(IReadOnlyList<double> differences, int stepsPerUnit)
    {
        var squares = differences.Sum(difference => difference * difference) * stepsPerUnit * stepsPerUnit;
        return squares <= 0 ? 1 : 2 * Normal.CDF(0, 1, -Math.Max(0, Math.Abs(differences.Sum() * stepsPerUnit) - 1) / Math.Sqrt(squares));
    }

    /// <summary>The two-sided p of the differences; null when they are not whole multiples of a step that is small enough.</summary>
    public static double? P(IReadOnlyList<double> differences, int stepsPerUnit)
    {
        var steps = new List<int>(differences.Count);
        foreach (var difference in differences)
        {
            var step = (int)Math.Round(difference * stepsPerUnit);
            if (Math.Abs(step - (difference * stepsPerUnit)) > 1e-6)
            {
                return null;
            }

            if (step != 0)
            {
                steps.Add(step);
            }
        }

        var reach = steps.Sum(Math.Abs);
        if (reach == 0)
        {
            return 1;
        }

        if ((long)reach * steps.Count > MostSteps * 50L)
        {
            return null;
        }

        // Chance of each sum, from -reach to reach, adding one case after the other.
        var chances = new double[(2 * reach) + 1];
        var next = new double[chances.Length];
        chances[reach] = 1;
        var reached = 0;
        foreach (var size in steps.Select(Math.Abs))
        {
            Array.Clear(next, reach - reached - size, (2 * (reached + size)) + 1);
            for (var sum = -reached; sum <= reached; sum++)
            {
                var half = chances[sum + reach] / 2;
                next[sum + size + reach] += half;
                next[sum - size + reach] += half;
            }

            reached += size;
            (chances, next) = (next, chances);
        }

        var seen = Math.Abs(steps.Sum());
        var tail = 0.0;
        for (var sum = seen; sum <= reach; sum++)
        {
            tail += chances[sum + reach];
        }

        return Math.Min(1, seen == 0 ? 1 : 2 * tail);
    }
}
