using System.Globalization;
using Spectre.Console;
using SupportAgentBench.Boards;
using SupportAgentBench.Results;

namespace SupportAgentBench.Cli.Views;

/// <summary>What a second scoring moved, and why.</summary>
internal static class MovesView
{
    private const int MostTrials = 20;
    private const int MostReasons = 4;

    public static void Write(Protocol played, Protocol layer, Moves moves, string place)
    {
        AnsiConsole.MarkupLine($"Layer [bold]{layer.Id}[/] (judge {Text.Markup(layer.Judge)}, scoring {layer.Scoring}) beside protocol {played.Id} (judge {Text.Markup(played.Judge)}, scoring {played.Scoring}): "
            + $"{Text.Count(moves.Compared, "conversation")} scored by both, {moves.Trials.Count:N0} moved.");
        if (moves.Figures.Count > 0)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("agent", "metric", "was", "now");
            foreach (var figure in moves.Figures)
            {
                table.AddRow(Text.Markup(figure.Agent), figure.Metric, Shown(figure.Was), Shown(figure.Now));
            }

            AnsiConsole.Write(table);
        }

        foreach (var trial in moves.Trials.Take(MostTrials))
        {
            AnsiConsole.MarkupLine($"[bold]{Text.Markup(trial.Case)}[/]  {Text.Markup(trial.Agent)}{(trial.Resolved is null ? "" : $"  resolved: {Text.Markup(trial.Resolved)}")}");
            foreach (var why in trial.Why.Take(MostReasons))
            {
                AnsiConsole.MarkupLine($"  [dim]{Text.Markup(why)}[/]");
            }

            if (trial.Why.Count > MostReasons)
            {
                AnsiConsole.MarkupLine($"  [dim]and {trial.Why.Count - MostReasons} more[/]");
            }
        }

        if (moves.Trials.Count > MostTrials)
        {
            AnsiConsole.MarkupLine($"[dim]{moves.Trials.Count - MostTrials:N0} more with --json.[/]");
        }

        Console.Out.WriteLine($"sab board{place} --protocol {layer.Id} shows the layer, --protocol {played.Id} what was there before; they share no table.");
    }

    private static string Shown(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "unknown";
}
