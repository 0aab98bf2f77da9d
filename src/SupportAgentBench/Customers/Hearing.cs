using SupportAgentBench.Cases;
using SupportAgentBench.Conversations;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Customers;

/// <summary>What a customer takes from the agent's messages.</summary>
internal static class Hearing
{
    /// <summary>A change that was made by then may be told in words that no pattern knows: to name it is enough.</summary>
    public static bool Hears(this CustomerView view, Fact fact, TranscriptEvent.AgentMessage message, Reading reading) => fact.IsIn(reading)
        || (fact is Fact.SaidDone said && reading.MayTell(said.Change)
            && view.Changes.Any(made => made.Turn <= message.Turn && Actions.SameInWords(made.Change.Kind, said.Change)));
}
