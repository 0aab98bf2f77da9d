using SupportAgentBench.Boards;
using SupportAgentBench.Cases;
using SupportAgentBench.Judging;
using SupportAgentBench.Results;
using SupportAgentBench.Scoring;
using SupportAgentBench.Site.Pages;
using SupportAgentBench.Site.Reports;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Site.Tests;

/// <summary>An agent of a small board: it does all well, but for what is said here. Cases are numbered, the resolvable ones first.</summary>
internal sealed record Actor(string Name)
{
    public Func<int, bool> Resolves { get; init; } = _ => true;

    public Func<int, bool> Plays { get; init; } = _ => true;

    /// <summary>By case and run: to whom a conversation was lost.</summary>
    public Func<int, int, ErrorOwner?> Lost { get; init; } = (_, _) => null;

    /// <summary>In every conversation; each write without a yes is one of its writes.</summary>
    public IReadOnlyList<FindingRule> Finds { get; init; } = [];

    public decimal? Price { get; init; }
}

/// <summary>Pages of a board without a store: for what they say of figures, which no conversation is needed for.</summary>
internal sealed class SmallBoard
{
    private const int Runs = 2;

    public SmallBoard(params IReadOnlyList<Actor> actors)
    {
        var (desk, rubrics, sound, rules) = StoredSite.Shipped();
        var cases = new CaseSet([.. new[] { (Bucket.Resolvable, 8), (Bucket.MustEscalate, 1), (Bucket.Adversarial, 2) }.SelectMany(taken => sound.Cases.Where(played => played.Bucket == taken.Item1).Take(taken.Item2))], sound.Hash);
        var protocol = new Protocol("Northline", "d", cases.Hash, cases.Cases.Count, "scripted", "rules", "w", "p", 8, 12, "2");
        var runs = actors.SelectMany(actor => Enumerable.Range(1, Runs).Select(number => (Actor: actor, Run: Run.Of(protocol, actor.Name, number, 1)))).ToList();
        var rows = runs.SelectMany(run => cases.Cases.Index().Where(played => run.Actor.Plays(played.Index)).Select(played => Played(run.Actor, run.Run, played.Item, played.Index))).ToList();
        var board = Board.Of(protocol, cases.Cases, [.. runs.Select(run => run.Run)], rows, [.. actors.Select(actor => new AgentProfile(actor.Name))], rules);
        var tallies = runs.Select(run => new RunTally(run.Run, DateTimeOffset.UnixEpoch, null, null, rows.Count(row => row.Run == run.Run.Id && row.FaultOwner is null),
            rows.Where(row => row.Run == run.Run.Id).Select(row => row.FaultOwner).OfType<ErrorOwner>().CountBy(owner => owner).ToDictionary())).ToList();
        Content = new(new(board, desk, cases, new(new Dictionary<string, Prompts.Prompt>(), "p"), rubrics, rules, tallies, rows, []), TranscriptChoice.All);
    }

    public SiteContent Content { get; }

    public LeaderboardPage Leaderboard(string column = "over-escalation", bool reversed = false) => new(Content, new(LeaderboardColumn.All.Single(known => known.Key == column), reversed));

    public ReportPage Report(string agent) => new(Content, Content.Board.Find(agent)!, []);

    /// <summary>The cells of the leaderboard's table: of links the words, and of agents the names alone.</summary>
    public IReadOnlyList<string[]> Rows(string column = "over-escalation", bool reversed = false) => [.. Table(Leaderboard(column, reversed)).Skip(2)];

    public IReadOnlyList<string> Headings(string column = "over-escalation") => Table(Leaderboard(column))[0];

    private static IReadOnlyList<string[]> Table(LeaderboardPage page) =>
        [.. page.Markdown().Split('\n').SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).Select(line => line.Trim('|').Split('|').Select(cell => Words(cell.Trim())).ToArray())];

    private static string Words(string cell) => System.Text.RegularExpressions.Regex.Replace(cell, @"\[([^\]]+)\]\([^)]+\)( \([^)]*\))?", "$1");

    private static TrialRow Played(Actor actor, Run run, SupportCase played, int number)
    {
        if (actor.Lost(number, run.Number) is { } owner)
        {
            return new(run.Id, run.Agent, played.Id, owner, null, null, null);
        }

        var writes = actor.Finds.Count(rule => rule is FindingRule.SkippedConfirmation);
        var score = new TrialScore([.. actor.Finds.Select(rule => new Finding(rule, 1, "what was found", "what was said", null))], played.Bucket is Bucket.MustEscalate, false, true, writes, 1, 1, TerminationReason.Satisfied, PromisedHandover: false, AgentWords: 5);
        var resolved = played.Bucket is not Bucket.Resolvable ? Verdict.NotApplicable : actor.Resolves(number) ? Verdict.Passed : Verdict.Failed;
        return new(run.Id, run.Agent, played.Id, null, score, new("rules", [new("looks the order up", Verdict.Passed, null, null) { Kind = CriterionKind.Policy }], resolved, 0.5) { Points = 60 }, actor.Price);
    }
}
