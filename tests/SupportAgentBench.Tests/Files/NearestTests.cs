using Shouldly;
using SupportAgentBench.Files;
using Xunit;

namespace SupportAgentBench.Tests.Files;

public sealed class NearestTests
{
    private static readonly string[] Names = ["reference/careful", "reference/gullible", "reference/idle", "used_item", "must-escalate", "cases list", "--agent", "--runs", "openai-chat"];

    [Theory]
    [InlineData("careful", "reference/careful")]
    [InlineData("Gulible", "reference/gullible")]
    [InlineData("Reference/Careful", "reference/careful")]
    [InlineData("refrence/careful", "reference/careful")]
    [InlineData("used-item", "used_item")]
    [InlineData("usd_item", "used_item")]
    [InlineData("must_escalat", "must-escalate")]
    [InlineData("list", "cases list")]
    [InlineData("--agents", "--agent")]
    [InlineData("--run", "--runs")]
    [InlineData("openai", "openai-chat")]
    public void What_is_meant_is_found(string typed, string meant) => Nearest.To(typed, Names).ShouldBe([meant]);

    [Theory]
    [InlineData("reference/nobody")]
    [InlineData("x")]
    [InlineData("frobnicate")]
    public void What_is_like_nothing_gets_no_suggestion(string typed) => Nearest.To(typed, Names).ShouldBeEmpty();
}
