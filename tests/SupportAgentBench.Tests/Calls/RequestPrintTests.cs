using Shouldly;
using SupportAgentBench.Calls;
using Xunit;

namespace SupportAgentBench.Tests.Calls;

public sealed class RequestPrintTests
{
    [Fact]
    public void The_same_question_is_known_again_and_another_one_is_not()
    {
        Print("{}", "hello").Same(Print("{}", "hello")).ShouldBeTrue();
        Print("{}", "hello").Same(Print("{}", "hello ")).ShouldBeFalse();
        Print("{}", "a", "b").Same(Print("{}", "b", "a")).ShouldBeFalse();
        Print("{}", "a", "b").Same(Print("{}", "a")).ShouldBeFalse();
        Print("{}", "a").Same(Print("{}", "a", "b")).ShouldBeFalse();
    }

    [Fact]
    public void The_first_difference_is_told_with_the_words_around_it() =>
        Print("{}", "same", $"{new string('x', 100)} returns within 100 days")
            .FirstDifference(Print("{}", "same", $"{new string('x', 100)} returns within 90 days"))
            .ShouldBe("message 2: recorded \"...xxxxxxxxxxxxxx returns within 100 days\", asked now \"...xxxxxxxxxxxxxx returns within 90 days\"");

    [Fact]
    public void A_message_that_is_missing_or_added_is_a_difference()
    {
        Print("{}", "a", "b").FirstDifference(Print("{}", "a")).ShouldBe("message 2: recorded \"b\", asked now nothing");
        Print("{}", "a").FirstDifference(Print("{}", "a", "b")).ShouldBe("message 2: recorded nothing, asked now \"b\"");
        Print("{}", "a").FirstDifference(Print("{}", "a")).ShouldBeNull();
    }

    [Fact]
    public void What_stands_before_the_messages_is_told_by_its_name()
    {
        Of("seed 1", "", "", "a").FirstDifference(Of("seed 2", "", "", "a"))!.ShouldStartWith("the seed: ");
        Of("seed 1", "tool a", "", "a").FirstDifference(Of("seed 1", "tool b", "", "a"))!.ShouldStartWith("the tools: ");
        Of("seed 1", "", "{}", "a").FirstDifference(Of("seed 1", "", "{ }", "a"))!.ShouldStartWith("the form of the answer: ");
    }

    private static RequestPrint Print(string tools, params string[] messages) => Of(["seed 1", tools, "", .. messages]);

    private static RequestPrint Of(params string[] bodies) => new([.. bodies.Select(RequestPart.Of)]);
}
