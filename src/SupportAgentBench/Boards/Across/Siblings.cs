using SupportAgentBench.Boards.Comparing;

namespace SupportAgentBench.Boards.Across;

/// <summary>Two models of one vendor and family: is the dearer one worth it?</summary>
/// <param name="Differences">Dearer less cheaper: the six published columns and the index.</param>
public sealed record Siblings(string Vendor, string Family, string Dearer, string Cheaper, double? PriceRatio, IReadOnlyList<Difference> Differences)
{
    /// <summary>Columns in which the dearer is better beyond noise; empty says that its price buys nothing that was measured.</summary>
    public IEnumerable<string> DearerBetter => Differences.Where(difference => difference.FirstIsBetter is true).Select(difference => difference.Metric);

    public IEnumerable<string> CheaperBetter => Differences.Where(difference => difference is { BeyondNoise: true, FirstIsBetter: false }).Select(difference => difference.Metric);

    internal static IReadOnlyList<Siblings> Of(IReadOnlyList<AgentStanding> agents) =>
    [
        .. agents.Where(agent => agent.Profile is { Vendor: not null, Family: not null } && agent.Metrics["cost_usd"].Mean is not null)
            .GroupBy(agent => (agent.Profile.Vendor!, agent.Profile.Family!)).OrderBy(family => family.Key)
            .SelectMany(family =>
            {
                var byPrice = family.OrderByDescending(agent => agent.Metrics["cost_usd"].Mean).ThenBy(agent => agent.Agent, StringComparer.Ordinal).ToList();
                return byPrice.SelectMany((dearer, place) => byPrice.Skip(place + 1).Select(cheaper => new Siblings(
                    family.Key.Item1, family.Key.Item2, dearer.Agent, cheaper.Agent,
                    cheaper.Metrics["cost_usd"].Mean is > 0 ? dearer.Metrics["cost_usd"].Mean / cheaper.Metrics["cost_usd"].Mean : null,
                    [.. Ranking.Columns.Select(metric => Paired.Of(metric, dearer.Values, cheaper.Values))])));
            }),
    ];
}
