using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace SupportAgentBench.Cli.Tests;

/// <summary>What a user's own desk says is what holds.</summary>
public sealed class OwnDeskTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("claims: {damage_days: 1}", false)]
    public async Task A_reference_agent_keeps_to_the_numbers_of_the_desk_that_it_works(string line, bool replaces)
    {
        using var scratch = new Scratch();
        var desk = CopyOfDesk(scratch, line);

        var (exit, _, error) = await Tool.RunAsync("run", "--desk", desk, "--agent", "reference/careful", "--case", "damaged-item-cracked-lid", "--runs", "1", "--store", scratch.At("out"), "--display", "none");
        var (_, shown, _) = await Tool.RunAsync("show", "damaged-item-cracked-lid", "--desk", desk, "--store", scratch.At("out"));

        exit.ShouldBe(0, error);
        Regex.IsMatch(shown, @"change +replacement on order").ShouldBe(replaces, shown);
        Regex.IsMatch(shown, @"\b1 day\b").ShouldBe(!replaces, "what it says is what the desk says");
    }

    [Fact]
    public async Task A_check_says_when_amounts_in_the_desks_currency_cannot_be_read()
    {
        using var scratch = new Scratch();
        var desk = CopyOfDesk(scratch, "");
        File.WriteAllText(Path.Combine(desk, "desk.yaml"), File.ReadAllText(Path.Combine(desk, "desk.yaml")).Replace("currency: USD", "currency: XAU", StringComparison.Ordinal));

        var (_, output, error) = await Tool.RunAsync("cases", "check", "--desk", desk);

        (output + error).ShouldContain("amounts in XAU cannot be read");
        (await Tool.RunAsync("cases", "check")).Out.ShouldNotContain("cannot be read");
    }

    [Fact]
    public async Task A_reference_agent_tells_amounts_in_the_desks_currency()
    {
        using var scratch = new Scratch();
        var desk = CopyOfDesk(scratch, "");
        File.WriteAllText(Path.Combine(desk, "desk.yaml"), File.ReadAllText(Path.Combine(desk, "desk.yaml")).Replace("currency: USD", "currency: EUR", StringComparison.Ordinal));

        var (exit, _, error) = await Tool.RunAsync("run", "--desk", desk, "--agent", "reference/careful", "--case", "line-item-discount-swallowed-by-shipping", "--runs", "1", "--store", scratch.At("out"), "--display", "none");
        var (_, shown, _) = await Tool.RunAsync("show", "line-item-discount-swallowed-by-shipping", "--desk", desk, "--store", scratch.At("out"));

        exit.ShouldBe(0, error);
        var said = string.Join('\n', shown.Split('\n').SkipWhile(line => !line.TrimStart().StartsWith("agent", StringComparison.Ordinal)));
        Regex.IsMatch(said, @"\d\.\d\d EUR\b").ShouldBeTrue(shown);
        said.ShouldNotContain("ungrounded claim");
    }

    private static string CopyOfDesk(Scratch scratch, string line)
    {
        var desk = scratch.At("desk");
        Folders.Copy(Path.Combine(AppContext.BaseDirectory, "data", "desks", "northline"), desk);
        File.AppendAllText(Path.Combine(desk, "desk.yaml"), $"{line}\n");
        return desk;
    }
}
