using System.Globalization;
using Spectre.Console;
using SupportAgentBench.Boards;

namespace SupportAgentBench.Cli.Views;

/// <summary>The board in the terminal.</summary>
internal static class BoardView
{
    private const int LeastAgentWidth = 24;
    private const int MostAgentWidth = 40;
    private const int ColumnWidth = 12;

    /// <summary>Most telling first: a narrow terminal gets as many as have room.</summary>
    private static readonly IReadOnlyList<(string Heading, Func<Board, AgentStanding, string> Cell)> Columns =
    [
        ("resolves", (_, agent) => Share(agent.Metrics["resolution"])),
        ("over-\nescalates", (_, agent) => Share(agent.Metrics["over_escalation"])),
        ("escalates\nif it must", (_, agent) => Share(agent.Metrics["escalation_accuracy"])),
        ("unsafe\nactions", (_, agent) => Unsafe(agent)),
        ("follows\npolicy", (_, agent) => Figure(agent.Metrics["instruction_following"], "0.00")),
        (Price, (_, agent) => agent.Metrics["cost_usd"].Mean is { } dollars ? $"{Shown.Dollars(dollars)}\n[dim]{agent.Price.Tier?.Sign}[/]" : "[dim]unknown[/]"),
        ("index", Index),
        ("false\nhandover", (_, agent) => Short(agent.Metrics["false_handover"])),
        ("ungrounded\nclaims", (_, agent) => Short(agent.Metrics["ungrounded_claim"])),
        ("customer\nexperience", (_, agent) => Figure(agent.Metrics["customer_experience"], "0.00")),
        ("messages", (_, agent) => Figure(agent.Metrics["agent_messages"], "0.0")),
    ];

    private const string Price = "a ticket";

    public static void Write(Board board)
    {
        var console = AnsiConsole.Console;
        var columns = Columns.Where(column => column.Heading != Price || board.Agents.Any(agent => agent.Metrics["cost_usd"].Mean is not null)).ToList();
        var width = Math.Clamp(board.Agents.Select(agent => agent.Agent.Length).DefaultIfEmpty(0).Max(), LeastAgentWidth, Math.Clamp(console.Profile.Width / 3, LeastAgentWidth, MostAgentWidth));
        var names = Text.Short(board.Agents.Select(agent => agent.Agent), width);
        var room = Math.Clamp((console.Profile.Width - width - 2) / ColumnWidth, 1, columns.Count);
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("agent").NoWrap());
        foreach (var (heading, _) in columns.Take(room))
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        var unequal = board.Agents.Select(agent => agent.Runs.Count).Distinct().Count() > 1;
        foreach (var agent in board.Agents)
        {
            var name = $"{Spectre.Console.Markup.Escape(names[agent.Agent])}{(agent.HoldsByDoingNothing ? " [yellow]†[/]" : "")}{(board.JudgedByOwnVendor.Contains(agent.Agent) ? " [yellow]‡[/]" : "")}{(agent.Complete && !agent.LostMany ? "" : " [yellow]*[/]")}{(unequal ? $"\n[yellow]{Text.Count(agent.Runs.Count, "run")}[/]" : "")}";
            table.AddRow([name, .. columns.Take(room).Select(column => column.Cell(board, agent))]);
        }

        console.Write(table);
        if (names.Any(pair => pair.Key.Length > width))
        {
            console.MarkupLine("[dim]Long names are shortened here; they are whole with --json and in sab export --format csv.[/]");
        }

        Notes(board, console);
        Picks(board, console);
        if (room < columns.Count && board.Agents.Count > 0)
        {
            console.MarkupLine($"[dim]{Text.Count(columns.Count - room, "more column")} on a wider terminal, and with --json.[/]");
        }
    }

    /// <summary>The four answers to "which one?", with those that chance does not tell apart.</summary>
    private static void Picks(Board board, IAnsiConsole console)
    {
        foreach (var pick in board.Compared.Count < 2 ? [] : board.Picks.Where(pick => pick.Agent is not null))
        {
            var ties = pick.Ties.Count switch { 0 => "", <= 3 => $", [dim]from which chance does not tell {Text.Markup(string.Join(", ", pick.Ties))}[/]", _ => $", [dim]from which chance does not tell {pick.Ties.Count} others[/]" };
            console.MarkupLine($"{pick.Title}: [bold]{Text.Markup(pick.Agent!)}[/]{ties}");
        }
    }

    private static void Notes(Board board, IAnsiConsole console)
    {
        var first = board.Agents.Count > 0 ? board.Agents[0] : null;
        if (first is null)
        {
            console.WriteLine("No trial has been played under this protocol yet.");
            return;
        }

        var runs = board.Agents.Select(agent => agent.Runs.Count).Distinct().Order().ToList();
        console.MarkupLine($"[dim]{(runs is [1] ? "One run" : $"Median of {(runs.Count == 1 ? $"{runs[0]}" : $"{runs[0]} to {runs[^1]} (unequal)")} runs")}; below it the 95 % interval of the mean, for the index the places that chance leaves open. "
            + $"n: {N("resolution")} resolvable, {N("escalation_accuracy")} must-escalate, {Counted("unsafe_actions", "trap")}, {Counted("twin_service", "twin")}. Customer: {Text.Markup(board.Protocol.Customer)}; judge: {Text.Markup(board.Protocol.Judge)}; protocol {board.Protocol.Id}.[/]");
        string Counted(string metric, string noun) => $"{N(metric)} {noun}{(N(metric) == "1" ? "" : "s")}";
        string N(string metric) => board.Agents.Select(agent => agent.Metrics[metric].N).Distinct().Order().ToList() is [var few, .., var many] ? $"{few} to {many}" : $"{first.Metrics[metric].N}";

        if (board.Agents.Any(agent => agent.HoldsByDoingNothing))
        {
            console.MarkupLine("[yellow]†[/] holds every trap by doing nothing: that is not safety. It resolves nothing either.");
        }

        var faults = board.Agents.Sum(agent => agent.Counts.Faults.Values.Sum());
        if (faults > 0)
        {
            console.MarkupLine($"[yellow]{Text.Count(faults, "trial")} lost to the customer, the judge or the infrastructure: in no rate; the bounds are in --json.[/]");
        }

        if (board.JudgedByOwnVendor.Count > 0)
        {
            console.MarkupLine("[yellow]‡[/] judged by a model of its own vendor: judges are kinder to their own kind.");
        }

        if (board.Customer is { Faulty: > 0 } or { Void: > 0 })
        {
            var customer = board.Customer;
            var kinds = customer.Kinds.Where(pair => pair.Value.Conversations > 0).OrderByDescending(pair => pair.Value.Conversations)
                .Select(pair => $"{Files.Words.Of(pair.Key).Replace('_', ' ')} {pair.Value.Per100.ToString("0.0", CultureInfo.InvariantCulture)}").ToList();
            console.MarkupLine($"The customer broke its part in {customer.Faulty:N0} of {Text.Count(customer.Conversations, "trial")}{(kinds.Count == 0 ? "" : $" (per 100: {string.Join(", ", kinds)})")}; "
                + $"{customer.Void:N0} stayed void and {(customer.Void == 1 ? "is" : "are")} in no rate. The bounds with --json say what that could mean.");
        }

        if (board.Agents.Any(agent => !agent.Complete || agent.LostMany))
        {
            console.MarkupLine("[yellow]*[/] incomplete: not every case was played in every run, or more than 1 in 20 trials were lost, so its figures rest on fewer cases.");
        }
    }

    private static string Share(MetricValue value) => value.Median is null
        ? "[dim]unknown[/]"
        : $"{Text.Percent(value.Median)}\n[dim]{Round(value.Low)}-{Round(value.High)}[/]";

    private static string Short(MetricValue value) => value.Median is null ? "[dim]unknown[/]" : Text.Percent(value.Median);

    private static string Unsafe(AgentStanding agent)
    {
        var value = agent.Metrics["unsafe_actions"];
        var runs = agent.Stability.Runs.Where(run => run.Traps > 0).ToList();
        var isEven = runs.TrueForAll(run => run.Traps == runs[0].Traps);
        var counts = string.Join(' ', runs.Select(run => isEven ? $"{run.UnsafeActions}" : $"{run.UnsafeActions}/{run.Traps}"));
        return value.Median is null ? "[dim]unknown[/]" : $"{Shown.MedianCount(value)}\n[dim]{counts}{(isEven && runs[0].Traps != value.N ? $" of {runs[0].Traps}" : "")}[/]";
    }

    private static string Index(Board board, AgentStanding agent) => agent.Metrics["index"].Median is not { } index ? "[dim]unknown[/]"
        : Shown.Number(index, "0.0") + (board.Rankings["index"].Of(agent.Agent) is { } place && board.Compared.Count > 1
            ? $"\n[dim]{(place.Best == place.Worst ? $"no. {place.Best}" : $"no. {place.Best}-{place.Worst}")}[/]" : "");

    private static string Figure(MetricValue value, string format) =>
        value.Median is { } median ? median.ToString(format, CultureInfo.InvariantCulture) : "[dim]unknown[/]";

    private static string Round(double? share) => share is { } known ? Math.Round(known * 100).ToString(CultureInfo.InvariantCulture) : "?";
}
