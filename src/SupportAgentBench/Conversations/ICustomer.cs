using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Conversations;

/// <summary>Who writes the e-mails. Told what has been written so far, writes again or ends. Keeps nothing between calls.</summary>
public interface ICustomer
{
    string Name { get; }

    Task<CustomerReply> ReplyAsync(CustomerView view, CancellationToken cancellation);
}

/// <summary>What a customer sees: their own block and the messages. Neither bucket nor expectations nor policy.</summary>
/// <param name="Calls">Where the customer's model calls are kept.</param>
/// <param name="Messages">Customer and agent messages only, in order; the last is the agent's.</param>
/// <param name="Changes">What was made for them so far, as a shop's own mails would tell; it helps to understand what the agent says, and is told to no model.</param>
public sealed record CustomerView(
    CustomerBlock Customer, Email Email, string Language, Mood Mood, IReadOnlyList<TranscriptEvent> Messages, IReadOnlyList<TranscriptEvent.DeskChange> Changes,
    int Seed, TrialCalls Calls);

/// <summary>The customer's answer.</summary>
/// <param name="Text">Null when the customer ends without another word.</param>
/// <param name="End">Null while the customer goes on.</param>
public sealed record CustomerReply(string? Text, Attachment? Attachment, TerminationReason? End)
{
    /// <summary>Tokens and time of each model call that the reply took; empty where no model made it.</summary>
    public IReadOnlyList<TranscriptEvent.ModelUsage> Usage { get; init; } = [];
}
