using SupportAgentBench.Boards.Comparing;

namespace SupportAgentBench.Boards.Across;

/// <summary>Whom an agent beats. Two rules, kept apart because the public board mixes them.</summary>
/// <param name="Strict">Not dearer, not worse in any of the six published columns, and better in at least one of the seven.</param>
/// <param name="Cheaper">Cheaper, with a higher index: the trade-off between the columns is then the index's, not the reader's.</param>
public sealed record Dominance(string Agent, IReadOnlyList<Beaten> Strict, IReadOnlyList<Beaten> Cheaper)
{
    internal static Dominance Of(AgentStanding agent, IReadOnlyList<AgentStanding> others) => new(
        agent.Agent,
        [.. others.Where(other => Dominates(agent, other)).Select(other => Beaten.Of(agent, other))],
        [.. others.Where(other => IsCheaper(agent, other) && agent.Metrics["index"].Mean > other.Metrics["index"].Mean).Select(other => Beaten.Of(agent, other))]);

    private static bool IsCheaper(AgentStanding one, AgentStanding other) => one.Metrics["cost_usd"].Mean < other.Metrics["cost_usd"].Mean;

    /// <summary>An unknown price or figure is never better, nor as good.</summary>
    private static bool Dominates(AgentStanding one, AgentStanding other)
    {
        IReadOnlyList<string> columns = [.. Metric.Published, "cost_usd"];
        var gains = columns.Select(name => Gain(name, one, other)).ToList();
        return gains.TrueForAll(gain => gain >= 0) && gains.Exists(gain => gain > 0);
    }

    private static double? Gain(string metric, AgentStanding one, AgentStanding other) =>
        (Metric.Named(metric).Lower is true ? -1 : 1) * (one.Metrics[metric].Mean - other.Metrics[metric].Mean);
}

/// <summary>An agent that is beaten, and how sure that is.</summary>
/// <param name="PriceRatio">Its price, in multiples of the winner's; null when the winner is free.</param>
/// <param name="BeyondNoise">The published columns in which the winner is better beyond noise.</param>
/// <param name="Index">The difference of the indices, winner less beaten.</param>
public sealed record Beaten(string Agent, double? PriceRatio, IReadOnlyList<string> BeyondNoise, Difference Index)
{
    internal static Beaten Of(AgentStanding winner, AgentStanding beaten) => new(
        beaten.Agent, winner.Metrics["cost_usd"].Mean is > 0 ? beaten.Metrics["cost_usd"].Mean / winner.Metrics["cost_usd"].Mean : null,
        [.. Metric.Published.Where(metric => Paired.Of(metric, winner.Values, beaten.Values).FirstIsBetter is true)],
        Paired.Of("index", winner.Values, beaten.Values));
}
