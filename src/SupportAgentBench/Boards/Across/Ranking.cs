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

    /// <summary>The places among some of the agents. What tells two apart stays the same: the correction is over all.</summary>
    public Ranking Among(Func<string, bool> isOne)
    {
        var some = Places.Where(place => isOne(place.Agent)).ToList();
        return this with
        {
            Places = [.. some.Select(place => place with
            {
                Rank = 1 + some.Count(other => Lower ? other.Value < place.Value : other.Value > place.Value),
                Best = 1 + some.Count(other => Beats(other.Agent, place.Agent)),
                Worst = some.Count - some.Count(other => Beats(place.Agent, other.Agent)),
            })],
        };
    }

    internal static Ranking From(string metric, IReadOnlyList<AgentStanding> agents)
    {
        var lower = metric != "index" && Boards.Metric.Named(metric).Lower is true;
        var known = agents.Where(agent => agent.Metrics[metric].Mean is not null)
            .OrderBy(agent => lower ? agent.Metrics[metric].Mean : -agent.Metrics[metric].Mean).ThenBy(agent => agent.Agent, StringComparer.Ordinal).ToList();
        return new Ranking(metric, lower, [.. known.Select(agent => new Place(agent.Agent, agent.Metrics[metric].Mean!.Value, 1, 1, 1))])
        {
            _beaten = [.. Beyond(metric, lower, known)],
        }.Among(_ => true);
    }

    /// <summary>Pairs (better, worse) that differ beyond noise, with Holm's correction over all pairs of the column.</summary>
    private static IEnumerable<(string Better, string Worse)> Beyond(string metric, bool lower, IReadOnlyList<AgentStanding> ordered)
    {
        var pairs = new List<(string Better, string Worse, double P)>();
        for (var better = 0; better < ordered.Count; better++)
        {
            for (var worse = better + 1; worse < ordered.Count; worse++)
            {
                var difference = Paired.Of(metric, ordered[better].Values, ordered[worse].Values);
                // Where the two have not played the same cases, the common ones may say the opposite of the figures: then nothing is claimed.
                if (difference is { P: { } p, Value: { } value } && (lower ? value < 0 : value > 0))
                {
                    pairs.Add((ordered[better].Agent, ordered[worse].Agent, p));
                }
            }
        }

        var corrected = Holm.Of(pairs.ConvertAll(pair => pair.P));
        return pairs.Zip(corrected).Where(pair => pair.Second < Difference.Alpha).Select(pair => (pair.First.Better, pair.First.Worse));
    }
}

/// <summary>An agent's place in a column.</summary>
/// <param name="Rank">1 is best; equal values share a rank.</param>
/// <param name="Best">The best place that the noise leaves open: one more than the agents that are better beyond noise.</param>
/// <param name="Worst">The worst place that it leaves open.</param>
public sealed record Place(string Agent, double Value, int Rank, int Best, int Worst);
