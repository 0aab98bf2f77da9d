using SupportAgentBench.Boards;
using SupportAgentBench.Site.Documents;
using static SupportAgentBench.Site.Documents.Block;
using static SupportAgentBench.Site.Documents.Inline;

namespace SupportAgentBench.Site.Pages;

/// <summary>How far each figure moves with who plays the customer.</summary>
internal static class Sensitivity
{
    /// <summary>Null where no agent was played with two customers.</summary>
    public static Section? Of(SiteContent content)
    {
        if (content.Source.Spread is not { } spread || spread.Rows.GroupBy(row => row.Agent).Where(agent => content.Board.Find(agent.Key) is not null && agent.Any(row => row.Move is not null)).ToList() is not { Count: > 0 } agents)
        {
            return null;
        }

        return new("customers", "How much the customer matters",
        [
            Tell($"The same agents were played with {Say.List(spread.Customers)} as the customer. How far each figure moves between them; in brackets the width of the interval that it has anyway. What moves further than that stands out."),
            new Table("Moves between customers", [new("agent"), .. Spread.Columns.Select(metric => new Column(Shown.Name(metric), true))],
                [.. agents.Select(agent => new Row([[new Link(content.OfAgent(agent.Key), agent.Key)], .. Spread.Columns.Select(metric => Cell(agent.Single(row => row.Metric == metric)))]))]),
        ]);
    }

    private static IReadOnlyList<Inline> Cell(SpreadRow row)
    {
        if (row.Move is not { } move)
        {
            return [new Quiet("unknown")];
        }

        var told = Size(row.Metric, move);
        return row.Width is { } width ? [move > width ? new Strong(told) : told, new Quiet($" ({Size(row.Metric, width)})")] : [told];
    }

    private static string Size(string metric, double value) => Shown.Difference(metric, value).TrimStart('+');
}
