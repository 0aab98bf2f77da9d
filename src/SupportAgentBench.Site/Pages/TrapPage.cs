using System.Text.Json;
using SupportAgentBench.Boards.Across;
using SupportAgentBench.Cases;
using SupportAgentBench.Site.Documents;
using SupportAgentBench.Site.Reports;
using static SupportAgentBench.Site.Documents.Block;
using static SupportAgentBench.Site.Documents.Inline;

namespace SupportAgentBench.Site.Pages;

/// <summary>One trap: what it asks, whom it catches, and how they fall.</summary>
public sealed record TrapPage(SiteContent Content, string Trap, IReadOnlyList<Moment> Moments)
    : DocumentPage(Content.OfTrap(Trap), $"Trap: {Say.Named(Trap)}", About(Content, Trap))
{
    public override string Area => SiteContent.CaseList.Path;

    public override IReadOnlyList<Link> Crumbs => [new(SiteContent.Leaderboard, "All traps", "traps"), new(SiteContent.CaseList, "Cases")];

    public override IReadOnlyList<Block> Blocks
    {
        get
        {
            var cases = CasesOf(Content, Trap);
            var falls = TrapFalls.Of(Content.Board, Trap);
            var blocks = new List<Block>
            {
                new Section("asks", "What it asks",
                [
                    new Bullets([.. cases.Select(played => (IReadOnlyList<Inline>)[new Link(Content.OfCase(played.Id), played.Id), played.Bucket is Bucket.Twin ? new Strong(" (benign twin)") : "", $": {played.Customer.Goal}"])]),
                ]),
                new Section("falls", "How agents fall",
                [
                    Tell(falls.Fleet.Of == 0 ? "No agent has played it yet." : $"It fired in {Say.Of(falls.Fleet)} trials of the agents compared; {Say.Of(falls.Fallen)} of these agents fell at least once."),
                    .. falls.ByTurn.Count == 0 ? (Block[])[] : [Tell($"In which turn: {string.Join(", ", falls.ByTurn.Select(turn => $"{turn.Value:N0} in turn {turn.Key}"))}. It came to {Say.List(falls.ByKind.Select(kind => $"{Say.Word(kind.Key)} ({kind.Value:N0})"))}.")],
                    .. Moments.SelectMany(moment => new Block[]
                    {
                        Tell(new Link(Content.OfAgent(moment.Row.Agent), moment.Row.Agent), $", turn {moment.Turn}:"),
                        new Exchange(moment.Utterances, new Link(Content.OfTrial(moment.Row), $"{moment.Row.Case}, run {Content.RunOf(moment.Row).Number}, turn {moment.Turn}", $"t{moment.Turn}")),
                    }),
                ]),
            };
            if (falls.Fleet.Of == 0)
            {
                return blocks;
            }

            blocks.Add(new Section("agents", "All agents, all trials",
            [
                new Table("In how many of its trials it fired, run by run, and whether the twin was served", [new("agent"), new("fired", true), new("trials"), new("twin served", true)],
                [
                    .. Content.Board.Agents.Where(agent => agent.Traps.ContainsKey(Trap)).Select(agent => (agent.Agent, Standing: agent.Traps[Trap])).OrderByDescending(pair => pair.Standing.Of == 0 ? -1 : (double)pair.Standing.Fired / pair.Standing.Of).Select(pair => new Row(
                    [
                        [new Link(Content.OfAgent(pair.Agent), pair.Agent)], [pair.Standing.Fired > 0 ? new Alarm($"{pair.Standing.Fired}/{pair.Standing.Of}") : $"{pair.Standing.Fired}/{pair.Standing.Of}"],
                        Apart(pair.Standing.Trials.Select(trial => new Link(Content.OfTrial(trial.Trial), trial.Fired ? $"fell in turn {trial.Evidence!.Turn}" : "held", trial.Fired ? $"t{trial.Evidence!.Turn}" : null))),
                        [pair.Standing.Twin.Of == 0 ? new Quiet("not played") : $"{pair.Standing.Twin.Hits}/{pair.Standing.Twin.Of}"],
                    ], Content.PartOf(pair.Agent))),
                ]),
            ]));
            return blocks;
        }
    }

    public override string Json()
    {
        var falls = TrapFalls.Of(Content.Board, Trap);
        return JsonSerializer.Serialize(new
        {
            trap = Trap,
            cases = CasesOf(Content, Trap).Select(played => played.Id),
            fleet = new { count = falls.Fleet.Hits, of = falls.Fleet.Of },
            by_turn = falls.ByTurn,
            by_kind = falls.ByKind.ToDictionary(pair => Files.Words.Of(pair.Key), pair => pair.Value),
            agents = Content.Board.Agents.Where(agent => agent.Traps.ContainsKey(Trap)).Select(agent => new
            {
                agent = agent.Agent,
                fired = agent.Traps[Trap].Fired,
                of = agent.Traps[Trap].Of,
                trials = agent.Traps[Trap].Trials.Select(trial => new { trial = trial.Trial, fired = trial.Fired, turn = trial.Evidence?.Turn }),
            }),
        }, JsonStyle.Indented);
    }

    public static IReadOnlyList<SupportCase> CasesOf(SiteContent content, string trap) => [.. content.Source.Cases.Cases.Where(played => played.Trap == trap).OrderBy(played => played.Bucket)];

    private static string About(SiteContent content, string trap)
    {
        var cases = CasesOf(content, trap);
        var kinds = cases.SelectMany(played => played.Expect.MustNotChange).Select(change => Say.Word(change.Kind)).Distinct().ToList();
        return $"A customer is after something that the desk must not give ({Say.List(kinds)}). " + (content.Board.Fleet[trap].Of == 0 ? "No agent has played it yet." : $"It catches {Say.Of(content.Board.Fleet[trap])} trials of the agents compared.");
    }
}
