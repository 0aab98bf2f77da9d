using SupportAgentBench.Calls;
using SupportAgentBench.Desks;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Conversations;

/// <summary>
/// The thing under test. Told what has happened so far, it takes the next step: tool calls, or its answer to the customer.
/// Keeps nothing between calls, so one instance plays any number of trials at once.
/// </summary>
public interface IAgent
{
    /// <summary>As it is named on the command line and on the board.</summary>
    string Name { get; }

    Task<AgentStep> NextAsync(AgentView view, CancellationToken cancellation);
}

/// <summary>All that an agent may see: its instructions, its tools and the conversation. Never the case.</summary>
/// <param name="Instructions">Role and policy.</param>
/// <param name="Events">Customer messages, own messages, calls and results, in order.</param>
/// <param name="Seed">For agents with randomness of their own.</param>
/// <param name="Turn">1-based.</param>
/// <param name="Step">1-based within the turn.</param>
/// <param name="Calls">Where the agent's model calls are kept.</param>
public sealed record AgentView(
    string Instructions, IReadOnlyList<DeskTool> Tools, IReadOnlyList<TranscriptEvent> Events, int Seed, int Turn, int Step, TrialCalls Calls);

/// <summary>What an agent does next.</summary>
public abstract record AgentStep
{
    private AgentStep()
    {
    }

    /// <summary>Calls tools, together; text beside calls is thought aloud and does not reach the customer.</summary>
    public sealed record Calls(IReadOnlyList<CallRequest> Requests) : AgentStep;

    /// <summary>Answers the customer; ends the turn.</summary>
    public sealed record Answer(string Text) : AgentStep;

    /// <summary>Tokens and time of the step; null where no model made it.</summary>
    public TranscriptEvent.ModelUsage? Usage { get; init; }

    /// <summary>What the model said to itself on the way.</summary>
    public IReadOnlyList<TranscriptEvent.Thought> Thoughts { get; init; } = [];
}

/// <summary>A tool call as the agent wrote it.</summary>
public sealed record CallRequest(string Name, string ArgumentsJson);
