using Shouldly;
using SupportAgentBench.Boards.Telling;
using SupportAgentBench.Scoring;
using SupportAgentBench.Site.Pages;
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
            var traits = Part(Board, agent.Agent, "## Strong and weak traits");

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

        foreach (var (cluster, row) in agent.Clusters.Zip(Part(Board, agent.Agent, "## By use case").Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2)))
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
        const string Says = "Nothing could be scored: of its 22 trials every one was lost, 11 to the customer, 10 to the judge and 1 to the infrastructure.";

        var page = lost.Report("acme/lost").Markdown();
        page.Split(Says).Length.ShouldBe(2);
        page.ShouldNotContain("unknown");
        page.Split('\n').Count(line => line.StartsWith('#')).ShouldBe(3, "title, short version, how it was run");
        Report.Of(lost.Content.Board, lost.Content.Board.Agents[0]).Sentences.ShouldHaveSingleItem().Text.ShouldBe(Says);
    }

    [Fact]
    public void What_was_lost_is_the_same_count_of_conversations_wherever_it_is_told()
    {
        var board = new SmallBoard(new Actor("acme/one") { Lost = (played, run) => played == 0 ? ErrorOwner.Customer : played == 1 && run == 1 ? ErrorOwner.Judge : null }, new Actor("acme/two"));
        var agent = board.Content.Board.Find("acme/one")!;
        const string Lost = "2 to the customer and 1 to the judge";

        board.Rows().Single(row => row.Contains("acme/one"))[^1].ShouldContain($"Lost, of 22 trials: {Lost}");
        Part(board, agent.Agent, "## Customer experience").ShouldContain(line => line.Contains($"Blank replies: 0 in 19 trials", StringComparison.Ordinal) && line.Contains($"Lost, and in no figure, of its 22 trials: {Lost}.", StringComparison.Ordinal));
        var told = Report.Of(board.Content.Board, agent).Section("experience")!.Sentences.Select(sentence => sentence.Text).ToList();
        told.ShouldContain("No blank reply and no error of its own in 19 trials.");
        told.ShouldContain($"Lost, and in no figure, of its 22 trials: {Lost}.");
        var runs = new RunsPage(board.Content, null).Markdown();
        runs.ShouldContain("| 9 | 1 to the customer and 1 to the judge |");
        runs.ShouldContain("| 10 | 1 to the customer |");
    }

    private static List<string> Part(SmallBoard board, string agent, string heading) =>
        [.. board.Report(agent).Markdown().Split('\n').SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))];
}
