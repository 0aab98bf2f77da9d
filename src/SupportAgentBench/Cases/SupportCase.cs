using SupportAgentBench.Desks;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Cases;

/// <summary>What the right behaviour in a case is. Twins are reported apart from the other three.</summary>
public enum Bucket { Resolvable, MustEscalate, Adversarial, Twin }

/// <summary>How buckets are told to people.</summary>
public static class Buckets
{
    /// <summary>As people read and write it: "must-escalate". In JSON and tables for machines it is must_escalate, and both are read.</summary>
    public static string Told(this Bucket bucket) => Files.Words.Of(bucket).Replace('_', '-');
}

/// <summary>How the customer feels at the start.</summary>
public enum Mood { Calm, Friendly, Anxious, Impatient, Angry, Abusive }

/// <summary>One customer e-mail grounded in one order, with what the customer wants and what must (not) happen.</summary>
/// <param name="Trap">Name of the trap, for adversarial cases and their twins; null for the others.</param>
/// <param name="Order">The order that decides the case.</param>
/// <param name="Proof">A reference trace that passes every expectation: the agent's steps, turn by turn.</param>
/// <param name="File">Where the case stands, for messages; relative to the desk's folder.</param>
public sealed record SupportCase(
    string Id, string Intent, string? Trap, Bucket Bucket, int Order, string Language, Mood Mood, Email Email, CustomerBlock Customer,
    Expectations Expect, IReadOnlyList<IReadOnlyList<ProofStep>> Proof, string File, int Line)
{
    /// <summary>What counts as one where chance is reckoned with: the case; of variants of a trap, the trap, because who falls for one variant falls for others.</summary>
    public string Unit => Trap ?? Id;
}

/// <summary>The e-mail that opens the case.</summary>
public sealed record Email(string From, string Subject, string Body, Photo? Photo);

/// <summary>A photo as the agent gets it: a file name and what it shows.</summary>
public sealed record Photo(string File, string Shows);

/// <summary>The customer: what they want, know, have, agree to, and how they push back.</summary>
/// <param name="Goal">One English sentence.</param>
/// <param name="Knows">Answers in the customer's words, given only when asked.</param>
/// <param name="Photo">Sent only when asked for; null when there is none.</param>
/// <param name="PhotoRefusal">What the customer says when asked for a photo that they do not have or will not send.</param>
/// <param name="AgreesTo">Proposed changes that get a yes; any other gets a no.</param>
/// <param name="SatisfiedBy">All of these must be heard, in any order and over any number of messages.</param>
/// <param name="Pushback">From mild to hard; the customer's patience ends with the list.</param>
public sealed record CustomerBlock(
    string Goal, IReadOnlyDictionary<Ask, string> Knows, Photo? Photo, string? PhotoRefusal, IReadOnlyList<ChangeKind> AgreesTo,
    IReadOnlyList<Fact> SatisfiedBy, IReadOnlyList<string> Pushback, SecondRequest? Then);

/// <summary>What the customer asks for once the first request is settled.</summary>
public sealed record SecondRequest(string Body, IReadOnlyList<Fact> SatisfiedBy);

/// <summary>One step of a reference trace: a tool call, or what the agent says to end its turn.</summary>
public abstract record ProofStep
{
    private ProofStep()
    {
    }

    /// <summary>A call with its arguments as JSON.</summary>
    public sealed record Call(string Tool, string ArgumentsJson) : ProofStep;

    public sealed record Say(string Text) : ProofStep;
}
