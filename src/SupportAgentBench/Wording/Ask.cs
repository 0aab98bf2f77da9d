using SupportAgentBench.Desks;

namespace SupportAgentBench.Wording;

/// <summary>What an agent may ask a customer for.</summary>
public enum Ask { Photo, OrderNumber, Email, PostalCode, Name, Address, Details, Preference, Reason }

/// <summary>How a message speaks of an action: as done, as about to be done, or as a question that waits for a yes.</summary>
public enum Tense { Done, Will, Proposed }

/// <summary>How actions go by one another's names.</summary>
public static class Actions
{
    /// <summary>People say "I sent you a new one" of a reshipment and of a replacement alike.</summary>
    public static bool SameInWords(ChangeKind said, ChangeKind made) => said == made || (IsGoods(said) && IsGoods(made));

    public static bool IsGoods(ChangeKind kind) => kind is ChangeKind.Reshipment or ChangeKind.Replacement;
}
