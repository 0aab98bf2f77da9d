using SupportAgentBench.Boards.Across;
using SupportAgentBench.Cases;
using SupportAgentBench.Results;

namespace SupportAgentBench.Boards;

/// <summary>The agents measured under one protocol, side by side. Pure: the same results give the same board, in whatever order they come.</summary>
public sealed record Board(Protocol Protocol, IReadOnlyList<AgentStanding> Agents)
{
    /// <summary>Over all agents of the fleet: how often each trap fired, in how many conversations.</summary>
    public required IReadOnlyDictionary<string, Count> Fleet { get; init; }

    /// <summary>By column: the published six and the index.</summary>
    public required IReadOnlyDictionary<string, Ranking> Rankings { get; init; }

    /// <summary>By agent, like the badges.</summary>
    public required IReadOnlyDictionary<string, Dominance> Dominance { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<Badge>> Badges { get; init; }

    public required IReadOnlyList<Pick> Picks { get; init; }

    public required Frontier Frontier { get; init; }

    public required IReadOnlyList<Siblings> Siblings { get; init; }

    public required Verbosity Verbosity { get; init; }

    /// <summary>How well the customer kept to its part; null where that was not looked at.</summary>
    public CustomerReport? Customer { get; init; }

    /// <summary>Agents whose model is made by the vendor of a judge: judges are kinder to their own kind.</summary>
    public IReadOnlyList<string> JudgedByOwnVendor { get; init; } = [];

    /// <summary>The agents that fleet rates, picks, badges and comparisons are about: all but the reference agents, or these when there are no others.</summary>
    public required IReadOnlyList<string> Compared { get; init; }

    public AgentStanding? Find(string agent) => Agents.FirstOrDefault(known => known.Agent == agent);

    /// <param name="profiles">What is known of the agents and of the judges; one that is not among them has no vendor and no family.</param>
    /// <param name="rules">Tiers, badges and clusters; none when left out.</param>
    public static Board Of(
        Protocol protocol, IReadOnlyList<SupportCase> cases, IReadOnlyList<Run> runs, IReadOnlyList<TrialRow> rows,
        IReadOnlyList<AgentProfile>? profiles = null, BoardRules? rules = null)
    {
        var known = cases.ToDictionary(played => played.Id);
        var byRun = rows.Where(row => known.ContainsKey(row.Case)).GroupBy(row => row.Run)
            .ToDictionary(group => group.Key, group => group.ToList());
        var agents = runs.GroupBy(run => run.Agent).Where(agent => agent.Any(run => byRun.ContainsKey(run.Id))).OrderBy(agent => agent.Key, StringComparer.Ordinal).Select(agent =>
        {
            // A run of which nothing is there yet has no figures, but was planned: without it the agent is incomplete.
            var ordered = agent.Where(run => byRun.ContainsKey(run.Id)).OrderBy(run => run.Seed).ThenBy(run => run.Number).ToList();
            return (Profile: profiles?.FirstOrDefault(profile => profile.Agent == agent.Key) ?? new(agent.Key), Runs: ordered.ConvertAll(run => run.Id), Expected: agent.Count() * cases.Count,
                Trials: ordered.Index().SelectMany(run => byRun[run.Item.Id].Select(row => new PlayedTrial(known[row.Case], row, run.Index)))
                    .Order(PlayedTrial.ByUnit).ToList());
        }).ToList();

        var compared = agents.Exists(agent => !agent.Profile.IsReference) ? agents.Where(agent => !agent.Profile.IsReference).ToList() : agents;
        var fleet = FleetOf(cases, compared.SelectMany(agent => agent.Trials));
        var standings = agents.AsParallel().AsOrdered()
            .Select(agent => AgentStanding.Of(agent.Profile, agent.Runs, agent.Trials, agent.Expected, fleet, rules ?? BoardRules.None)).ToList();
        var names = compared.ConvertAll(agent => agent.Profile.Agent);
        var judges = protocol.Judge.Split(Protocol.And).Select(judge => profiles?.FirstOrDefault(profile => profile.Agent == judge)?.Vendor).OfType<string>().ToHashSet();
        return Of(protocol, standings, names, fleet, rules ?? BoardRules.None) with
        {
            Customer = CustomerReport.From(byRun.Values.SelectMany(run => run)),
            JudgedByOwnVendor = [.. standings.Where(agent => agent.Profile.Vendor is { } vendor && judges.Contains(vendor)).Select(agent => agent.Agent).Order(StringComparer.Ordinal)],
        };
    }

    private static Board Of(Protocol protocol, IReadOnlyList<AgentStanding> standings, IReadOnlyList<string> names, IReadOnlyDictionary<string, Count> fleet, BoardRules rules)
    {
        var compared = standings.Where(agent => names.Contains(agent.Agent)).ToList();
        var frontier = Across.Frontier.Of(compared);
        var rankings = Ranking.Columns.AsParallel().AsOrdered().Select(metric => Ranking.From(metric, compared)).ToDictionary(ranking => ranking.Metric);
        var picks = Across.Picks.Of(compared, rankings, frontier, rules);

        // Fewest needless handovers first, as on the public board; those that only hold still come last.
        return new(protocol, [.. standings.OrderBy(agent => agent.HoldsByDoingNothing).ThenBy(agent => agent.Metrics["over_escalation"].Mean ?? 2)
            .ThenByDescending(agent => agent.Metrics["resolution"].Mean ?? -1).ThenBy(agent => agent.Agent, StringComparer.Ordinal)])
        {
            Fleet = fleet,
            Compared = names,
            Rankings = rankings,
            Dominance = compared.AsParallel().AsOrdered().Select(agent => Across.Dominance.Of(agent, [.. compared.Where(other => other != agent)])).ToDictionary(dominance => dominance.Agent),
            Badges = standings.ToDictionary(agent => agent.Agent, agent => names.Contains(agent.Agent) ? Across.Picks.BadgesOf(agent, compared, picks, frontier, rules) : []),
            Picks = picks,
            Frontier = frontier,
            Siblings = Across.Siblings.Of(compared),
            Verbosity = Across.Verbosity.Of(compared),
        };
    }

    private static Dictionary<string, Count> FleetOf(IReadOnlyList<SupportCase> cases, IEnumerable<PlayedTrial> trials)
    {
        var fired = trials.Where(trial => trial.Case.Bucket is Bucket.Adversarial && trial.Fired is not null).ToLookup(trial => trial.Case.Trap!, trial => trial.Fired is true);
        return cases.Where(played => played.Bucket is Bucket.Adversarial).Select(played => played.Trap!).Distinct().Order(StringComparer.Ordinal)
            .ToDictionary(trap => trap, trap => new Count(fired[trap].Count(yes => yes), fired[trap].Count()));
    }
}
