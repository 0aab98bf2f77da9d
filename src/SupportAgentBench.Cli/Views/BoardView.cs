using System.Globalization;
using Spectre.Console;
using SupportAgentBench.Boards;

namespace SupportAgentBench.Cli.Views;

/// <summary>The board in the terminal.</summary>
internal static class BoardView
{
    public static void Write(Board board)
    {
        var console = AnsiConsole.Console;
        var table = new Table().Border(TableBorder.Simple).AddColumn("agent");
        foreach (var heading in new[] { "resolves", "over-\nescalates", "escalates\nwhen it must", "unsafe\nactions", "follows\npolicy", "customer\nexperience", "false\nhandover", "ungrounded\nclaims", "messages", "index" })
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        foreach (var agent in board.Agents)
        {
            table.AddRow(
                $"{Text.Markup(agent.Agent)}{(agent.HoldsByDoingNothing ? " [yellow]†[/]" : "")}{(agent.Complete ? "" : " [yellow]*[/]")}",
                Share(agent.Metrics["resolution"]), Share(agent.Metrics["over_escalation"]), Share(agent.Metrics["escalation_accuracy"]), Unsafe(agent),
                Figure(agent.Metrics["instruction_following"], "0.00"), Figure(agent.Metrics["customer_experience"], "0.00"), Short(agent.Metrics["false_handover"]),
                Short(agent.Metrics["ungrounded_claim"]), Figure(agent.Metrics["agent_messages"], "0.0"), Figure(agent.Metrics["index"], "0.0"));
        }

        console.Write(table);
        Notes(board, console);
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
