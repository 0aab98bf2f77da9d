using Shouldly;
using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Agreement;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Judging;
using SupportAgentBench.Scoring;
using Xunit;

namespace SupportAgentBench.Tests;

/// <summary>Documents that a test holds against the code do not rot.</summary>
public sealed class DocsTests
{
    [Fact]
    public void Every_metric_is_explained()
    {
        var document = Document("scoring.md");
        foreach (var metric in Metric.All.Select(metric => metric.Name).Concat(["skipped_confirmation", "discrimination", "index"]))
        {
            document.ShouldContain($"`{metric}`");
        }
    }

    [Fact]
    public void The_rule_judge_on_labels_is_told_for_each_metric_and_criterion_that_it_is_held_against()
    {
        var rows = Document("scoring.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|')[1].Trim()).ToList();

        AgreementReport.Of("rules", [], []).Metrics.Select(row => row.Name.Replace('_', ' ')).Concat(RuleJudge.Decided).ShouldBeSubsetOf(rows);
    }

    [Fact]
    public void Every_tool_is_described_with_its_arguments()
    {
        var document = Document("cases.md").Split('\n');
        foreach (var tool in ToolCatalogue.All)
        {
            var line = document.ShouldHaveSingleItem(row => row.StartsWith($"| `{tool.Name}` |", StringComparison.Ordinal));
            foreach (var argument in tool.Arguments)
            {
                line.ShouldContain($"`{argument.Name}`{(argument.Required ? "" : "?")}");
            }
        }
    }

    [Fact]
    public void The_table_of_intents_and_traps_is_what_the_data_say()
    {
        var rows = Repository.Cases.Cases.GroupBy(played => (played.Bucket, played.Intent)).OrderBy(group => group.Key.Bucket).ThenBy(group => group.Key.Intent, StringComparer.Ordinal)
            .Select(group => $"| {Words.Of(group.Key.Bucket).Replace('_', '-')} | {group.Key.Intent} | {group.Count()} | {string.Join(' ', group.Select(played => played.Language).Distinct().Order(StringComparer.Ordinal))} |");
        var table = "| bucket | intent or trap | cases | languages |\n| --- | --- | --- | --- |\n" + string.Join('\n', rows) + "\n";

        Document("cases.md").ShouldContain(table, customMessage: $"put this table into docs/cases.md:\n{table}");
    }

    [Fact]
    public void Every_finding_that_a_desk_ties_to_a_rule_exists() =>
        Repository.Desk.Profile.RuleOf.Keys.ShouldBeSubsetOf(Words.All<FindingRule>());

    [Fact]
    public void The_changelog_names_the_scoring_version() =>
        File.ReadAllText(Path.Combine(Repository.Root, "CHANGELOG.md")).ShouldContain($"- **{Scorer.Version}** (");

    private static string Document(string name) => File.ReadAllText(Path.Combine(Repository.Root, "docs", name)).ReplaceLineEndings("\n");
}

internal static class ShouldlyMore
{
    public static string ShouldHaveSingleItem(this IEnumerable<string> lines, Func<string, bool> fits)
    {
        var found = lines.Where(fits).ToList();
        found.Count.ShouldBe(1);
        return found[0];
    }
}
