using SupportAgentBench.Wording;

namespace SupportAgentBench.Contracts;

/// <summary>The ways in which a customer can break the contract that its block is.</summary>
public enum BreachKind
{
    /// <summary>A number, date, amount, address, link or weekday that stands in neither block, e-mail nor the agent's messages.</summary>
    InventedFact,

    /// <summary>Told something that it was to tell only when asked.</summary>
    EarlyFact,

    /// <summary>Sent its photo without being asked, or one that it does not have.</summary>
    UnaskedPhoto,

    /// <summary>Ended satisfied, or as handed over, though it had not been told what it was waiting for.</summary>
    StoppedEarly,

    /// <summary>Wrote on after it had been told all that it was waiting for.</summary>
    WentOn,

    /// <summary>Spoke as the shop, for both sides, or about playing a part.</summary>
    FellOutOfRole,

    /// <summary>Became somebody else: another name, another temper, another manner of writing.</summary>
    PersonaDrift,

    /// <summary>Wrote in another language.</summary>
    LanguageDrift,

    /// <summary>Did not push back as its block says: gave up with lines left, skipped lines, or took a no for an answer.</summary>
    IgnoredPushback,
}

/// <summary>One breach: where, in which words, and what it was.</summary>
/// <param name="Turn">The turn of the customer's message; of the end, for what is wrong with the end.</param>
/// <param name="Quote">The customer's words; null where it said nothing.</param>
public sealed record Breach(BreachKind Kind, int Turn, string? Quote, string What)
{
    /// <summary>What was told too early; null for other breaches, and for the second request.</summary>
    public Ask? Told { get; init; }
}
