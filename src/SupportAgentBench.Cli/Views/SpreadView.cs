using System.Globalization;
using Spectre.Console;
using SupportAgentBench.Boards;

namespace SupportAgentBench.Cli.Views;

/// <summary>How far each figure moves with the customer.</summary>
internal static class SpreadView
{
    private const int MostAgentWidth = 40;
    private static readonly string[] Counted = ["agent_messages", "index"];

    public static void Write(Spread spread)
    {
        AnsiConsole.MarkupLine($"[bold]Spread[/]  [dim]how far each figure moves between {Text.Markup(string.Join(" and ", spread.Customers))}; in brackets the width of its own 95 % interval[/]");
        var names = Text.Short(spread.Rows.Select(row => row.Agent), MostAgentWidth);
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("agent").NoWrap());
        foreach (var metric in Spread.Columns)
        {
            table.AddColumn(new TableColumn(metric.Replace('_', '\n')).RightAligned());
        }

        foreach (var agent in spread.Rows.GroupBy(row => row.Agent))
        {
            table.AddRow([Markup.Escape(names[agent.Key]), .. Spread.Columns.Select(metric => Cell(agent.Single(row => row.Metric == metric)))]);
        }

        table.AddRow(["[bold]most[/]", .. Spread.Columns.Select(metric => $"[bold]{Shown(metric, spread.Most(metric))}[/]")]);
        AnsiConsole.Write(table);
    }

    private static string Cell(SpreadRow row) => row.Move is null ? "[dim]unknown[/]" : $"{Shown(row.Metric, row.Move)} [dim]({Shown(row.Metric, row.Width)})[/]";

    private static string Shown(string metric, double? value) => value is not { } known ? "unknown"
        : Counted.Contains(metric) ? known.ToString("0.0", CultureInfo.InvariantCulture) : $"{(known * 100).ToString("0.0", CultureInfo.InvariantCulture)} pp";
}
