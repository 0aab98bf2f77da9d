using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Across;
using SupportAgentBench.Cases;
using SupportAgentBench.Desks;
using SupportAgentBench.Judging;
using SupportAgentBench.Prompts;
using SupportAgentBench.Results;

namespace SupportAgentBench.Site;

/// <summary>Which trials get pages.</summary>
public enum TranscriptChoice { All, Findings, None }

/// <summary>All that pages are made from, but for the transcripts, which are read one at a time. Read once for each state of the store.</summary>
/// <param name="Rules">By which tiers, badges, picks and clusters were made.</param>
/// <param name="Others">Protocols of the same store that stand on no page of this site: runs of different protocols never share a table.</param>
public sealed record SiteSource(
    Board Board, Desk Desk, CaseSet Cases, PromptSet Prompts, RubricSet Rubrics, BoardRules Rules, IReadOnlyList<RunTally> Runs, IReadOnlyList<TrialRow> Rows, IReadOnlyList<Protocol> Others)
{
    /// <summary>The same agents under other customers; null where there is one customer.</summary>
    public Spread? Spread { get; init; }
}

/// <summary>The source with what pages look up in it: cases, runs, trials, and where everything stands.</summary>
public sealed class SiteContent
{
    private readonly Dictionary<string, SupportCase> _cases;
    private readonly Dictionary<(string Run, string Case), TrialRow> _trials;
    private readonly ILookup<string, TrialRow> _byCase;
    private readonly Dictionary<string, RunTally> _runs;
    private readonly Dictionary<string, IReadOnlyList<TrialRow>> _failing;
    private readonly Lazy<Dictionary<string, TrialRow>> _trialPages;
    private readonly Lazy<Dictionary<string, (string Agent, SupportCase Case)>> _besides;
    private readonly Lazy<IReadOnlyDictionary<string, CaseTally>> _tallies;
    private readonly Slugs _agents;
    private readonly Slugs _caseSlugs;
    private readonly Slugs _traps;

    public SiteContent(SiteSource source, TranscriptChoice transcripts)
    {
        Source = source;
        Transcripts = transcripts;
        _cases = source.Cases.Cases.ToDictionary(played => played.Id);
        _runs = source.Runs.ToDictionary(run => run.Run.Id);
        var rows = source.Rows.Where(row => _cases.ContainsKey(row.Case) && _runs.ContainsKey(row.Run)).ToList();
        _trials = rows.ToDictionary(row => (row.Run, row.Case));
        _byCase = rows.ToLookup(row => row.Case);
        _agents = new(source.Board.Agents.Select(agent => agent.Agent));
        _caseSlugs = new(_cases.Keys);
        _traps = new(source.Board.Fleet.Keys);
        _besides = new(() => rows.GroupBy(row => (row.Agent, row.Case)).Where(group => group.Skip(1).Any() && OfSideBySide(group.Key.Agent, group.Key.Case) is not null)
            .ToDictionary(group => OfSideBySide(group.Key.Agent, group.Key.Case)!.Path, group => (group.Key.Agent, _cases[group.Key.Case])));
        _tallies = new(() => CaseTally.Of(source.Board, source.Cases.Cases, rows));
        _trialPages = new(() => rows.Where(HasTranscript).ToDictionary(row => OfTrial(row)!.Path));
        var order = source.Cases.Cases.Index().ToDictionary(pair => pair.Item.Id, pair => pair.Index);
        _failing = rows.Where(row => OutcomeOf(row) is TrialOutcome.Failed && HasTranscript(row)).GroupBy(row => row.Agent)
            .ToDictionary(agent => agent.Key, agent => (IReadOnlyList<TrialRow>)[.. agent.OrderBy(row => order[row.Case]).ThenBy(row => _runs[row.Run].Run.Seed).ThenBy(row => _runs[row.Run].Run.Number)]);
    }

    public static Address Leaderboard { get; } = new("index");

    public static Address CaseList { get; } = new("cases/index");

    public static Address Comparisons { get; } = new("compare/index");

    public static Address Runs { get; } = new("runs/index");

    public static Address Methodology { get; } = new("methodology");

    public SiteSource Source { get; }

    public Board Board => Source.Board;

    public TranscriptChoice Transcripts { get; }

    public IEnumerable<TrialRow> Trials => _trials.Values;

    public SupportCase CaseOf(TrialRow row) => _cases[row.Case];

    public Run RunOf(TrialRow row) => _runs[row.Run].Run;

    public TrialRow? FindTrial(string run, string caseId) => _trials.GetValueOrDefault((run, caseId));

    /// <summary>A trial by the name that figures refer to it with: <c>run/case</c>.</summary>
    public TrialRow? FindTrial(string id) => id.Split('/', 2) is [var run, var played] ? FindTrial(run, played) : null;

    /// <summary>By case: how it goes over the agents that are compared.</summary>
    public IReadOnlyDictionary<string, CaseTally> Tallies => _tallies.Value;

    /// <summary>All trials of a case, by agent in the board's order, then run by run.</summary>
    public IEnumerable<IGrouping<string, TrialRow>> TrialsOf(string caseId)
    {
        var place = Board.Agents.Index().ToDictionary(pair => pair.Item.Agent, pair => pair.Index);
        return _byCase[caseId].OrderBy(row => place[row.Agent]).ThenBy(row => RunOf(row).Seed).ThenBy(row => RunOf(row).Number).GroupBy(row => row.Agent);
    }

    /// <summary>The trial whose page stands at a path; null when there is none.</summary>
    public TrialRow? TrialAt(string path) => _trialPages.Value.GetValueOrDefault(path);

    /// <summary>The agent and the case whose runs stand side by side at a path; null when there is no such page.</summary>
    public (string Agent, SupportCase Case)? SideBySideAt(string path) => _besides.Value.TryGetValue(path, out var found) ? found : null;

    public IEnumerable<Address> SideBySides => _besides.Value.Keys.Select(path => new Address(path));

    /// <summary>The rule's own words; null where the desk has no such rule.</summary>
    public string? RuleText(string? policy) => Source.Desk.Policy.Rules.FirstOrDefault(rule => rule.Id == policy)?.Text;

    public TrialOutcome OutcomeOf(TrialRow row) => Outcomes.Of(_cases[row.Case], row);

    /// <summary>The agent's failing trials, in the order of the cases; without those that have no page.</summary>
    public IReadOnlyList<TrialRow> FailingOf(string agent) => _failing.GetValueOrDefault(agent) ?? [];

    public bool HasTranscript(TrialRow row) => Transcripts switch
    {
        TranscriptChoice.All => true,
        TranscriptChoice.Findings => row.Score is null || row.Score.Findings.Count > 0 || OutcomeOf(row) is not TrialOutcome.Passed,
        _ => false,
    };

    public Address OfAgent(string agent) => new($"agents/{_agents.Of(agent)}");

    public Address OfCase(string id) => new($"cases/{_caseSlugs.Of(id)}");

    public Address OfTrap(string trap) => new($"traps/{_traps.Of(trap)}");

    /// <summary>One page for each pair, whoever is named first.</summary>
    public Address OfComparison(string one, string other) =>
        string.CompareOrdinal(_agents.Of(one), _agents.Of(other)) < 0 ? new($"compare/{_agents.Of(one)}--{_agents.Of(other)}") : new($"compare/{_agents.Of(other)}--{_agents.Of(one)}");

    /// <summary>The pairs that have a page.</summary>
    public IEnumerable<(AgentStanding First, AgentStanding Second)> Pairs
    {
        get
        {
            var agents = Board.Agents.OrderBy(agent => _agents.Of(agent.Agent), StringComparer.Ordinal).ToList();
            return agents.SelectMany((first, place) => agents.Skip(place + 1).Select(second => (first, second)));
        }
    }

    /// <summary>The place of an agent on pages about several.</summary>
    public string PartOf(string agent) => _agents.Of(agent);

    /// <summary>Null where the conversation has no page of its own.</summary>
    public Address? OfTrial(TrialRow row) => HasTranscript(row) ? new(PathOfTrial(row.Run, _caseSlugs.Of(row.Case))) : null;

    /// <summary>Where a conversation stands, for those who link to a site from elsewhere.</summary>
    public static string PathOfTrial(string run, string caseSlug) => $"transcripts/{run}/{caseSlug}";

    /// <summary>All runs of a case by an agent beside each other; null where these trials have no pages.</summary>
    public Address? OfSideBySide(string agent, string caseId) => Transcripts is TranscriptChoice.All ? new($"side-by-side/{_agents.Of(agent)}/{_caseSlugs.Of(caseId)}") : null;

    public Address? OfTrial(string id) => FindTrial(id) is { } row ? OfTrial(row) : null;
}
