using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using SupportAgentBench.Boards;

namespace SupportAgentBench.Tests.Boards;

/// <summary>Cases of which the truth is known, because it was drawn.</summary>
internal static class Simulated
{
    /// <summary>What support agents were measured at: how alike the runs of one case are.</summary>
    public const double WithinCase = 0.45;

    /// <summary>Beta distributed with a mean and a correlation of throws.</summary>
    public static double Propensity(double rate, double within, Random random) =>
        rate is <= 0 or >= 1 ? rate : Beta.Sample(random, rate * ((1 / within) - 1), (1 - rate) * ((1 / within) - 1));

    public static List<CaseSum> Shares(int cases, int runs, double rate, Random random, double within = WithinCase)
    {
        // The chance of each number of yes in a case is known (beta-binomial), and drawn from at once.
        var chances = BetaBinomial(runs, rate, within);
        return Cases(cases, _ =>
        {
            var (draw, yes) = (random.NextDouble(), 0);
            while (yes < runs && (draw -= chances[yes]) >= 0)
            {
                yes++;
            }

            return new(yes, yes, runs);
        });
    }

    private static double[] BetaBinomial(int runs, double rate, double within)
    {
        var chances = new double[runs + 1];
        for (var yes = 0; yes <= runs; yes++)
        {
            chances[yes] = SpecialFunctions.Binomial(runs, yes);
            for (var run = 0; run < runs; run++)
            {
                // Each throw is drawn to what the throws before it were (Polya's urn).
                chances[yes] *= run < yes ? ((rate * (1 - within)) + (run * within)) / (1 - within + (run * within))
                    : (((1 - rate) * (1 - within)) + ((run - yes) * within)) / (1 - within + (run * within));
            }
        }

        return chances;
    }

    /// <summary>A share of criteria that passed.</summary>
    public static List<CaseSum> Criteria(int cases, int runs, double rate, Random random, int criteria = 8) =>
        Cases(cases, _ =>
        {
            var propensity = Propensity(rate, 0.3, random);
            return Runs(runs, () => (double)Enumerable.Range(0, criteria).Count(_ => random.NextDouble() < propensity) / criteria);
        });

    /// <summary>Happy or not: 1, or 0.2.</summary>
    public static List<CaseSum> Experiences(int cases, int runs, double happy, Random random) =>
        Cases(cases, _ =>
        {
            var propensity = Propensity(happy, WithinCase, random);
            return Runs(runs, () => random.NextDouble() < propensity ? 1 : 0.2);
        });

    /// <summary>Counts whose mean differs from case to case.</summary>
    public static List<CaseSum> Counts(int cases, int runs, double mean, double shape, int least, Random random) =>
        Cases(cases, _ =>
        {
            var rate = (mean - least) * Gamma.Sample(random, shape, shape);
            return Runs(runs, () => least + (rate <= 0 ? 0 : Poisson.Sample(random, rate)));
        });

    /// <summary>Log-normal amounts with median 1.</summary>
    public static List<CaseSum> Amounts(int cases, int runs, double between, double within, Random random) =>
        Cases(cases, _ =>
        {
            var level = Normal.Sample(random, 0, between);
            return Runs(runs, () => Math.Exp(level + Normal.Sample(random, 0, within)));
        });

    private static List<CaseSum> Cases(int cases, Func<int, CaseSum> draw) => [.. Enumerable.Range(0, cases).Select(draw)];

    private static CaseSum Runs(int runs, Func<double> draw)
    {
        var sum = default(CaseSum);
        for (var run = 0; run < runs; run++)
        {
            sum = sum.With(draw());
        }

        return sum;
    }
}
