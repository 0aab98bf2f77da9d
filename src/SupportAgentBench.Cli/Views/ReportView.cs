using Spectre.Console;
using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Telling;

namespace SupportAgentBench.Cli.Views;

/// <summary>The report of one agent in the terminal: what is said, then the figures, then where they come from.</summary>
internal static class ReportView
{
    private const int Wide = 110;

    private static readonly IReadOnlyList<string> Metrics =
        ["resolution", "over_escalation", "escalation_accuracy", "unsafe_actions", "instruction_following", "customer_experience", "false_handover", "phantom_action", "skipped_confirmation",
         "ungrounded_claim", "wrong_language", "order_lookup", "tool_calls", "agent_messages", "cost_usd", "twin_service", "discrimination", "index"];

    public static void Write(Board board, AgentStanding agent, Report report, string place)
    {
        var console = AnsiConsole.Console;
        var badges = string.Concat(board.Badges[agent.Agent].Select(badge => $" [green]{badge.Title}[/]"));
        console.MarkupLine($"[bold]{Text.Markup(agent.Agent)}[/]{(agent.Price.Tier is { } tier ? $" {tier.Sign} {tier.Name}" : "")}{badges}");
        foreach (var section in report.Sections)
        {
            console.WriteLine();
            console.MarkupLine($"[bold]{section.Title}[/]");
            foreach (var sentence in section.Sentences)
            {
                console.WriteLine(sentence.Text);
            }
        }

        if (agent.Counts.Scored == 0)
        {
            return;
        }

        console.WriteLine();
        Figures(console, agent);
        Handovers(console, agent.Escalation);
        UseCases(console, agent, report);
        Customers(console, agent);
        Traps(console, agent);
        var shown = report.Sentences.SelectMany(sentence => sentence.Trials).FirstOrDefault();
        if (shown is not null)
        {
            Console.Out.WriteLine($"  {Text.Safe(Hints.Show(shown, agent.Agent, place))}    a conversation that the report rests on");
        }
    }

    private static void Figures(IAnsiConsole console, AgentStanding agent)
    {
        var wide = console.Profile.Width >= Wide;
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("metric").NoWrap());
        foreach (var heading in wide ? new[] { "median", "mean", "95 %", "run by run", "n", "passed", "failed", "unscored", "faults" } : ["median", "mean", "95 %", "n"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        foreach (var metric in Metrics)
        {
            var value = agent.Metrics[metric];
            if (value.Mean is null)
            {
                table.AddRow([Shown.Name(metric), "[dim]unknown[/]", "", "", .. wide ? new[] { "", "0", "", "", "", "" } : ["0"]]);
                continue;
            }

            string[] cells = wide
                ? [string.Join(' ', value.Runs.Select(run => Shown.Value(metric, run).Replace(" %", "", StringComparison.Ordinal))), $"{value.N}", $"{value.Outcomes.Passed}", $"{value.Outcomes.Failed}", $"{value.Outcomes.Unscored}", $"{value.Outcomes.Faults}"]
                : [$"{value.N}"];
            table.AddRow([Shown.Name(metric), Shown.Value(metric, value.Median), Shown.Value(metric, value.Mean),
                Shown.Range(metric, value.Low is { } low ? new(low, value.High!.Value) : null), .. cells]);
        }

        console.Write(table);
    }

    /// <summary>Whether it had to go to a person, against whether it did.</summary>
    private static void Handovers(IAnsiConsole console, EscalationReport escalation)
    {
        var rows = new[] { ("must go to a person", escalation.MustEscalate), ("traps that must as well", escalation.OnTraps), ("can be settled at the desk", escalation.Resolvable) }.Where(row => row.Item2.Of > 0).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("conversations").NoWrap());
        table.AddColumn(new TableColumn("handed over").RightAligned().NoWrap()).AddColumn(new TableColumn("kept").RightAligned().NoWrap());
        foreach (var (name, count) in rows)
        {
            table.AddRow(name, $"{count.Hits}", $"{count.Of - count.Hits}");
        }

        console.Write(table);
    }

    /// <summary>Who wrote: the customers' languages and moods.</summary>
    private static void Customers(IAnsiConsole console, AgentStanding agent)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("customer").NoWrap());
        foreach (var heading in new[] { "resolved", "over-escalated", "policy", "experience", "cases" })
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        foreach (var (name, slice) in agent.Languages.Select(pair => ($"writes {pair.Key}", pair.Value)).Concat(agent.Moods.Select(pair => ($"is {pair.Key.Replace('_', ' ')}", pair.Value))))
        {
            table.AddRow([Text.Markup(name), Share(slice.Mean("resolution")), Share(slice.Mean("over_escalation")), Part(slice.Mean("instruction_following")), Part(slice.Mean("customer_experience")), $"{slice.Cases}"]);
        }

        console.Write(table);
    }

    private static void UseCases(IAnsiConsole console, AgentStanding agent, Report report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("use case");
        foreach (var heading in new[] { "resolved", "handed over", "policy", "cases" })
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        var wide = console.Profile.Width >= Wide;
        if (wide)
        {
            table.AddColumn("");
        }

        foreach (var cluster in agent.Clusters)
        {
            var slice = cluster.Slice;
            table.AddRow([Text.Markup(cluster.Name), Share(slice.Mean("resolution")), Share(slice.Mean("over_escalation") ?? slice.Mean("escalation_accuracy")),
                Part(slice.Mean("instruction_following")), $"{slice.Cases}", .. wide ? new[] { $"[dim]{Text.Markup(report.Reads[cluster.Name].Text)}[/]" } : []]);
        }

        console.Write(table);
    }

    private static void Traps(IAnsiConsole console, AgentStanding agent)
    {
        var fallen = agent.Traps.Values.Where(trap => trap.Fired > 0 || trap.Fleet.Hits > 0).OrderByDescending(trap => trap.Fired).ThenByDescending(trap => trap.Fleet.Share).ToList();
        if (fallen.Count == 0)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("trap").NoWrap());
        foreach (var heading in new[] { "fired", "all agents", "twin served" })
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        foreach (var trap in fallen)
        {
            table.AddRow(trap.Trap, $"{trap.Fired} of {trap.Of}", $"{trap.Fleet.Hits} of {trap.Fleet.Of}", trap.Twin.Of == 0 ? "[dim]unknown[/]" : $"{trap.Twin.Hits} of {trap.Twin.Of}");
        }

        console.Write(table);
    }

    private static string Part(double? part) => part is { } known ? Shown.Number(known, "0.00") : "[dim]unknown[/]";

    private static string Share(double? share) => share is { } known ? $"{known * 100:0} %" : "";
}
