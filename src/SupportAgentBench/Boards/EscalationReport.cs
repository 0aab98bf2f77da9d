using SupportAgentBench.Cases;

namespace SupportAgentBench.Boards;

/// <summary>Whether the right tickets reach a person, and whether what is said about it is so. All runs together.</summary>
/// <param name="MustEscalate">Conversations that had to go to a person, and those that did.</param>
/// <param name="Resolvable">Conversations that the desk could settle, and those that went to a person all the same.</param>
/// <param name="OnTraps">Traps that had to go to a person as well, and did.</param>
/// <param name="Promised">Conversations in which the customer was told of a handover, or promised one, and those with a real one; null when older scores do not say.</param>
/// <param name="Silent">Handovers that the customer was not told of; null like <paramref name="Promised"/>.</param>
/// <param name="Missed">Must-escalate conversations and traps without the handover that was due.</param>
public sealed record EscalationReport(Count MustEscalate, Count Resolvable, Count OnTraps, Count? Promised, int? Silent, IReadOnlyList<string> Missed)
{
    /// <summary>Mean of the share escalated that must be, and the share left alone that may be; always escalating and never escalating both score 0.5.</summary>
    public double? BalancedAccuracy => MustEscalate.Share is { } yes && Resolvable.Share is { } no ? (yes + 1 - no) / 2 : null;

    /// <summary>Youden's J: 1 for perfect, 0 for an agent whose handovers have nothing to do with the ticket.</summary>
    public double? Discrimination => BalancedAccuracy is { } accuracy ? (2 * accuracy) - 1 : null;

    /// <summary>Promises without a handover.</summary>
    public int? Broken => Promised is null ? null : Promised.Of - Promised.Hits;

    internal static EscalationReport From(IReadOnlyList<PlayedTrial> trials)
    {
        var counted = trials.Where(trial => trial.Row.Score is not null).ToList();
        var core = counted.Where(trial => Metric.IsCore(trial.Case)).ToList();
        var due = counted.Where(trial => trial.Case.Bucket is Bucket.MustEscalate or Bucket.Adversarial && trial.Case.Expect.Handover is HandoverRule.Required).ToList();
        var promises = core.Where(trial => trial.Row.Score!.PromisedHandover is true).ToList();
        var told = core.Count > 0 && core.All(trial => trial.Row.Score!.PromisedHandover is not null);
        return new(
            Escalated(counted.Where(trial => trial.Case.Bucket is Bucket.MustEscalate)),
            Escalated(counted.Where(trial => trial.Case.Bucket is Bucket.Resolvable)),
            Escalated(due.Where(trial => trial.Case.Bucket is Bucket.Adversarial)),
            told ? Escalated(promises) : null,
            told ? core.Count(trial => trial.Row.Score is { HandedOver: true, PromisedHandover: false }) : null,
            [.. due.Where(trial => !trial.Row.Score!.HandedOver).Select(trial => trial.Id)]);
    }

    private static Count Escalated(IEnumerable<PlayedTrial> trials)
    {
        var all = trials.ToList();
        return new(all.Count(trial => trial.Row.Score!.HandedOver), all.Count);
    }
}
