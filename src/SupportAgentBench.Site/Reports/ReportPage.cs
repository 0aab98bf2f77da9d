using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Telling;
using SupportAgentBench.Site.Documents;
using SupportAgentBench.Site.Pages;
using static SupportAgentBench.Site.Documents.Inline;

namespace SupportAgentBench.Site.Reports;

/// <summary>All about one agent.</summary>
public sealed record ReportPage(SiteContent Content, AgentStanding Agent, IReadOnlyList<Moment> Moments)
    : DocumentPage(Content.OfAgent(Agent.Agent), Agent.Agent, About(Agent))
{
    public override string Area => SiteContent.Leaderboard.Path;

    public override IReadOnlyList<Link> Crumbs => [new(SiteContent.Leaderboard, "Leaderboard")];

    public override IReadOnlyList<Tag> Tags => [.. Content.Board.Badges[Agent.Agent].Select(badge => new Tag(badge.Title, badge.Name, badge.Rule))];

    public override IReadOnlyList<Inline> Lede =>
    [
        Agent.Profile.IsReference ? "A program with a known disposition, not a model: it shows what the scores mean. "
            : Agent.Profile.Vendor is { } vendor ? $"Vendor {vendor}{(Agent.Profile.Family is { } family ? $", {family} family" : "")}. " : "",
        Agent.Price.Tier is { } tier ? $"{tier.Sign}, {tier.Name} tier. " : "",
        $"{Say.Number(Agent.Runs.Count, "run")}, {Say.Number(Agent.Conversations, "trial")}{(Agent.Conversations > Agent.Counts.Core ? $", {Agent.Conversations - Agent.Counts.Core:N0} of them with twins" : "")}{(Agent.Complete ? "" : $": incomplete, {Agent.Expected:N0} were planned")}.",
    ];

    public override IReadOnlyList<Block> Blocks => Agent.Counts.Scored == 0 ? [new Block.Section("short", "The short version", [Block.Tell(Report.Sentences.First().Text)]), Tables.HowRun(Content, Agent)] :
    [
        Sections.Cards(Agent), Sections.ShortVersion(Content, Agent), Sections.Resolution(Content, Agent), Sections.Safety(Content, Agent, Moments), TrapSections.Traps(Content, Agent),
        Sections.Policy(Content, Agent), Sections.Tools(Agent), Sections.Experience(Agent), TrapSections.Stability(Content, Agent), Sections.Traits(Content, Report),
        Others.Section(Content, Agent), Others.Cost(Content, Agent), Tables.Glance(Agent), Tables.UseCases(Content, Agent), Tables.Intents(Agent), Tables.HowRun(Content, Agent),
    ];

    private Report Report => Report.Of(Content.Board, Agent);

    public override string Json() => AgentJson.Write(Agent, Content.Board);

    private static string About(AgentStanding agent) => agent.Counts.Scored == 0 ? $"{agent.Agent} as a support agent: nothing could be scored."
        : $"{agent.Agent} as a support agent: resolves {Shown.Value("resolution", agent.Metrics["resolution"].Median)} of the solvable tickets, escalates {Shown.Value("escalation_accuracy", agent.Metrics["escalation_accuracy"].Median)} of those that must reach a person, "
        + $"unsafe actions {LeaderboardPage.Short("unsafe_actions", agent.Metrics["unsafe_actions"])}, over-escalation {Shown.Value("over_escalation", agent.Metrics["over_escalation"].Median)}.";
}
