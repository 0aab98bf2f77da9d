using SupportAgentBench.Cases;
using SupportAgentBench.Conversations;

namespace SupportAgentBench.Agents;

/// <summary>Plays a reference trace step by step: with it a case proves that it can be passed, and its mutants that faults are caught.</summary>
public sealed class ProofAgent(IReadOnlyList<IReadOnlyList<ProofStep>> trace) : IAgent
{
    public string Name => "proof";

    /// <summary>Calls one after the other, each in a step of its own; blank when the trace has no further turn.</summary>
    public Task<AgentStep> NextAsync(AgentView view, CancellationToken cancellation) =>
        Task.FromResult<AgentStep>(view.Turn > trace.Count || view.Step > trace[view.Turn - 1].Count
            ? new AgentStep.Answer("")
            : trace[view.Turn - 1][view.Step - 1] switch
            {
                ProofStep.Call call => new AgentStep.Calls([new(call.Tool, call.ArgumentsJson)]),
                ProofStep.Say say => new AgentStep.Answer(say.Text),
                var other => throw new InvalidOperationException($"no such step: {other}"),
            });
}
