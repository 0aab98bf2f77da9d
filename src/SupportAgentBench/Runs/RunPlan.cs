using SupportAgentBench.Cases;
using SupportAgentBench.Conversations;
using SupportAgentBench.Results;

namespace SupportAgentBench.Runs;

/// <summary>What is to be played: every case by every agent, so many times.</summary>
/// <param name="Concurrency">Trials under way at once.</param>
public sealed record RunPlan(Protocol Protocol, IReadOnlyList<IAgent> Agents, IReadOnlyList<SupportCase> Cases, int Runs, int Seed, int Concurrency)
{
    /// <summary>Run by run and agent by agent within it, so that an interrupted board is even.</summary>
    public IReadOnlyList<(IAgent Agent, Run Run)> PlannedRuns =>
        [.. Enumerable.Range(1, Runs).SelectMany(number => Agents.Select(agent => (agent, Run.Of(Protocol, agent.Name, number, Seed))))];
}

/// <summary>One case to be played once by one agent.</summary>
public sealed record Trial(IAgent Agent, Run Run, SupportCase Case);
