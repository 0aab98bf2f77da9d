using SupportAgentBench.Boards;
using SupportAgentBench.Cases;
using SupportAgentBench.Site.Pictures;

namespace SupportAgentBench.Site.Pages;

/// <summary>The two maps of the leaderboard.</summary>
public static class HeatMaps
{
    /// <summary>Traps by agents: how often each fired; what catches most agents first.</summary>
    public static HeatMap OfTraps(SiteContent content)
    {
        var board = content.Board;
        var traps = board.Fleet.OrderByDescending(trap => trap.Value.Share ?? -1).ThenBy(trap => trap.Key, StringComparer.Ordinal).ToList();
        return new(
            "traps", "Which trap catches whom", "In how many of its trials each trap fired: k/N. What catches most stands first.",
            [.. traps.Select(trap => new HeatColumn(Say.Named(trap.Key), content.OfTrap(trap.Key)))],
            [
                .. board.Agents.Select(agent => new HeatRow(agent.Agent, content.OfAgent(agent.Agent), false, LeaderboardPage.IsTrivial(agent), [.. traps.Select(trap =>
                    agent.Traps.GetValueOrDefault(trap.Key) is { Of: > 0 } standing ? new HeatCell($"{standing.Fired}/{standing.Of}", (double)standing.Fired / standing.Of, content.OfTrap(trap.Key), content.PartOf(agent.Agent)) : null)])),
                new($"all {board.Compared.Count} together", null, true, false, [.. traps.Select(trap => trap.Value.Of == 0 ? null : new HeatCell($"{trap.Value.Hits}/{trap.Value.Of}", trap.Value.Share!.Value, content.OfTrap(trap.Key), null))]),
            ]);
    }

    /// <summary>Intents by agents: what share went well.</summary>
    public static HeatMap OfIntents(SiteContent content)
    {
        var board = content.Board;
        var intents = content.Source.Cases.Cases.Where(played => played.Bucket is Bucket.Resolvable or Bucket.MustEscalate).GroupBy(played => played.Intent)
            .Select(group => (Intent: group.Key, group.First().Bucket)).ToList();
        var fleet = intents.ToDictionary(intent => intent.Intent, intent => Average(board.Compared.Select(agent => Good(board.Find(agent)!, intent))));
        var columns = intents.OrderBy(intent => intent.Bucket).ThenBy(intent => fleet[intent.Intent] ?? 2).ThenBy(intent => intent.Intent, StringComparer.Ordinal).ToList();
        return new(
            "intents", "Which request goes wrong where", "Share in percent that went well: resolved, and for the last columns, which must reach a person, handed over. The hardest stands first.",
            [.. columns.Select(intent => new HeatColumn(Say.Named(intent.Intent), SiteContent.CaseList, $"intent-{intent.Intent}"))],
            [
                .. board.Agents.Select(agent => new HeatRow(agent.Agent, content.OfAgent(agent.Agent), false, LeaderboardPage.IsTrivial(agent),
                    [.. columns.Select(intent => Cell(Good(agent, intent), content.OfAgent(agent.Agent), $"intent-{intent.Intent}"))])),
                new($"all {board.Compared.Count}, mean", null, true, false, [.. columns.Select(intent => Cell(fleet[intent.Intent], SiteContent.CaseList, $"intent-{intent.Intent}"))]),
            ]);
    }

    private static HeatCell? Cell(double? good, Address to, string part) =>
        good is { } known ? new(Shown.Number(Math.Round(known * 100), "0"), 1 - known, to, part) : null;

    private static double? Good(AgentStanding agent, (string Intent, Bucket Bucket) intent) =>
        agent.Intents.GetValueOrDefault(intent.Intent)?.Mean(intent.Bucket is Bucket.Resolvable ? "resolution" : "escalation_accuracy");

    private static double? Average(IEnumerable<double?> values)
    {
        var known = values.OfType<double>().ToList();
        return known.Count == 0 ? null : known.Average();
    }

}
