using Spectre.Console;
using SupportAgentBench.Cases;
using SupportAgentBench.Proofs;

namespace SupportAgentBench.Cli.Views;

/// <summary>What proving the cases brought to light: a row an intent, then every miss and alarm.</summary>
internal static class ProofView
{
    public static void Write(IReadOnlyList<ProofResult> results)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("bucket", "intent");
        foreach (var heading in new[] { "cases", "mutants", "caught", "missed", "false alarms" })
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var group in results.GroupBy(result => (result.Case.Bucket, result.Case.Intent)))
        {
            Row(table, group.Key.Bucket.Told(), Text.Markup(group.Key.Intent), [.. group]);
        }

        Row(table, "[bold]all[/]", "", results);
        AnsiConsole.Write(table);
        foreach (var result in results.Where(result => !result.Sound))
        {
            AnsiConsole.MarkupLine($"[bold]{Text.Markup(result.Case.Id)}[/]  [dim]{Text.Markup(result.Case.File)}:{result.Case.Line}[/]");
            foreach (var line in result.Missed.Select(line => $"missed  {line}").Concat(result.Alarms.Select(line => $"alarm   {line}")))
            {
                AnsiConsole.MarkupLine($"  {Text.Markup(line)}");
            }
        }
    }

    private static void Row(Table table, string bucket, string intent, IReadOnlyList<ProofResult> results)
    {
        var mutants = results.Sum(result => result.Mutants);
        var missed = results.Sum(result => result.Missed.Count);
        table.AddRow(bucket, intent, $"{results.Count}", $"{mutants:N0}", $"{mutants - missed:N0}", $"{missed}", $"{results.Sum(result => result.Alarms.Count)}");
    }
}
