using System.Text.Json;
using Shouldly;
using SupportAgentBench.Calls;
using Xunit;

namespace SupportAgentBench.Tests.Calls;

public sealed class JsonAnswerTests
{
    [Theory]
    [InlineData("""{"say": "hi"}""")]
    [InlineData("```json\n{\"say\": \"hi\"}\n```")]
    [InlineData("Sure! Here it is {as you asked}:\n\n{\"say\": \"hi\",}\n\nLet me know.")]
    [InlineData("<think>{\"say\": \"no\"} or so</think>{\"say\": \"hi\"}")]
    [InlineData("I will say {\"say\": \"no\"}</think>\n{\"say\": \"hi\"}")]
    [InlineData("{\"say\": \"hi\"}\n{\"say\": \"hi\"}")]
    public void Wrappings_are_taken_off(string answer) => Say(answer).ShouldBe("hi");

    [Fact]
    public void A_raw_line_end_in_a_text_is_read_as_one() => Say("{\"say\": \"hi\nthere \\\"you\\\"\"}").ShouldBe("hi\nthere \"you\"");

    [Theory]
    [InlineData("")]
    [InlineData("hi")]
    [InlineData("{\"say\": \"hi\"")]
    [InlineData("{\"tell\": \"hi\"}")]
    [InlineData("{\"say\": \"hi\"} or rather {\"say\": \"no\"}")]
    [InlineData("<think>{\"say\": \"hi\"}</think>")]
    public void What_is_missing_cut_off_or_said_twice_is_no_answer(string answer) => Say(answer).ShouldBeNull();

    [Fact]
    public void A_wall_of_braces_takes_no_time() => Say(new string('{', 200_000)).ShouldBeNull();

    private static string? Say(string answer) =>
        JsonAnswer.In(answer, element => element.ValueKind is JsonValueKind.Object && element.TryGetProperty("say", out _))?.GetProperty("say").GetString();
}
