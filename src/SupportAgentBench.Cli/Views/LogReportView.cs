using System.Globalization;
using Spectre.Console;
using SupportAgentBench.Boards;
using SupportAgentBench.Scoring;

namespace SupportAgentBench.Cli.Views;

/// <summary>The first report on an agent that a team already runs, for whoever answers for its customers.</summary>
internal static class LogReportView
{
    private static readonly IReadOnlyDictionary<FindingRule, string> Titles = new Dictionary<FindingRule, string>
    {
        [FindingRule.FalseHandover] = "says that it passed the customer on, and did not",
        [FindingRule.PhantomAction] = "says that it did something, and did not",
        [FindingRule.SkippedConfirmation] = "changed something without the customer's yes",
        [FindingRule.RepeatedWrite] = "made the same change twice",
        [FindingRule.InvalidCall] = "called a tool that could not do it",
        [FindingRule.UngroundedClaim] = "gave a price, link or date out of nothing",
        [FindingRule.WrongLanguage] = "answered in another language",
        [FindingRule.RepeatedReply] = "gave the same answer again",
        [FindingRule.BlankReply] = "gave an empty answer",
    };

    public static void Write(LogReport report, string place)
    {
        var console = AnsiConsole.Console;
        console.MarkupLine($"[bold]{Text.Markup(report.Agent)}[/]  {Text.Count(report.Conversations, "conversation")}");
        var table = new Table().Border(TableBorder.Simple).AddColumn("in how many conversations the agent ...");
        foreach (var heading in new[] { "found", "of", "share", "95 %" })
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        table.AddColumn("for example");
        foreach (var fault in report.Faults)
        {
            var colour = fault.Count > 0 ? "red" : "dim";
            table.AddRow(
                Titles[fault.Rule], fault.Of == 0 ? "[dim]-[/]" : $"[{colour}]{fault.Count:N0}[/]", fault.Of == 0 ? "[dim]not applicable[/]" : $"{fault.Of:N0}",
                fault.Of == 0 ? "" : Text.Percent(fault.Share), fault.Interval is { } interval ? $"{Round(interval.Low)}-{Round(interval.High)} %" : "", Text.Markup(fault.Example ?? ""));
        }

        console.Write(table);
        console.MarkupLine($"Per conversation: {Mean(report.AgentMessages)} answers, {Mean(report.ToolCalls)} tool calls{(report.Writes is { } writes ? $", {Mean(writes)} changes" : "")}."
            + (report.HandedOver is { } handed ? $" Passed to a person: {handed:N0} of {report.Conversations:N0} ({Text.Percent(report.Conversations == 0 ? null : (double)handed / report.Conversations)})." : ""));
        if (report.Tools.Writes.Count == 0 || report.Tools.Handovers.Count == 0)
        {
            console.MarkupLine("[yellow]Not applicable:[/] which tools change something, or pass the customer on, was not said. Name them with --writes and --handover.");
        }

        if (report.Faults.FirstOrDefault(fault => fault.Example is not null)?.Example is { } example)
        {
            Console.Out.WriteLine($"{Text.Safe(Hints.Show(example, report.Agent, place))}    shows the conversation, with what was found in place");
        }
    }

    private static string Mean(MeanFigure figure) => figure.Mean is not { } mean ? "unknown"
        : mean.ToString("0.0", CultureInfo.InvariantCulture) + (figure.Interval is { } interval
            ? string.Create(CultureInfo.InvariantCulture, $" ({interval.Low:0.0} to {interval.High:0.0})") : "");

    private static string Round(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture);
}
