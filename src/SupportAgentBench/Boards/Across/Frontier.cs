namespace SupportAgentBench.Boards.Across;

/// <summary>Price against quality, cheapest first; agents whose price or index is unknown are not in it.</summary>
public sealed record Frontier(IReadOnlyList<FrontierPoint> Points)
{
    /// <summary>Those to which nobody is both cheaper (or as cheap) and better.</summary>
    public IEnumerable<FrontierPoint> Best => Points.Where(point => point.OnFrontier);

    public bool Has(string agent) => Points.Any(point => point.Agent == agent && point.OnFrontier);

    internal static Frontier Of(IReadOnlyList<AgentStanding> agents)
    {
        var points = agents.Where(agent => agent.Metrics["cost_usd"].Mean is not null && agent.Metrics["index"].Mean is not null)
            .Select(agent => (agent.Agent, Price: agent.Metrics["cost_usd"].Mean!.Value, Index: agent.Metrics["index"].Mean!.Value)).ToList();
        return new([.. points.OrderBy(point => point.Price).ThenByDescending(point => point.Index).ThenBy(point => point.Agent, StringComparer.Ordinal)
            .Select(point => new FrontierPoint(point.Agent, point.Price, point.Index, !points.Exists(other =>
                (other.Price < point.Price && other.Index >= point.Index) || (other.Price <= point.Price && other.Index > point.Index))))]);
    }
}

/// <param name="Price">Dollars per ticket.</param>
public sealed record FrontierPoint(string Agent, double Price, double Index, bool OnFrontier);
