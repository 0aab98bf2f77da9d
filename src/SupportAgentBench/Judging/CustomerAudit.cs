using System.Text.Json.Serialization;
using SupportAgentBench.Contracts;

namespace SupportAgentBench.Judging;

/// <summary>What a customer's fault did to the outcome of its trial.</summary>
public enum FaultEffect
{
    /// <summary>The outcome would have been the same, as far as can be told.</summary>
    Untouched,

    /// <summary>The good outcome may rest on it.</summary>
    Helped,

    /// <summary>The bad outcome may rest on it.</summary>
    Hindered,
}

/// <summary>One fault of the customer in one conversation.</summary>
/// <param name="Quote">The customer's own words; null where it said nothing.</param>
public sealed record CustomerFault(BreachKind Kind, int Turn, string? Quote, string What, FaultEffect Effect)
{
    /// <summary>Which playing of the trial it was in, 1-based: a void one is played again.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The model that found it; null where it was found without one.</summary>
    public string? By { get; init; }
}

/// <summary>How well the customer kept to its part, over all playings of one trial.</summary>
/// <param name="Conversations">Playings that were audited; more than one where a fault decided the outcome and the trial was played again.</param>
public sealed record CustomerAudit(IReadOnlyList<CustomerFault> Faults, int Conversations)
{
    /// <summary>The model that looked for what cannot be decided without one; null where none did.</summary>
    public string? Auditor { get; init; }

    /// <summary>Of one playing: a fault may have decided its outcome, and the trial is void.</summary>
    [JsonIgnore]
    public bool IsVoid => Faults.Any(fault => fault.Effect is not FaultEffect.Untouched);

    /// <summary>All playings of one trial in one; null where none was audited, since nobody looked.</summary>
    public static CustomerAudit? Over(IReadOnlyList<CustomerAudit?> playings) => playings.LastOrDefault(playing => playing is not null) is not { } last ? null : last with
    {
        Faults = [.. playings.Index().SelectMany(playing => (playing.Item?.Faults ?? []).Select(fault => fault with { Attempt = playing.Index + 1 }))],
        Conversations = playings.Count(playing => playing is not null),
    };

    /// <summary>Why the model's part is missing; null where it is there, or where no model was asked.</summary>
    public string? Unread { get; init; }
}
