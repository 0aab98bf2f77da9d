namespace SupportAgentBench.Boards.Agreement;

/// <summary>
/// A pass rate corrected for the errors of the judge that measured it (Rogan and Gladen 1978): from its sensitivity and specificity on labelled
/// conversations. The interval carries the noise of the rate and of both (delta method; Lang and Reiczigel 2014 discuss it, Lee et al., arXiv 2511.21140, use it for judges).
/// </summary>
/// <param name="Observed">The rate as the judge measured it.</param>
public sealed record CorrectedRate(double Observed, int N, double Value, Interval Interval)
{
    private const double Z = 1.959963984540054;

    /// <summary>Null where the labels hold no pass or no fail, or the judge does no better than chance: then nothing can be corrected.</summary>
    public static CorrectedRate? Of(double observed, int n, TwoByTwo labels)
    {
        if (n == 0 || labels.Sensitivity is not { } sensitivity || labels.Specificity is not { } specificity || sensitivity.Value + specificity.Value <= 1)
        {
            return null;
        }

        var skill = sensitivity.Value + specificity.Value - 1;
        var value = Math.Clamp((observed + specificity.Value - 1) / skill, 0, 1);
        var variance = ((observed * (1 - observed) / n)
            + (Square(1 - value) * specificity.Value * (1 - specificity.Value) / specificity.N)
            + (Square(value) * sensitivity.Value * (1 - sensitivity.Value) / sensitivity.N)) / Square(skill);
        var half = Z * Math.Sqrt(variance);
        return new(observed, n, value, new(Math.Max(0, value - half), Math.Min(1, value + half)));
    }

    private static double Square(double value) => value * value;
}
