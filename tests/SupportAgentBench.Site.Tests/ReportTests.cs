using Shouldly;
using SupportAgentBench.Boards.Telling;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Site.Tests;

/// <summary>The page of one agent says what the terminal says of it.</summary>
public sealed class ReportTests
{
    private static readonly SmallBoard Board = new(new("acme/clean"), new("acme/bad") { Resolves = played => played != 0, Finds = [FindingRule.SkippedConfirmation, FindingRule.MissingFact, FindingRule.UngroundedClaim] });

    [Fact]
    public void Strong_and_weak_are_the_sentences_that_the_terminal_prints_with_the_conversations_that_show_them()
    {
        foreach (var agent in Board.Content.Board.Agents)
        {
            var report = Report.Of(Board.Content.Board, agent);
            var traits = Part(agent.Agent, "## Strong and weak traits");

            traits.Count(line => line.StartsWith("- ", StringComparison.Ordinal)).ShouldBe(report.Section("strong")!.Sentences.Count + (report.Section("weak")?.Sentences.Count ?? 0));
            foreach (var sentence in new[] { "strong", "weak" }.SelectMany(name => report.Section(name)?.Sentences ?? []))
            {
                var line = traits.Single(line => line.StartsWith($"- {sentence.Text}", StringComparison.Ordinal));
                line.Split("](").Length.ShouldBe(sentence.Trials.Count + 1);
            }
        }
    }

    [Fact]
    public void What_was_found_most_is_the_same_as_in_the_terminal()
    {
        var agent = Board.Content.Board.Find("acme/bad")!;

        foreach (var (cluster, row) in agent.Clusters.Zip(Part(agent.Agent, "## By use case").Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2)))
        {
            var found = cluster.Slice.FoundMost.Select(found => Say.Word(found.Key)).ToList();
            found.Count.ShouldBe(2);
            Report.Of(Board.Content.Board, agent).Reads[cluster.Name].Text.ShouldSatisfyAllConditions([.. found.Select(word => (Action<string>)(text => text.ShouldContain(word)))]);
            row.ShouldSatisfyAllConditions([.. found.Select(word => (Action<string>)(text => text.ShouldContain(word)))]);
        }
    }

    [Fact]
    public void An_agent_of_which_nothing_could_be_scored_is_told_so_once_with_the_counts()
    {
        var lost = new SmallBoard(new Actor("acme/lost") { Lost = (played, run) => run == 1 ? ErrorOwner.Customer : played == 0 ? ErrorOwner.Infrastructure : ErrorOwner.Judge });
        const string Says = "Nothing could be scored: of its 22 conversations every one was lost, 11 to the customer, 10 to the judge and 1 to the infrastructure.";

        var page = lost.Report("acme/lost").Markdown();
        page.Split(Says).Length.ShouldBe(2);
        page.ShouldNotContain("unknown");
        page.Split('\n').Count(line => line.StartsWith('#')).ShouldBe(3, "title, short version, how it was run");
        Report.Of(lost.Content.Board, lost.Content.Board.Agents[0]).Sentences.ShouldHaveSingleItem().Text.ShouldBe(Says);
    }

    private static List<string> Part(string agent, string heading) =>
        [.. Board.Report(agent).Markdown().Split('\n').SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))];
}
