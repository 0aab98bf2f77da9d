using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Conversations;
using SupportAgentBench.Customers;
using SupportAgentBench.Desks;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Tests;

/// <summary>Builds valid things with one call; a test states only what matters to it.</summary>
internal static class Some
{
    public static SupportCase Case(string id) => Repository.Cases.Cases.Single(played => played.Id == id);

    /// <summary>The only case on an order.</summary>
    public static SupportCase CaseOn(int order) => Repository.Cases.Cases.Single(played => played.Order == order);

    public static TranscriptHeader Header(SupportCase played, string agent = "test", int seed = 1) =>
        new(TranscriptHeader.CurrentFormat, "00000000", agent, played.Id, "scripted", Repository.Desk.Profile.Name, seed);

    public static Task<Transcript> ConversationAsync(SupportCase played, IAgent agent, int seed = 1, Limits? limits = null) =>
        new Conversation(played, new OpenDesk(Repository.Desk), agent, new ScriptedCustomer(Repository.Wordings), "",
            limits ?? Limits.Standard, Header(played, agent.Name, seed), TrialCalls.Unkept).PlayAsync(CancellationToken.None);

    public static async Task<TrialScore> ScoreAsync(SupportCase played, IAgent agent) =>
        new Scorer(Repository.Desk, Repository.Wordings).Score(played, await ConversationAsync(played, agent));
}
