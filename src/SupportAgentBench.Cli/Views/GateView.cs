using Spectre.Console;
using SupportAgentBench.Boards.Gates;

namespace SupportAgentBench.Cli.Views;

/// <summary>The gate's verdict in the terminal: every rule with what was found.</summary>
internal static class GateView
{
    public static void Write(Gate gate)
    {
        var console = AnsiConsole.Console;
        foreach (var verdict in gate.Verdicts)
        {
            Row(Sign(verdict.Outcome), verdict.Rule, verdict.Found, verdict.Mend);
        }

        Row(gate.EnoughOverall ? "[green]held[/]" : "[red]unscored[/]", GateReport.ScoredRule(gate), GateReport.ScoredFound(gate), gate.EnoughOverall ? null : "run the same command again: it plays what is missing");
        console.WriteLine();
        var broken = gate.Verdicts.Count(verdict => verdict.Outcome is RuleOutcome.Broken);
        console.MarkupLine(gate.Passed
            ? $"[bold green]{Text.Markup(gate.Agent)} is let through.[/]{Doubts(gate)}"
            : $"[bold red]{Text.Markup(gate.Agent)} is not let through:[/] {(!gate.Enough ? "too little was scored" : $"{Text.Count(broken, "rule")} broken")}.{Doubts(gate)}");
    }

    private static string Doubts(Gate gate)
    {
        var doubts = gate.Verdicts.Count(verdict => verdict.Outcome is RuleOutcome.InDoubt);
        return doubts == 0 ? "" : $" [yellow]{Text.Count(doubts, "rule")} in doubt.[/]";
    }

    private static void Row(string sign, string rule, string found, string? mend)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn().Width(9).NoWrap().PadRight(1));
        grid.AddColumn();
        grid.AddRow(sign, $"{Text.Markup(rule)}\n[dim]{Text.Markup(found)}{(mend is null ? "" : $"\n{Text.Markup(mend)}")}[/]");
        AnsiConsole.Write(grid);
    }

    private static string Sign(RuleOutcome outcome) => outcome switch
    {
        RuleOutcome.Held => "[green]held[/]",
        RuleOutcome.InDoubt => "[yellow]in doubt[/]",
        _ => "[red]broken[/]",
    };
}
