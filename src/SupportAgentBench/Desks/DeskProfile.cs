namespace SupportAgentBench.Desks;

/// <summary>Everything about a desk that is neither a product, an order nor a rule.</summary>
/// <param name="Today">The desk's fixed day; no clock is read.</param>
/// <param name="ReturnWindowDays">Days from the last delivery scan during which a return is open.</param>
/// <param name="LostAfterDays">A parcel on its way without a scan for longer than this counts as lost.</param>
/// <param name="RuleOf">Which policy rule a finding breaks, by the finding's name.</param>
/// <param name="ReturnLink">Address with {order} in place of the order number.</param>
public sealed record DeskProfile(
    string Name, string Trade, string Currency, DateOnly Today, string Site,
    IReadOnlyList<string> Languages, int ReturnWindowDays, int LostAfterDays, string ReturnLink, IReadOnlyList<Carrier> Carriers,
    IReadOnlyDictionary<string, string> RuleOf)
{
    public ClaimLimits Claims { get; init; } = ClaimLimits.Standard;
}

/// <summary>Numbers of the policy that reference agents turn on; they read orders and mails, not the policy.</summary>
/// <param name="DamageDays">Days after delivery in which damage can be reported.</param>
/// <param name="EarlierDays">How far back a customer's granted claims are counted.</param>
/// <param name="MostGranted">With so many of them, a further claim goes to a person.</param>
public sealed record ClaimLimits(int DamageDays, int EarlierDays, int MostGranted)
{
    public static ClaimLimits Standard { get; } = new(14, 180, 2);
}

/// <summary>A carrier; its link has {tracking} in place of the tracking number.</summary>
public sealed record Carrier(string Name, string Link);

/// <summary>One numbered rule of the policy, which findings cite.</summary>
public sealed record PolicyRule(string Id, string Text);

/// <summary>The policy as the agent reads it, and its numbered rules.</summary>
public sealed record Policy(string Text, IReadOnlyList<PolicyRule> Rules);
