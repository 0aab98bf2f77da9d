using System.Text.Json;
using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Comparing;
using SupportAgentBench.Site.Documents;
using static SupportAgentBench.Site.Documents.Block;
using static SupportAgentBench.Site.Documents.Inline;

namespace SupportAgentBench.Site.Pages;

/// <summary>Every pair of agents: by how much the index differs, and whether that is more than noise.</summary>
public sealed record ComparisonListPage(SiteContent Content)
    : DocumentPage(SiteContent.Comparisons, "Any two agents", "Choose two: every figure paired by case, and the cases that went differently. In bold the differences that hold with Holm's correction over all pairs of agents compared.")
{
    public override IReadOnlyList<Block> Blocks => Content.Board.Agents.Count < 2 ? [Tell("There is one agent: nothing to compare it with.")] :
    [
        .. Content.Board.Agents.Select(agent => new Section(Content.PartOf(agent.Agent), agent.Agent,
        [
            new Table($"{agent.Agent} against", [new("agent"), new("index, difference", true), new("95 %", true), new("p, uncorrected", true)],
                [.. Content.Board.Agents.Where(other => other != agent).Select(other => (other.Agent, Difference: Paired.Of("index", agent.Values, other.Values))).OrderByDescending(pair => pair.Difference.Value ?? double.NegativeInfinity).Select(pair => new Row(
                [
                    [new Link(Content.OfComparison(agent.Agent, pair.Agent), pair.Agent)],
                    [Holds(agent.Agent, pair.Agent) ? new Strong(Shown.Difference("index", pair.Difference.Value)) : new Quiet(Shown.Difference("index", pair.Difference.Value))],
                    [Shown.DifferenceRange("index", pair.Difference.Interval)], [Shown.P(pair.Difference.P)],
                ]))]),
        ])),
    ];

    private bool Holds(string one, string other) => Content.Board.Rankings["index"] is var ranking && (ranking.Beats(one, other) || ranking.Beats(other, one));

    public override string Json() => JsonSerializer.Serialize(Content.Pairs.Select(pair => new
    {
        first = pair.First.Agent,
        second = pair.Second.Agent,
        comparison = Content.OfComparison(pair.First.Agent, pair.Second.Agent).From(Address, extension: ".json"),
    }), JsonStyle.Indented);
}
