namespace SupportAgentBench.Boards.Agreement;

/// <summary>Pass and fail of two raters over the same things: the label and the judge, or two people.</summary>
/// <param name="PassFail">The first says pass, the second fail.</param>
public sealed record TwoByTwo(int PassPass, int PassFail, int FailPass, int FailFail)
{
    private const double Z = 1.959963984540054;

    public int N => PassPass + PassFail + FailPass + FailFail;

    public int FirstPasses => PassPass + PassFail;

    public int FirstFails => FailPass + FailFail;

    /// <summary>Share of equal answers; null when there are none to compare.</summary>
    public double? Raw => N == 0 ? null : (double)(PassPass + FailFail) / N;

    /// <summary>Cohen's kappa; null where chance alone would agree wholly, as when both say pass every time.</summary>
    public double? Kappa => N == 0 || Chance is >= 1 ? null : (Raw!.Value - Chance) / (1 - Chance);

    /// <summary>Its interval at 95 %, from the large-sample variance (Fleiss, Cohen and Everitt 1969).</summary>
    public Interval? KappaInterval
    {
        get
        {
            if (Kappa is not { } kappa)
            {
                return null;
            }

            var (agreed, chance, left) = (Raw!.Value, Chance, 1 - Chance);
            double[,] share = { { Share(PassPass), Share(PassFail) }, { Share(FailPass), Share(FailFail) } };
            double[] first = [share[0, 0] + share[0, 1], share[1, 0] + share[1, 1]];
            double[] second = [share[0, 0] + share[1, 0], share[0, 1] + share[1, 1]];
            var sum = 0.0;
            for (var i = 0; i < 2; i++)
            {
                for (var j = 0; j < 2; j++)
                {
                    sum += i == j ? share[i, i] * Square(left - ((second[i] + first[i]) * (1 - agreed))) : Square(1 - agreed) * share[i, j] * Square(second[i] + first[j]);
                }
            }

            return Around(kappa, (sum - Square((agreed * chance) - (2 * chance) + agreed)) / (N * Math.Pow(left, 4)));
        }
    }

    /// <summary>Gwet's AC1, which does not collapse where nearly everything passes; null when there is nothing to compare.</summary>
    public double? Ac1 => N == 0 ? null : (Raw!.Value - GwetChance) / (1 - GwetChance);

    /// <summary>Its interval at 95 %, from Gwet's variance (Gwet 2008).</summary>
    public Interval? Ac1Interval
    {
        get
        {
            if (Ac1 is not { } ac1)
            {
                return null;
            }

            var (agreed, chance) = (Raw!.Value, GwetChance);
            double[] mean = [PassShare, 1 - PassShare];
            double[,] share = { { Share(PassPass), Share(PassFail) }, { Share(FailPass), Share(FailFail) } };
            var same = (share[0, 0] * (1 - mean[0])) + (share[1, 1] * (1 - mean[1]));
            var all = 0.0;
            for (var i = 0; i < 2; i++)
            {
                for (var j = 0; j < 2; j++)
                {
                    all += share[i, j] * Square(1 - ((mean[i] + mean[j]) / 2));
                }
            }

            var variance = ((agreed * (1 - agreed)) - (4 * (1 - ac1) * (same - (agreed * chance))) + (4 * Square(1 - ac1) * (all - Square(chance)))) / (N * Square(1 - chance));
            return Around(ac1, variance);
        }
    }

    /// <summary>Share of the first's passes that the second passes too, with Wilson's interval; null when there are none.</summary>
    public Rate? Sensitivity => Rate.Of(PassPass, FirstPasses);

    /// <summary>Share of the first's fails that the second fails too, with Wilson's interval; null when there are none.</summary>
    public Rate? Specificity => Rate.Of(FailFail, FirstFails);

    public static TwoByTwo operator +(TwoByTwo a, TwoByTwo b) => new(a.PassPass + b.PassPass, a.PassFail + b.PassFail, a.FailPass + b.FailPass, a.FailFail + b.FailFail);

    /// <summary>Of pairs: first passes, second passes.</summary>
    public static TwoByTwo Of(IEnumerable<(bool First, bool Second)> pairs) => pairs.Aggregate(new TwoByTwo(0, 0, 0, 0), (sum, pair) => sum + pair switch
    {
        (true, true) => new(1, 0, 0, 0),
        (true, false) => new(0, 1, 0, 0),
        (false, true) => new(0, 0, 1, 0),
        _ => new(0, 0, 0, 1),
    });

    private double Chance => N == 0 ? 1 : (Share(FirstPasses) * Share(PassPass + FailPass)) + (Share(FirstFails) * Share(PassFail + FailFail));

    private double PassShare => (Share(FirstPasses) + Share(PassPass + FailPass)) / 2;

    private double GwetChance => 2 * PassShare * (1 - PassShare);

    private double Share(int count) => (double)count / N;

    private static Interval Around(double value, double variance)
    {
        var half = Z * Math.Sqrt(Math.Max(0, variance));
        return new(Math.Max(-1, value - half), Math.Min(1, value + half));
    }

    private static double Square(double value) => value * value;
}

/// <summary>A share with its n and Wilson's interval.</summary>
public sealed record Rate(double Value, int N, Interval Interval)
{
    public static Rate? Of(int count, int n) => n == 0 ? null : new((double)count / n, n, Interval.Wilson((double)count / n, n));
}
