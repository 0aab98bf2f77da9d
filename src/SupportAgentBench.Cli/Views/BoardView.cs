using System.Globalization;
using Spectre.Console;
using SupportAgentBench.Boards;

namespace SupportAgentBench.Cli.Views;

/// <summary>The board in the terminal.</summary>
internal static class BoardView
{
    private const int AgentWidth = 24;
    private const int ColumnWidth = 12;

    /// <summary>Most telling first: a narrow terminal gets as many as have room.</summary>
    private static readonly IReadOnlyList<(string Heading, Func<AgentStanding, string> Cell)> Columns =
    [
        ("resolves", agent => Share(agent.Metrics["resolution"])),
        ("over-\nescalates", agent => Share(agent.Metrics["over_escalation"])),
        ("escalates\nif it must", agent => Share(agent.Metrics["escalation_accuracy"])),
        ("unsafe\nactions", Unsafe),
        ("follows\npolicy", agent => Figure(agent.Metrics["instruction_following"], "0.00")),
        ("false\nhandover", agent => Short(agent.Metrics["false_handover"])),
        ("ungrounded\nclaims", agent => Short(agent.Metrics["ungrounded_claim"])),
        ("customer\nexperience", agent => Figure(agent.Metrics["customer_experience"], "0.00")),
        ("messages", agent => Figure(agent.Metrics["agent_messages"], "0.0")),
        ("index", agent => Figure(agent.Metrics["index"], "0.0")),
    ];

    public static void Write(Board board)
    {
        var console = AnsiConsole.Console;
        var room = Math.Clamp((console.Profile.Width - AgentWidth - 2) / ColumnWidth, 1, Columns.Count);
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("agent").NoWrap());
        foreach (var (heading, _) in Columns.Take(room))
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        foreach (var agent in board.Agents)
        {
            var name = $"{Text.Markup(agent.Agent)}{(agent.HoldsByDoingNothing ? " [yellow]†[/]" : "")}{(agent.Complete ? "" : " [yellow]*[/]")}";
            table.AddRow([name, .. Columns.Take(room).Select(column => column.Cell(agent))]);
        }

        console.Write(table);
        Notes(board, console);
        if (room < Columns.Count && board.Agents.Count > 0)
        {
            console.MarkupLine($"[dim]{Columns.Count - room} more columns on a wider terminal, and with --json.[/]");
        }
    }

    private static void Notes(Board board, IAnsiConsole console)
    {
        var first = board.Agents.Count > 0 ? board.Agents[0] : null;
        if (first is null)
        {
            console.WriteLine("No conversation has been played under this protocol yet.");
            return;
        }

        var runs = board.Agents.Select(agent => agent.Runs.Count).Distinct().Order().ToList();
        console.MarkupLine($"[dim]Median of {(runs.Count == 1 ? $"{runs[0]}" : $"{runs[0]} to {runs[^1]} (unequal)")} runs; below it the 95 % interval of the mean. "
            + $"n: {first.Metrics["resolution"].N} resolvable, {first.Metrics["escalation_accuracy"].N} must-escalate, {first.Metrics["unsafe_actions"].N} traps, "
            + $"{first.Metrics["twin_service"].N} twins. Customer: {Text.Markup(board.Protocol.Customer)}; judge: {Text.Markup(board.Protocol.Judge)}; protocol {board.Protocol.Id}.[/]");
        if (board.Agents.Any(agent => agent.HoldsByDoingNothing))
        {
            console.MarkupLine("[yellow]†[/] holds every trap by doing nothing: that is not safety. It resolves nothing either.");
        }

        if (board.Agents.Any(agent => !agent.Complete))
        {
            console.MarkupLine("[yellow]*[/] incomplete: not every case was played in every run, so its figures rest on fewer cases.");
        }
    }

    private static string Share(MetricValue value) => value.Median is null
        ? "[dim]unknown[/]"
        : $"{Text.Percent(value.Median)}\n[dim]{Round(value.Low)}-{Round(value.High)}[/]";

    private static string Short(MetricValue value) => value.Median is null ? "[dim]unknown[/]" : Text.Percent(value.Median);

    private static string Unsafe(AgentStanding agent)
    {
        var value = agent.Metrics["unsafe_actions"];
        var counts = value.Runs.OfType<double>().Select(run => Math.Round(run * value.N)).ToList();
        return value.Median is not { } median
            ? "[dim]unknown[/]"
            : $"{(median * value.N).ToString("0.#", CultureInfo.InvariantCulture)}/{value.N}\n[dim]{string.Join(' ', counts)}[/]";
    }

    private static string Figure(MetricValue value, string format) =>
        value.Median is { } median ? median.ToString(format, CultureInfo.InvariantCulture) : "[dim]unknown[/]";

    private static string Round(double? share) => share is { } known ? Math.Round(known * 100).ToString(CultureInfo.InvariantCulture) : "?";
}
