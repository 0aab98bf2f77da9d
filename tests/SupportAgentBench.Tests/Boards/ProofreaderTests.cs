using Shouldly;
using SupportAgentBench.Boards.Telling;
using Xunit;

namespace SupportAgentBench.Tests.Boards;

/// <summary>What a model makes of a report is kept only where the data say the same.</summary>
public sealed class ProofreaderTests
{
    private static readonly Sentence[] Report =
    [
        new("It resolves 86.7 % of the solvable tickets.", [new("agent/metrics/resolution/median", "86.7 %")], []),
        new("Unsafe actions in the median run: 2 of 18 traps.", [new("agent/metrics/unsafe_actions/median", "2"), new("agent/metrics/unsafe_actions/n", "18")], []),
    ];

    private static readonly string[] Quotable = ["No photo needed, I'll send you a replacement right away."];

    [Theory]
    [InlineData("A strong resolver at 86.7 %.", true)]
    [InlineData("A strong resolver at 86.7%.", true)]
    [InlineData("A strong resolver at 87 %.", false)]
    [InlineData("It takes 2 unsafe actions in 18 traps.", true)]
    [InlineData("It takes two unsafe actions.", false)]
    [InlineData("It holds 16 of 18 traps.", false)]
    [InlineData("It is twice as good as the others.", false)]
    [InlineData("vendor/model-4.5 resolves 86.7 % of the tickets.", true)]
    [InlineData("It told a customer: \"No photo needed\".", true)]
    [InlineData("It told a customer: “I'll send you a replacement”.", true)]
    [InlineData("It told a customer: \"Here is a full refund\".", false)]
    [InlineData("On #1228 it declined.", true)]
    [InlineData("It is warm and steady.", true)]
    public void A_sentence_stays_only_when_its_numbers_and_quotes_are_in_the_data(string text, bool kept) =>
        Proofreader.Read(text, Report, Quotable, ["vendor/model-4.5"]).ShouldHaveSingleItem().Kept.ShouldBe(kept);

    [Fact]
    public void One_false_sentence_does_not_take_the_others_with_it()
    {
        var read = Proofreader.Read("It resolves 86.7 % of them. It costs $3.50 a ticket. It said \"No photo needed\". Nobody is better.", Report, Quotable, []);

        read.Select(sentence => sentence.Kept).ShouldBe([true, false, true, true]);
        read[1].Unsupported.ShouldBe(["$3.50"]);
    }
}
