using SupportAgentBench.Cases;
using SupportAgentBench.Conversations;
using SupportAgentBench.Desks;
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

    /// <summary>The same of a handover: one that was made with this message needs only the mention of who takes over.</summary>
    public static bool HearsHandover(this CustomerView view, TranscriptEvent.AgentMessage message, Reading reading) => reading.Says(ChangeKind.Handover, Tense.Done) is not null
        || (reading.NamesPeople && !reading.AwaitsAgreement && view.Changes.Any(made => made.Change.Kind is ChangeKind.Handover && made.Turn == message.Turn));
}
