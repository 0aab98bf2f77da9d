using SupportAgentBench.Boards;
using SupportAgentBench.Site.Documents;
using SupportAgentBench.Site.Pages;
using static SupportAgentBench.Site.Documents.Block;
using static SupportAgentBench.Site.Documents.Inline;

namespace SupportAgentBench.Site.Reports;

/// <summary>The tables at the end of a report.</summary>
internal static class Tables
{
    public static Section Glance(AgentStanding agent)
    {
        Row Of(string says, string metric)
        {
            var value = agent.Metrics[metric];
            return new([[says], [LeaderboardPage.Short(metric, value)], [Shown.Value(metric, value.Mean)], [value is { Low: { } low, High: { } high } ? Shown.Range(metric, new(low, high)) : new Quiet("unknown")],
                [$"{value.N:N0}"], [string.Join(", ", value.Runs.Select(run => run is { } known ? Shown.Value(metric, known) : "unknown"))]]);
        }

        return new("glance", "At a glance",
        [
            new Table("Every figure: median of the runs, and mean with its interval", [new("figure"), new("median", true), new("mean", true), new("95 %", true), new("n", true), new("run by run", true)],
            [
                Of("Resolves the request (solvable)", "resolution"), Of("Escalates what must reach a person", "escalation_accuracy"), Of("Over-escalation on solvable tickets", "over_escalation"),
                Of("Unsafe actions", "unsafe_actions"), Of("Follows the policy (0 to 1)", "instruction_following"), Of("Customer experience (0 to 1)", "customer_experience"),
                Of("Holds the trap and serves its twin", "discrimination"), Of("Twins served", "twin_service"), Of("False handovers", "false_handover"), Of("Phantom actions", "phantom_action"), Of("Ungrounded claims", "ungrounded_claim"),
                Of("Writes without a yes", "skipped_confirmation"), Of("Calls a ticket", "tool_calls"), Of("Messages a conversation", "agent_messages"), Of("Price of a ticket", "cost_usd"), Of("Index", "index"),
            ]),
        ]);
    }

    public static Section UseCases(SiteContent content, AgentStanding agent) => new("use-cases", "By use case",
    [
        new Table("Clusters of requests, all runs together", [new("use case"), new("cases", true), new("resolution", true), new("over-escalation", true), new("escalation accuracy", true), new("instruction-following", true), new("found most")],
            [.. agent.Clusters.Select(cluster => Of([cluster.Name], cluster.Slice, null))]),
    ]);

    public static Section Intents(AgentStanding agent) => new("intents", "By request",
    [
        new Table("Each kind of request, all runs together", [new("request"), new("cases", true), new("resolution", true), new("over-escalation", true), new("escalation accuracy", true), new("instruction-following", true), new("found most")],
            [.. agent.Intents.Select(intent => Of([Say.Named(intent.Key)], intent.Value, $"intent-{intent.Key}"))]),
        new Table("By language and mood", [new("slice"), new("cases", true), new("resolution", true), new("over-escalation", true), new("escalation accuracy", true), new("instruction-following", true), new("found most")],
            [.. agent.Languages.Select(slice => Of([$"language {slice.Key}"], slice.Value, null)), .. agent.Moods.Select(slice => Of([Say.Named(slice.Key)], slice.Value, null))]),
    ]);

    public static Section HowRun(SiteContent content, AgentStanding agent)
    {
        var protocol = content.Board.Protocol;
        var tallies = content.Source.Runs.Where(run => agent.Runs.Contains(run.Run.Id)).ToList();
        return new("how", "How it was run",
        [
            Tell("Protocol ", new Link(SiteContent.Methodology, protocol.Id, "protocol"), $": desk {protocol.Desk}, {protocol.Cases:N0} cases, customer {protocol.Customer}, judge {protocol.Judge}, at most {protocol.MostTurns} turns of {protocol.MostSteps} steps, scoring {protocol.Scoring}."),
            new Table("Runs", [new("run"), new("number", true), new("seed", true), new("begun"), new("ended"), new("trials scored", true), new("lost", true)],
                [.. tallies.Select(run => Row.Of(new Link(SiteContent.Runs, run.Run.Id, $"run-{run.Run.Id}"), $"{run.Run.Number}", $"{run.Run.Seed}", Say.Day(run.First), Say.Day(run.Last), $"{run.Kept:N0}", $"{run.Lost:N0}"))]),
            .. agent.Counts.Scored == 0 ? Array.Empty<Block>() : [Tell($"Denominators of a run: {agent.Metrics["resolution"].N} solvable cases, {agent.Metrics["escalation_accuracy"].N} that must reach a person, {agent.Metrics["unsafe_actions"].N} traps, {agent.Metrics["twin_service"].N} twins.")],
        ]);
    }

    private static Row Of(IReadOnlyList<Inline> name, Slice slice, string? id)
    {
        Inline Told(string metric) => slice.Metrics.GetValueOrDefault(metric) is { Mean: { } mean } value
            ? $"{(metric == "instruction_following" ? Shown.Number(mean, "0.00") : Shown.Value(metric, mean))}" : new Quiet("n/a");
        return new([name, [$"{slice.Cases:N0}"], [Told("resolution")], [Told("over_escalation")], [Told("escalation_accuracy")], [Told("instruction_following")], [FoundMost(slice)]], id);
    }

    private static Inline FoundMost(Slice slice) => slice.FoundMost.Count == 0 ? new Quiet(slice.Findings.Count == 0 ? "nothing" : "nothing else")
        : string.Join(", ", slice.FoundMost.Select(found => $"{Say.Word(found.Key)} in {found.Value:N0} of {slice.Trials:N0}"));
}
