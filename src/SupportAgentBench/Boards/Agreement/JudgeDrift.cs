using MathNet.Numerics.Distributions;

namespace SupportAgentBench.Boards.Agreement;

/// <summary>A new judge against an old one on the same labels: how many answers it gets right that the old one did not, and the other way round.</summary>
/// <param name="Both">Labelled answers that both were asked for.</param>
/// <param name="Lost">Right before, wrong or untold now.</param>
/// <param name="Gained">Wrong before, right now.</param>
/// <param name="P">Exact McNemar test of the two.</param>
/// <param name="Criteria">By criterion, where any answer changed: lost and gained.</param>
public sealed record JudgeDrift(int Both, int Lost, int Gained, double P, IReadOnlyList<(string Criterion, int Lost, int Gained)> Criteria)
{
    /// <summary>By how much the share of right answers fell; negative where it rose.</summary>
    public double Drop => Both == 0 ? 0 : (double)(Lost - Gained) / Both;

    public bool Holds(double mostDrop) => Both > 0 && Drop <= mostDrop;

    public static JudgeDrift Of(AgreementReport old, AgreementReport now)
    {
        var both = old.Correct.Where(pair => now.Correct.ContainsKey(pair.Key)).Select(pair => (pair.Key.Criterion, Was: pair.Value, Is: now.Correct[pair.Key])).ToList();
        var (lost, gained) = (both.Count(pair => pair.Was && !pair.Is), both.Count(pair => !pair.Was && pair.Is));
        return new(both.Count, lost, gained, McNemar(lost, gained),
            [.. both.Where(pair => pair.Was != pair.Is).GroupBy(pair => pair.Criterion).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, group.Count(pair => pair.Was), group.Count(pair => pair.Is)))]);
    }

    /// <summary>Twice the chance that fair coins fall as unevenly, and 1 at most.</summary>
    private static double McNemar(int lost, int gained) => lost + gained == 0 ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, lost + gained, Math.Min(lost, gained)));
}
