using MathNet.Numerics.Statistics;

namespace SupportAgentBench.Boards.Across;

/// <summary>Whether agents that write more do better: Spearman's rank correlation of messages per conversation with the index, over the agents.</summary>
/// <param name="Rho">Null below three agents.</param>
/// <param name="Interval">By Fisher's transformation (Bonett and Wright 2000); null below four agents.</param>
public sealed record Verbosity(double? Rho, Interval? Interval, int Agents)
{
    internal static Verbosity Of(IReadOnlyList<AgentStanding> agents)
    {
        var known = agents.Where(agent => agent.Metrics["agent_messages"].Mean is not null && agent.Metrics["index"].Mean is not null).ToList();
        if (known.Count < 3)
        {
            return new(null, null, known.Count);
        }

        var rho = Correlation.Spearman(known.Select(agent => agent.Metrics["agent_messages"].Mean!.Value), known.Select(agent => agent.Metrics["index"].Mean!.Value));
        if (double.IsNaN(rho))
        {
            return new(null, null, known.Count);
        }

        if (known.Count < 4 || Math.Abs(rho) > 1 - 1e-9)
        {
            return new(rho, null, known.Count);
        }

        var half = Boards.Interval.Z * Math.Sqrt((1 + (rho * rho / 2)) / (known.Count - 3));
        return new(rho, new(Math.Tanh(Math.Atanh(rho) - half), Math.Tanh(Math.Atanh(rho) + half)), known.Count);
    }
}
