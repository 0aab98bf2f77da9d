using Shouldly;
using SupportAgentBench.Boards.Comparing;
using SupportAgentBench.Site.Pages;
using Xunit;

namespace SupportAgentBench.Site.Tests;

/// <summary>What stands in bold on the pages that compare may be claimed.</summary>
public sealed class ComparisonTests
{
    private static readonly Actor Mute = new("acme/mute") { Resolves = _ => false };

    [Fact]
    public void A_figure_is_bold_only_when_its_difference_holds_after_the_correction()
    {
        var board = new SmallBoard(new("acme/good"), Mute);
        var (first, second) = board.Content.Pairs.Single();
        Difference Found(string metric, double p, double? corrected) => Paired.Of(metric, first.Values, second.Values) with { P = p, Holm = corrected };
        var page = new ComparisonPage(board.Content, Comparison.Of(first.Agent, first, second.Agent, second) with
        {
            Differences = [Found("resolution", 0.001, 0.01), Found("agent_messages", 0.03, 0.4), Found("index", 0.001, null), Found("over_escalation", 0.5, 1)],
        });

        page.Markdown().Split('\n').Where(line => line.Contains("**", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldStartWith("| resolution");
    }

    [Fact]
    public void A_pair_is_bold_only_when_its_difference_holds_after_the_correction_over_all_pairs()
    {
        var pair = new SmallBoard(new("acme/0"), Mute);
        var many = new SmallBoard([Mute, .. Enumerable.Range(0, 8).Select(number => new Actor($"acme/{number}"))]);

        Paired.Of("index", many.Content.Board.Find("acme/0")!.Values, many.Content.Board.Find(Mute.Name)!.Values).BeyondNoise.ShouldBeTrue();
        new ComparisonListPage(pair.Content).Markdown().ShouldContain("**");
        new ComparisonListPage(many.Content).Markdown().ShouldNotContain("**");
    }
}
