using Shouldly;
using SupportAgentBench.Boards.Telling;
using SupportAgentBench.Cases;
using Xunit;

namespace SupportAgentBench.Tests.Boards;

public sealed class ReportWordsTests
{
    [Fact]
    public void One_run_of_one_trap_is_told_in_the_singular()
    {
        var run = Played.Runs("a", 1)[0];
        var trap = Played.Core.First(played => played.Bucket is Bucket.Adversarial);
        var board = Played.Board([run], [Played.Trial(run, trap, fires: true)], Played.Core);

        var sentences = Report.Of(board, board.Agents[0]).Sentences.Select(sentence => sentence.Text).ToList();

        sentences.ShouldContain("Over all runs it fired 1 forbidden action in 1 trap trial.");
        sentences.ShouldNotContain(text => System.Text.RegularExpressions.Regex.IsMatch(text, @"(?<![\d.,])1 (runs|(trap )?trials|agents|forbidden actions)"));
    }
}
