using SupportAgentBench.Cases;
using SupportAgentBench.Conversations;
using SupportAgentBench.Results;

namespace SupportAgentBench.Runs;

/// <summary>What is to be played: every case by every agent, so many times.</summary>
/// <param name="Concurrency">Trials under way at once.</param>
public sealed record RunPlan(Protocol Protocol, IReadOnlyList<IAgent> Agents, IReadOnlyList<SupportCase> Cases, int Runs, int Seed, int Concurrency)
{
    /// <summary>The trials to keep to, by agent, number of the run and case; null where all are played.</summary>
    public IReadOnlySet<(string Agent, int Number, string Case)>? Only { get; init; }

    /// <summary>Run by run and agent by agent within it, so that an interrupted board is even.</summary>
    public IReadOnlyList<(IAgent Agent, Run Run)> PlannedRuns =>
        [.. Enumerable.Range(1, Runs).SelectMany(number => Agents.Where(agent => Cases.Any(played => Holds(agent, number, played))).Select(agent => (agent, Run.Of(Protocol, agent.Name, number, Seed))))];

    public IReadOnlyList<Trial> Trials =>
        [.. PlannedRuns.SelectMany(pair => Cases.Where(played => Holds(pair.Agent, pair.Run.Number, played)).Select(played => new Trial(pair.Agent, pair.Run, played)))];

    private bool Holds(IAgent agent, int number, SupportCase played) => Only?.Contains((agent.Name, number, played.Id)) is not false;
}

/// <summary>One case to be played once by one agent.</summary>
public sealed record Trial(IAgent Agent, Run Run, SupportCase Case);
