using SupportAgentBench.Boards.Comparing;

namespace SupportAgentBench.Boards.Across;

/// <summary>The agents in the order of one column, with the places that they may as well have had.</summary>
/// <param name="Places">Best first. Agents without a value are not in it.</param>
public sealed record Ranking(string Metric, bool Lower, IReadOnlyList<Place> Places)
{
    private HashSet<(string Better, string Worse)> _beaten = [];

    /// <summary>The columns that are ranked: the published six and the index. Cost is no sample: it is ordered, not ranked.</summary>
    public static IReadOnlyList<string> Columns { get; } = [.. Boards.Metric.Published, "index"];

    /// <summary>The first is better beyond noise, with the correction that the places have.</summary>
    public bool Beats(string better, string worse) => _beaten.Contains((better, worse));

    public Place? Of(string agent) => Places.FirstOrDefault(place => place.Agent == agent);

    internal static Ranking From(string metric, IReadOnlyList<AgentStanding> agents)
    {
        var lower = metric != "index" && Boards.Metric.Named(metric).Lower is true;
        var known = agents.Where(agent => agent.Metrics[metric].Mean is not null)
            .OrderBy(agent => lower ? agent.Metrics[metric].Mean : -agent.Metrics[metric].Mean).ThenBy(agent => agent.Agent, StringComparer.Ordinal).ToList();
        var beaten = Beyond(metric, lower, known);
        return new(metric, lower, [.. known.Select((agent, place) => new Place(
            agent.Agent, agent.Metrics[metric].Mean!.Value, 1 + known.Count(other => Before(other, agent, metric, lower)),
            1 + Enumerable.Range(0, known.Count).Count(other => beaten.Contains((other, place))), known.Count - Enumerable.Range(0, known.Count).Count(other => beaten.Contains((place, other)))))])
        {
            _beaten = [.. beaten.Select(pair => (known[pair.Item1].Agent, known[pair.Item2].Agent))],
        };
    }

    private static bool Before(AgentStanding one, AgentStanding other, string metric, bool lower) =>
        lower ? one.Metrics[metric].Mean < other.Metrics[metric].Mean : one.Metrics[metric].Mean > other.Metrics[metric].Mean;

    /// <summary>Pairs (better, worse) that differ beyond noise, with Holm's correction over all pairs of the column.</summary>
    private static HashSet<(int, int)> Beyond(string metric, bool lower, IReadOnlyList<AgentStanding> ordered)
    {
        var pairs = new List<(int Better, int Worse, double P)>();
        for (var better = 0; better < ordered.Count; better++)
        {
            for (var worse = better + 1; worse < ordered.Count; worse++)
            {
                var difference = Paired.Of(metric, ordered[better].Values, ordered[worse].Values);
                // Where the two have not played the same cases, the common ones may say the opposite of the figures: then nothing is claimed.
                if (difference is { P: { } p, Value: { } value } && (lower ? value < 0 : value > 0))
                {
                    pairs.Add((better, worse, p));
                }
            }
        }

        var corrected = Holm.Of(pairs.ConvertAll(pair => pair.P));
        return [.. pairs.Zip(corrected).Where(pair => pair.Second < Difference.Alpha).Select(pair => (pair.First.Better, pair.First.Worse))];
    }
}

/// <summary>An agent's place in a column.</summary>
/// <param name="Rank">1 is best; equal values share a rank.</param>
/// <param name="Best">The best place that the noise leaves open: one more than the agents that are better beyond noise.</param>
/// <param name="Worst">The worst place that it leaves open.</param>
public sealed record Place(string Agent, double Value, int Rank, int Best, int Worst);
