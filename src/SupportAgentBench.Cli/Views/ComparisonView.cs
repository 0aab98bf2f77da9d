using Spectre.Console;
using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Comparing;

namespace SupportAgentBench.Cli.Views;

/// <summary>A comparison in the terminal: the verdict first, then every figure, then the conversations that show it.</summary>
internal static class ComparisonView
{
    private const int Wide = 120;

    public static void Write(Comparison comparison, int mostFlips, string firstPlace, string secondPlace)
    {
        var console = AnsiConsole.Console;
        var wide = console.Profile.Width >= Wide;
        console.MarkupLine($"[bold]first[/]   {Text.Markup(comparison.First.Name)} [dim]{Side(comparison.First)}[/]");
        console.MarkupLine($"[bold]second[/]  {Text.Markup(comparison.Second.Name)} [dim]{Side(comparison.Second)}[/]");
        console.WriteLine();
        console.MarkupLine($"[bold]{Text.Markup(ComparisonMarkdown.Verdict(comparison))}[/]");

        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("metric").NoWrap());
        foreach (var heading in wide ? new[] { "first", "second", "difference", "95 %", "p", "corrected", "n" } : ["first", "second", "difference", "95 %"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        if (wide)
        {
            table.AddColumn("");
        }

        foreach (var difference in comparison.Differences.Where(difference => difference.P is not null))
        {
            var colour = difference.Holm is < Difference.Alpha || (difference.Holm is null && difference.BeyondNoise) ? "bold" : difference.BeyondNoise ? "default" : "dim";
            string[] cells =
            [
                Shown.Name(difference.Metric), Shown.Value(difference.Metric, difference.First), Shown.Value(difference.Metric, difference.Second),
                Shown.Difference(difference.Metric, difference.Value), Shown.DifferenceRange(difference.Metric, difference.Interval),
                .. wide ? new[] { Shown.P(difference.P), difference.Holm is null ? "" : Shown.P(difference.Holm), $"{difference.N}", ComparisonMarkdown.Says(difference) } : [],
            ];
            table.AddRow(cells.Select(cell => $"[{colour}]{Text.Markup(cell)}[/]").ToArray());
        }

        console.Write(table);
        console.MarkupLine("[dim]First less second, paired by case. Bold: holds with Holm's correction over all metrics. Dim: chance would explain it.[/]");
        if (!wide)
        {
            console.MarkupLine("[dim]p, n and the smallest difference that would have been seen: on a wider terminal, with --json and with --markdown.[/]");
        }

        foreach (var note in ComparisonMarkdown.Notes(comparison))
        {
            console.MarkupLine($"[yellow]{Text.Markup(note)}[/]");
        }

        Flips(console, comparison, mostFlips, firstPlace, secondPlace);
    }

    private static void Flips(IAnsiConsole console, Comparison comparison, int most, string firstPlace, string secondPlace)
    {
        if (comparison.Flips.Count == 0)
        {
            console.MarkupLine("The outcome is the same in every case: what differs are the figures above.");
            return;
        }

        console.WriteLine();
        console.MarkupLine($"[bold]{Text.Count(comparison.Flips.Count, "case")} went differently[/], in {comparison.Flips.Count(flip => flip.Change > 0)} the first did better, in {comparison.Flips.Count(flip => flip.Change < 0)} the second.");
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("case").NoWrap()).AddColumn("by").AddColumn("first").AddColumn("second");
        foreach (var flip in comparison.Flips.Take(most))
        {
            table.AddRow(Text.Markup(flip.Case), Shown.Name(flip.Metric), $"{flip.First.Hits} of {flip.First.Of}", $"{flip.Second.Hits} of {flip.Second.Of}");
        }

        console.Write(table);
        if (comparison.Flips.Count > most)
        {
            console.MarkupLine($"[dim]{comparison.Flips.Count - most} more with --flips {comparison.Flips.Count}.[/]");
        }

        var shown = comparison.Flips[0];
        foreach (var hint in new[] { Hints.Show(shown.FirstTrial, comparison.First.Agent, firstPlace), Hints.Show(shown.SecondTrial, comparison.Second.Agent, secondPlace) }.Distinct())
        {
            Console.Out.WriteLine($"  {Text.Safe(hint)}");
        }
    }

    private static string Side(Side side) =>
        $"({Text.Count(side.Runs.Count, "run")}, {Text.Count(side.Conversations, "trial")}{(side.Complete ? "" : ", incomplete")})";
}
