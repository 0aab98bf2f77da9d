using MathNet.Numerics.Distributions;
using SupportAgentBench.Boards.Comparing;

namespace SupportAgentBench.Boards.Planning;

/// <summary>
/// Two agents as they may truly be: how often each does it, how alike the runs of one case are, and how alike the two agents find the
/// cases. Pairs are drawn from it and put through the test that <c>sab compare</c> uses, so a planned chance is the chance of that test.
/// </summary>
/// <param name="First">The first agent's rate, over all cases that there might be.</param>
/// <param name="WithinCase">Correlation of the runs of one case: 0, every run is a new throw; 1, the case decides.</param>
/// <param name="BetweenAgents">Rank correlation of what the two find hard.</param>
public sealed record TwoAgents(double First, double Second, double WithinCase, double BetweenAgents)
{
    /// <summary>Propensities are tabled over the standard normal, from -4 to 4.</summary>
    private const double Widest = 4;
    private const int Steps = 1_024;

    /// <summary>With more conversations than this the test's normal approximation is as good as its count, and a thousand times faster.</summary>
    private const int Countable = 600;
    private readonly double[] _first = Propensities(First, WithinCase);
    private readonly double[] _second = Propensities(Second, WithinCase);

    /// <summary>The chance that the comparison finds them different.</summary>
    /// <param name="pairs">How many pairs are drawn; 1,000 know a chance of 80 % to 2.5 points.</param>
    /// <param name="alpha">The chance of a false alarm that is allowed.</param>
    public double Found(int cases, int runs, int pairs, int seed, double alpha = Difference.Alpha)
    {
        var random = new Random(seed);
        var found = 0;
        var differences = new double[cases];
        for (var pair = 0; pair < pairs; pair++)
        {
            for (var played = 0; played < cases; played++)
            {
                var (one, other) = Draw(runs, random);
                differences[played] = (double)(one - other) / runs;
            }

            found += (cases * runs <= Countable ? SignFlip.P(differences, runs) : SignFlip.RoughP(differences, runs)) < alpha ? 1 : 0;
        }

        return (double)found / pairs;
    }

    /// <summary>One case: how often each of the two does it in so many runs.</summary>
    public (int First, int Second) Draw(int runs, Random random)
    {
        var (own, shared) = Normals(random);
        var first = At(_first, shared);
        var second = At(_second, (BetweenAgents * shared) + (Math.Sqrt(1 - (BetweenAgents * BetweenAgents)) * own));
        int one = 0, other = 0;
        for (var run = 0; run < runs; run++)
        {
            one += random.NextDouble() < first ? 1 : 0;
            other += random.NextDouble() < second ? 1 : 0;
        }

        return (one, other);
    }

    private static double At(double[] propensities, double normal) => propensities[Math.Clamp((int)((normal + Widest) * Steps / (2 * Widest)), 0, Steps - 1)];

    /// <summary>Propensities of the cases: beta distributed with this mean and correlation.</summary>
    private static double[] Propensities(double rate, double within)
    {
        if (rate is <= 0 or >= 1 || within <= 0.001)
        {
            return [.. Enumerable.Repeat(rate, Steps)];
        }

        var mass = (1 / Math.Min(within, 0.99)) - 1;
        return [.. Enumerable.Range(0, Steps).Select(step => Beta.InvCDF(rate * mass, (1 - rate) * mass, Normal.CDF(0, 1, ((step + 0.5) * 2 * Widest / Steps) - Widest)))];
    }

    private static (double, double) Normals(Random random)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        var angle = 2 * Math.PI * random.NextDouble();
        return (radius * Math.Cos(angle), radius * Math.Sin(angle));
    }
}
