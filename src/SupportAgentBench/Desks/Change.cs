namespace SupportAgentBench.Desks;

/// <summary>The kinds of change that an agent can make on a desk.</summary>
public enum ChangeKind { Reshipment, Replacement, AddressChange, Cancellation, Closure, Handover }

/// <summary>A write that the agent made: the evidence. The list of changes is what the agent did, whatever it said.</summary>
/// <param name="Order">Null for closures and handovers, which concern the ticket.</param>
/// <param name="Skus">The items concerned; empty where a change concerns the whole order or the ticket.</param>
/// <param name="ToSku">The variant that a replacement becomes; null when it stays the same.</param>
/// <param name="Address">The new address of an address change.</param>
/// <param name="Reason">In the agent's words.</param>
public sealed record Change(ChangeKind Kind, int? Order, IReadOnlyList<string> Skus, string? ToSku, Address? Address, string? Reason)
{
    /// <summary>Everything but closing and handing over: these need the owner's yes.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsWrite => Kind is not (ChangeKind.Closure or ChangeKind.Handover);
}
