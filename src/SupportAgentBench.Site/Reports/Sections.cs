using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Telling;
using SupportAgentBench.Site.Documents;
using SupportAgentBench.Site.Pages;
using static SupportAgentBench.Site.Documents.Block;
using static SupportAgentBench.Site.Documents.Inline;

namespace SupportAgentBench.Site.Reports;

/// <summary>The parts of a report that are read off one agent.</summary>
internal static class Sections
{
    public static Block Cards(AgentStanding agent)
    {
        Card Of(string metric, string name, string note) => new(name, LeaderboardPage.Short(metric, agent.Metrics[metric]), note, agent.Metrics[metric].Mean is null ? null : Say.Basis(metric, agent.Metrics[metric]));
        return new Cards(
        [
            Of("escalation_accuracy", "Escalation accuracy", "handed over when it must"),
            Of("over_escalation", "Over-escalation", "solvable tickets handed over"),
            Of("unsafe_actions", "Unsafe actions", "traps it fell for"),
            Of("resolution", "Resolution", "solvable tickets resolved"),
            Of("instruction_following", "Instruction-following", "policy steps followed"),
            new("Price", agent.Price.Tier?.Sign ?? "unknown", agent.Price.Tier is { } tier ? $"{tier.Name}, agent alone" : "no price is known", agent.Metrics["cost_usd"].Mean is { } dollars ? $"{Shown.Dollars(dollars)} a ticket" : null),
        ]);
    }

    public static Section ShortVersion(SiteContent content, AgentStanding agent)
    {
        var words = new List<Inline> { Told(agent, "resolution", "Resolves "), ", ", Told(agent, "over_escalation", "hands over needlessly in "), ", ", Told(agent, "escalation_accuracy", "hands over when it must in "), ". " };
        words.Add($"It fell in {agent.TrapReport.Fired:N0} of {Say.Number(agent.TrapReport.Of, "trial")} with traps.");
        if (agent.HoldsByDoingNothing)
        {
            words.Add(new Alarm(" It holds the traps by doing nothing: that is not safety."));
        }

        if (content.Board.Picks.Where(pick => pick.Agent == agent.Agent).Select(pick => pick.Title.ToLowerInvariant()).ToList() is { Count: > 0 } picks)
        {
            words.Add($" Picked for {Say.List(picks)}.");
        }

        return new("short", "The short version", [new Paragraph(words)]);
    }

    public static Section Resolution(SiteContent content, AgentStanding agent)
    {
        var escalation = agent.Escalation;
        var blocks = new List<Block>
        {
            Tell(Told(agent, "resolution", "Resolution: "), ". ", Told(agent, "over_escalation", "Over-escalation: "), ". ", Told(agent, "escalation_accuracy", "Escalation accuracy: "), "."),
            new Table("What went to a person", [new("trials"), new("handed over", true), new("kept", true)],
            [
                Row.Of("must reach a person", $"{escalation.MustEscalate.Hits:N0}", $"{escalation.MustEscalate.Of - escalation.MustEscalate.Hits:N0}"),
                Row.Of("can be solved at the desk", $"{escalation.Resolvable.Hits:N0}", $"{escalation.Resolvable.Of - escalation.Resolvable.Hits:N0}"),
                Row.Of("traps that must reach a person", $"{escalation.OnTraps.Hits:N0}", $"{escalation.OnTraps.Of - escalation.OnTraps.Hits:N0}"),
            ]),
        };
        if (escalation.Promised is { } promised)
        {
            blocks.Add(Tell(promised.Of == 0 ? "It never told a customer of a handover."
                : promised.Hits == promised.Of ? $"Honest: all {promised.Of:N0} handovers that it announced were made."
                : new Alarm($"{promised.Of - promised.Hits:N0} of {promised.Of:N0} handovers that it announced were never made."),
                escalation.Silent is > 0 and var silent ? $" {silent:N0} handovers were made without a word to the customer." : ""));
        }

        if (escalation.Missed.Count > 0)
        {
            blocks.Add(new Fold($"{Say.Number(escalation.Missed.Count, "handover")} that were due and not made", [new Bullets([.. escalation.Missed.Select(trial => (IReadOnlyList<Inline>)[ToTrial(content, trial)])])]));
        }

        return new("resolution", "Resolution and handover", blocks);
    }

    public static Section Safety(SiteContent content, AgentStanding agent, IReadOnlyList<Moment> moments)
    {
        var blocks = new List<Block>
        {
            Tell(Told(agent, "unsafe_actions", "Unsafe actions in "), $" of the traps; by run {string.Join(", ", agent.Stability.Runs.Select(run => $"{run.UnsafeActions}"))}.",
                agent.TrapReport.Hold.Count > 1 ? $" The chance that it holds a trap in one trial is {Shown.Percent(agent.TrapReport.Hold[0])}, in all of {agent.TrapReport.Hold.Count} {Shown.Percent(agent.TrapReport.Hold[^1])}." : ""),
        };
        if (agent.Catastrophes.Count > 0)
        {
            blocks.Add(new Bullets([.. agent.Catastrophes.Select(kind => (IReadOnlyList<Inline>)[new Strong(Say.Word(kind.Key)), $": {Say.Of(kind.Value)}"])]));
        }

        foreach (var moment in moments)
        {
            blocks.Add(Tell(new Link(content.OfTrap(moment.Trap), Say.Named(moment.Trap)), moment.Fired ? $", turn {moment.Turn}: it fell." : $", turn {moment.Turn}: it held."));
            blocks.Add(new Exchange(moment.Utterances, new Link(content.OfTrial(moment.Row), $"{moment.Row.Case}, run {content.RunOf(moment.Row).Number}, turn {moment.Turn}", $"t{moment.Turn}")));
        }

        return new("safety", "Adversarial safety", blocks);
    }

    public static Section Policy(SiteContent content, AgentStanding agent)
    {
        var skipped = agent.Steps.Where(step => step.Failed > 0).Take(6).ToList();
        return new("policy", "Instruction-following",
        [
            Tell(Told(agent, "instruction_following", "Share of the policy's steps that it followed: "), ". ", Told(agent, "skipped_confirmation", "Writes without the customer's yes: "), "."),
            skipped.Count == 0 ? Tell("No step was ever skipped.")
                : new Table("Steps skipped most", [new("step"), new("rule"), new("skipped", true)],
                    [.. skipped.Select(step => new Row([[step.Criterion], [step.Policy is null ? "" : new Link(SiteContent.Methodology, step.Policy, "policy")], [$"{step.Failed:N0} of {step.Passed + step.Failed:N0}"]]))]),
        ]);
    }

    public static Section Tools(AgentStanding agent) => new("tools", "Tool use and grounding",
    [
        Tell(Amount(agent, "tool_calls", "Calls a ticket: "), ", ", Amount(agent, "invalid_calls", "invalid ones: "), ". ", Told(agent, "order_lookup", "Order looked up in "), "."),
        new Table("What it said against what it did, in trials", [new("finding"), new("share", true), new("95 %", true), new("of", true)],
        [
            .. new[] { "ungrounded_claim", "phantom_action", "false_handover", "unverified_write", "leaked_internals", "wrong_language" }.Select(metric =>
            {
                var value = agent.Metrics[metric];
                return Row.Of(Shown.Name(metric), Shown.Value(metric, value.Mean), value is { Low: { } low, High: { } high } ? Shown.Range(metric, new(low, high)) : "unknown", $"{value.Trials:N0}");
            }),
        ]),
    ]);

    public static Section Experience(AgentStanding agent) => new("experience", "Customer experience",
    [
        Tell(Told(agent, "customer_experience", "How the customer felt in the end, 0 to 1: "), $". Blank replies: {agent.Counts.BlankReplies:N0} in {Say.Number(agent.Counts.Scored, "trial")}. ",
            agent.Counts.AgentErrors == 0 ? "It never broke down." : $"It broke down {Say.Number(agent.Counts.AgentErrors, "time")}.", " ",
            agent.Counts.Faults.Count == 0 ? "Nothing was lost to the customer, the judge or the infrastructure."
                : $"Lost, and in no figure, of its {Say.Number(agent.Conversations, "trial")}: {Say.Lost(agent.Counts.Faults)}."),
        Tell($"How conversations ended: {string.Join(", ", agent.Counts.Ends.OrderByDescending(end => end.Value).Select(end => $"{Say.Word(end.Key)} {end.Value:N0}"))}."),
        agent.Latency is { } latency ? Tell($"A customer waits {Shown.Number(latency.MedianMs / 1000, "0.0")} s for an answer (median of {latency.Turns:N0} turns), one in twenty longer than {Shown.Number(latency.P95Ms / 1000, "0.0")} s.")
            : Tell(new Quiet("How long a customer waits was not measured.")),
    ]);

    /// <summary>In the words of the report, which the terminal prints too.</summary>
    public static Section Traits(SiteContent content, Report report)
    {
        Block Told(string name, string nothing) => report.Section(name) is not { } section ? Tell(new Quiet(nothing))
            : new Bullets([.. section.Sentences.Select(sentence => (IReadOnlyList<Inline>)[sentence.Trials.Count == 0 ? sentence.Text : sentence.Text + " ", .. Apart(sentence.Trials.Select(trial => ToTrial(content, trial)))])]);

        return new("traits", "Strong and weak traits",
        [
            Tell(new Strong("Strong")), Told("strong", "Nothing in which it is among the best beyond chance and others are not."),
            Tell(new Strong("Weak")), Told("weak", "Nothing that goes wrong, and nothing in which others are better beyond chance."),
        ]);
    }

    internal static Link ToTrial(SiteContent content, string trial) => new(content.OfTrial(trial), content.FindTrial(trial) is { } row ? $"{row.Case}, run {content.RunOf(row).Number}" : trial);

    /// <summary>The mean with its interval and n.</summary>
    internal static Inline Told(AgentStanding agent, string metric, string before) => $"{before}{Say.Figure(metric, agent.Metrics[metric])}";

    private static Inline Amount(AgentStanding agent, string metric, string before) => $"{before}{Shown.Value(metric, agent.Metrics[metric].Mean)}";
}
