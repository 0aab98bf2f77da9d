using System.Globalization;
using Spectre.Console;
using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Agreement;
using SupportAgentBench.Judging.Labels;

namespace SupportAgentBench.Cli.Views;

/// <summary>A judge held against labels, in the terminal.</summary>
internal static class AgreementView
{
    private const int MostDrifted = 12;

    public static void Write(AgreementReport report, LabelSet set, IReadOnlyList<(string Of, CorrectedRate? Rate)> corrected, JudgeDrift? drift, double mostDrop)
    {
        AnsiConsole.MarkupLine($"[bold]Judge {Text.Markup(report.Judge)}[/] against {Text.Count(set.Labels.Count, "label")} of {Text.Count(set.Conversations.Count, "conversation")} "
            + $"by {Text.Markup(string.Join(", ", set.Labellers))}. [dim]n: where both say pass or fail. Sensitivity: passes that the judge passes too; specificity: fails that it fails too. In brackets 95 %.[/]");
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "n", "equal", "kappa", "AC1", "sensitivity", "specificity", "unscored", "applies?");
        foreach (var row in report.Metrics.Append(new("all criteria", report.All, report.Criteria.Sum(one => one.Unscored), report.Criteria.Sum(one => one.Apart))))
        {
            Add(table, row, "bold");
        }

        foreach (var row in report.Criteria)
        {
            Add(table, row, null);
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLine(report.Ceiling is { } ceiling
            ? $"Ceiling: two labellers agree with one another on {Share(ceiling.Raw)} of {ceiling.N:N0} (kappa {Value(ceiling.Kappa)}, AC1 {Value(ceiling.Ac1)})."
            : "[dim]Ceiling: unknown, as no two labellers have marked the same.[/]");
        foreach (var (of, rate) in corrected)
        {
            AnsiConsole.MarkupLine($"Resolution of {Text.Markup(of)}: " + (rate is null ? "cannot be corrected: the labels lack passes or fails, or the judge does no better than chance"
                : $"{Share(rate.Observed)} as judged (n {rate.N}), [bold]{Share(rate.Value)}[/] corrected for the judge's errors ({Share(rate.Interval.Low)} to {Share(rate.Interval.High)})"));
        }

        Drift(drift, mostDrop);
    }

    private static void Drift(JudgeDrift? drift, double mostDrop)
    {
        if (drift is null)
        {
            return;
        }

        AnsiConsole.MarkupLine($"{(drift.Holds(mostDrop) ? "[green]holds[/]" : "[red]drifted[/]")}: of {drift.Both:N0} labelled answers {drift.Lost} were right before and are not now, {drift.Gained} the other way round "
            + $"(drop {Share(drift.Drop)}, at most {Share(mostDrop)} allowed; McNemar p {drift.P.ToString("0.000", CultureInfo.InvariantCulture)}).");
        foreach (var (criterion, lost, gained) in drift.Criteria.Take(MostDrifted))
        {
            AnsiConsole.MarkupLine($"  [dim]{Text.Markup(criterion)}: {lost} lost, {gained} gained[/]");
        }
    }

    private static void Add(Table table, AgreementRow row, string? style) => table.AddRow(
        style is null ? Text.Markup(row.Name) : $"[{style}]{Text.Markup(row.Name)}[/]", $"{row.Table.N}", Share(row.Table.Raw), With(row.Table.Kappa, row.Table.KappaInterval), With(row.Table.Ac1, row.Table.Ac1Interval),
        With(row.Table.Sensitivity), With(row.Table.Specificity), $"{row.Unscored}", $"{row.Apart}");

    private static string With(double? value, Interval? interval) => value is null ? "[dim]none[/]" : $"{Value(value)} [dim]({Value(interval!.Low)} to {Value(interval.High)})[/]";

    private static string With(Rate? rate) => rate is null ? "[dim]none[/]" : $"{Value(rate.Value)} [dim]({Value(rate.Interval.Low)} to {Value(rate.Interval.High)}) n {rate.N}[/]";

    private static string Value(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "none";

    private static string Share(double? value) => value is { } known ? $"{(known * 100).ToString("0.0", CultureInfo.InvariantCulture)} %" : "none";
}
