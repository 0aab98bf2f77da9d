using SupportAgentBench.Cases;
using SupportAgentBench.Conversations;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Customers;

/// <summary>What a customer takes from the agent's messages.</summary>
internal static class Hearing
{
    /// <summary>
    /// A change that was made may be told in words that no pattern knows: in the message that follows it, to ask for nothing is enough; later, to name it.
    /// </summary>
    public static bool Hears(this CustomerView view, Fact fact, TranscriptEvent.AgentMessage message, Reading reading) => fact.IsIn(reading)
        || (fact is Fact.SaidDone said && view.Changes.Any(made => Actions.SameInWords(made.Change.Kind, said.Change)
            && (made.Turn == message.Turn ? !reading.Text.Contains('?', StringComparison.Ordinal) || reading.Outcome is not null || reading.MayTell(said.Change) : made.Turn < message.Turn && reading.MayTell(said.Change))));
}
