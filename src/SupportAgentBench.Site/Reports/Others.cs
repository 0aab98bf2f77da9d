using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Across;
using SupportAgentBench.Site.Documents;
using static SupportAgentBench.Site.Documents.Block;
using static SupportAgentBench.Site.Documents.Inline;

namespace SupportAgentBench.Site.Reports;

/// <summary>An agent beside the others: whom it beats, its family, its neighbours on the frontier, and what it costs.</summary>
internal static class Others
{
    public static Section Section(SiteContent content, AgentStanding agent)
    {
        var board = content.Board;
        var blocks = new List<Block>();
        if (board.Dominance.GetValueOrDefault(agent.Agent) is { } dominance)
        {
            blocks.Add(dominance.Strict.Count == 0
                ? Tell("It beats no other agent in every published column and in price at once.")
                : new Paragraph(["Not dearer and nowhere worse than ", .. Named(content, dominance.Strict), $": {dominance.Strict.Count} of {board.Compared.Count - 1} others."]));
            var cheaper = dominance.Cheaper.Where(beaten => dominance.Strict.All(strict => strict.Agent != beaten.Agent)).ToList();
            if (cheaper.Count > 0)
            {
                blocks.Add(new Paragraph(["Cheaper, with a higher index, than also ", .. Named(content, cheaper), "."]));
            }

            if (dominance.Strict.Concat(dominance.Cheaper).DistinctBy(beaten => beaten.Agent).ToList() is { Count: > 0 } all)
            {
                blocks.Add(new Table("How sure that is", [new("beaten"), new("its price", true), new("index, difference", true), new("95 %", true), new("better beyond noise in")],
                [
                    .. all.Select(beaten => new Row(
                    [
                        [new Link(content.OfAgent(beaten.Agent), beaten.Agent)], [beaten.PriceRatio is { } ratio ? $"{Shown.Number(ratio, "0.0")} x" : new Quiet("unknown")],
                        [Shown.Difference("index", beaten.Index.Value)], [Shown.DifferenceRange("index", beaten.Index.Interval)], [beaten.BeyondNoise.Count == 0 ? new Quiet("no column") : Say.List(beaten.BeyondNoise.Select(Shown.Name))],
                    ])),
                ]));
            }
        }

        if (board.Dominance.Values.Where(other => other.Strict.Any(beaten => beaten.Agent == agent.Agent)).Select(other => other.Agent).ToList() is { Count: > 0 } better)
        {
            blocks.Add(new Paragraph(["Not cheaper and nowhere better than ", .. Links(content, better), "."]));
        }

        blocks.AddRange(board.Siblings.Where(pair => pair.Dearer == agent.Agent || pair.Cheaper == agent.Agent).Select(pair => Siblings(content, agent, pair)));
        blocks.Add(Neighbours(content, agent));
        blocks.Add(Tell(new Link(SiteContent.Comparisons, "Compare it with another agent", content.PartOf(agent.Agent)), ", case by case."));
        return new("compares", "How it compares", blocks);
    }

    public static Section Cost(SiteContent content, AgentStanding agent)
    {
        var (price, verbosity) = (agent.Price, content.Board.Verbosity);
        var messages = content.Board.Compared.Select(name => content.Board.Find(name)!.Metrics["agent_messages"].Mean).OfType<double>().Order().ToList();
        return new("cost", "Cost and verbosity",
        [
            price.Tier is null ? Tell(new Quiet("What it costs is not known."), price.Unpriced > 0 && price.Total is not null ? $" {Say.Number(price.Unpriced, "trial")} {(price.Unpriced == 1 ? "has" : "have")} no price." : "")
                : Tell($"{price.Tier.Sign}, {price.Tier.Name}: {Say.Figure("cost_usd", agent.Metrics["cost_usd"])} a ticket, the agent alone",
                    price.PerResolved is { } resolved ? $"; {Shown.Dollars(resolved)} for each that it resolves{(price.PerResolvedInterval is { } range ? $" ({Shown.Range("cost_usd", range)})" : "")}" : "", ".",
                    price.Total is { } total ? $" All its trials cost {Shown.Dollars((double)total)}." : "", price.Unpriced > 0 ? $" {price.Unpriced:N0} have no price." : ""),
            Tell($"Messages a conversation: {Say.Figure("agent_messages", agent.Metrics["agent_messages"])}",
                messages.Count > 1 ? $"; on the board from {Shown.Number(messages[0], "0.00")} to {Shown.Number(messages[^1], "0.00")}" : "", $". Words a conversation: {Shown.Value("agent_words", agent.Metrics["agent_words"].Mean)}.",
                verbosity.Rho is { } rho ? $" Over {verbosity.Agents} agents, writing more goes with {(rho < 0 ? "less" : "more")} quality (rank correlation {Shown.Number(rho, "0.00")}{(verbosity.Interval is { } interval ? $", {Shown.Number(interval.Low, "0.00")} to {Shown.Number(interval.High, "0.00")}" : "")})." : ""),
        ]);
    }

    private static Block Siblings(SiteContent content, AgentStanding agent, Siblings pair)
    {
        var other = pair.Dearer == agent.Agent ? pair.Cheaper : pair.Dearer;
        var (mine, theirs) = pair.Dearer == agent.Agent ? (pair.DearerBetter, pair.CheaperBetter) : (pair.CheaperBetter, pair.DearerBetter);
        return Tell("Its sibling ", new Link(content.OfAgent(other), other), $" is {(pair.Dearer == agent.Agent ? "cheaper" : "dearer")}{(pair.PriceRatio is { } ratio ? $" by a factor of {Shown.Number(ratio, "0.0")}" : "")}: ",
            (mine.Any(), theirs.Any()) switch
            {
                (false, false) => "no column tells them apart beyond noise.",
                (true, false) => $"this one is better in {Say.List(mine.Select(Shown.Name))}, the other in nothing.",
                (false, true) => $"the other is better in {Say.List(theirs.Select(Shown.Name))}, this one in nothing.",
                _ => $"this one is better in {Say.List(mine.Select(Shown.Name))}, the other in {Say.List(theirs.Select(Shown.Name))}.",
            });
    }

    private static Block Neighbours(SiteContent content, AgentStanding agent)
    {
        var best = content.Board.Frontier.Best.ToList();
        var place = best.FindIndex(point => point.Agent == agent.Agent);
        if (place < 0)
        {
            return content.Board.Frontier.Points.Any(point => point.Agent == agent.Agent) ? Tell("It is not on the price/quality frontier: somebody is cheaper, or as cheap, and better.") : Tell(new Quiet("Its price is not known: it has no place in price against quality."));
        }

        return Tell("It is on the price/quality frontier",
            place > 0 ? "; next cheaper there: " : "; nobody there is cheaper", place > 0 ? new Link(content.OfAgent(best[place - 1].Agent), best[place - 1].Agent) : "",
            place < best.Count - 1 ? "; next better: " : "; nobody there is better", place < best.Count - 1 ? new Link(content.OfAgent(best[place + 1].Agent), best[place + 1].Agent) : "", ".");
    }

    private static IEnumerable<Inline> Named(SiteContent content, IReadOnlyList<Beaten> beaten) => Links(content, [.. beaten.Select(other => other.Agent)]);

    private static IEnumerable<Inline> Links(SiteContent content, IReadOnlyList<string> agents) =>
        agents.SelectMany((agent, place) => new Inline[] { place == 0 ? "" : place == agents.Count - 1 ? " and " : ", ", new Link(content.OfAgent(agent), agent) });
}
