using Spectre.Console;
using SupportAgentBench.Cases;
using SupportAgentBench.Files;
using SupportAgentBench.Judging;
using SupportAgentBench.Results;
using SupportAgentBench.Scoring;
using SupportAgentBench.Site.Trials;
using SupportAgentBench.Transcripts;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Cli.Views;

/// <summary>A conversation in the terminal: who said and did what, with the findings under the turn that they concern.</summary>
internal static class TranscriptView
{
    private const int LongestResult = 300;

    public static void Write(SupportCase played, Transcript transcript, TrialRow row, int others)
    {
        var header = transcript.Header;
        AnsiConsole.MarkupLine($"[bold]{Text.Markup(played.Id)}[/]  {Text.Markup(header.Agent)}  run {header.Run}");
        AnsiConsole.MarkupLine($"[dim]{played.Bucket.Told()}, {Text.Markup(played.Intent)}, order #{played.Order}, {played.Language}, {Words.Of(played.Mood)}. "
            + $"The customer wants: {Text.Markup(played.Customer.Goal)}[/]");
        Events(transcript, row);
        Verdicts(row);
        if (others > 0)
        {
            AnsiConsole.MarkupLine($"[dim]One of {others + 1:N0} conversations that fit; choose with --agent and --run.[/]");
        }
    }

    /// <summary>An imported conversation: there is no case to say what was wanted, and no judge.</summary>
    public static void Write(Transcript transcript, TrialRow row)
    {
        var header = transcript.Header;
        AnsiConsole.MarkupLine($"[bold]{Text.Markup(header.Case)}[/]  {Text.Markup(header.Agent)}  imported");
        Events(transcript, row);
        AnsiConsole.MarkupLine($"[dim]{(row.Score?.Findings.Count > 0 ? Text.Count(row.Score.Findings.Count, "finding") : "Nothing was found")}. No case, no judge: only what needs none was checked.[/]");
    }

    private static void Events(Transcript transcript, TrialRow row)
    {
        var open = row.Score?.Findings.ToList() ?? [];
        var turn = 0;
        foreach (var happened in transcript.Events)
        {
            if (happened.Turn != turn || happened is Ended)
            {
                Findings(open, turn);
                turn = happened.Turn;
            }

            Event(happened);
        }

        Findings(open, int.MaxValue);
    }

    private static void Event(TranscriptEvent happened)
    {
        switch (happened)
        {
            case CustomerMessage message:
                Lane("customer", "blue", (message.Subject is null ? "" : $"From: {message.From}\nSubject: {message.Subject}\n\n") + message.Text
                    + (message.Attachment is { } photo ? $"\n[attached {photo.File}: {photo.Shows}]" : ""));
                break;
            case AgentMessage message:
                Lane("agent", "green", string.IsNullOrWhiteSpace(message.Text) ? "(empty message)" : message.Text);
                break;
            case ModelUsage { IsCutOff: true } usage:
                Row("[yellow]cut off[/]", $"[yellow]{TrialView.Told(usage)}[/]");
                break;
            case ToolCall call:
                Row("[dim]tool[/]", $"[dim]{Text.Markup(call.Name)} {Text.Markup(call.Arguments)}[/]");
                break;
            case ToolResult result:
                Row("[dim]->[/]", $"[{(result.IsError ? "red" : "dim")}]{Text.Markup(Cut(result.Content))}[/]");
                break;
            case DeskChange change:
                Row("[magenta]change[/]", $"[magenta]{Words.Of(change.Change.Kind).Replace('_', ' ')}{(change.Change.Order is { } order ? $" on order #{order}" : "")} {Text.Markup(string.Join(", ", change.Change.Skus))}[/]");
                break;
            case Fault fault:
                Row("[red]fault[/]", $"[red]{Words.Of(fault.Owner)}: {Text.Markup(fault.What)}[/]");
                break;
            case Ended ended:
                Row("[bold]ended[/]", Words.Of(ended.Reason).Replace('_', ' '));
                break;
        }
    }

    private static void Lane(string who, string colour, string text) => Row($"[{colour}]{who}[/]", Text.Markup(text));

    /// <summary>Who in a narrow column, what beside it: long lines wrap under themselves.</summary>
    private static void Row(string who, string what)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn().Width(8).RightAligned().NoWrap().PadRight(2));
        grid.AddColumn();
        grid.AddRow(who, what);
        AnsiConsole.Write(grid);
    }

    private static void Findings(List<Finding> open, int upTo)
    {
        foreach (var finding in open.Where(finding => finding.Turn <= upTo).ToList())
        {
            open.Remove(finding);
            Row("[red]![/]", $"[red]{Words.Of(finding.Rule).Replace('_', ' ')}{(finding.Policy is null ? "" : $" ({finding.Policy})")}: {Text.Markup(finding.What)}[/]{(finding.Index is { } index ? $" [dim](message {index})[/]" : "")}"
                + (finding.Quote is null ? "" : $" [dim]\"{Text.Markup(Cut(finding.Quote.ReplaceLineEndings(" ")))}\"[/]"));
        }
    }

    private static void Verdicts(TrialRow row)
    {
        if (row.Judgement is not { } judgement)
        {
            AnsiConsole.MarkupLine($"[yellow]not scored: {(row.FaultOwner is { } owner ? $"{Words.Of(owner)} error" : "not judged")}[/]");
            return;
        }

        var told = judgement.Criteria.Where(criterion => criterion.Verdict is Verdict.Passed or Verdict.Failed).ToList();
        AnsiConsole.MarkupLine($"[bold]Resolved:[/] {Words.Of(judgement.Resolved).Replace('_', ' ')}. [bold]Policy:[/] {told.Count(criterion => criterion.Verdict is Verdict.Passed)} of {told.Count} criteria. "
            + $"[bold]Customer experience:[/] {judgement.CustomerExperience?.ToString("0.00") ?? "unknown"}. [dim]Judge: {Text.Markup(judgement.Judge)}.[/]");
    }

    private static string Cut(string text) => text.Length <= LongestResult ? text : text[..(LongestResult - 3)] + "...";
}
