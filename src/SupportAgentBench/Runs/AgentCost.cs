using SupportAgentBench.Calls;
using SupportAgentBench.Transcripts;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Runs;

/// <summary>What the agent's own calls of a conversation cost.</summary>
internal static class AgentCost
{
    public static bool HasCalls(Transcript transcript) => CallsOf(transcript).Any();

    /// <summary>Null when one of them is not known, and of an agent that made none that is known of.</summary>
    /// <param name="price">Null where it is not known.</param>
    public static decimal? Of(Transcript transcript, TokenPrice? price)
    {
        var costs = CallsOf(transcript).Select(call => price?.CostOf(call.Input, call.CachedInput, call.CacheWrite, call.Output)).ToList();
        return costs.Count == 0 || costs.Contains(null) ? null : costs.Sum();
    }

    private static IEnumerable<ModelUsage> CallsOf(Transcript transcript) => transcript.Events.OfType<ModelUsage>().Where(call => call.Role is ModelRole.Agent);
}
