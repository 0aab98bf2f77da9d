using Shouldly;
using SupportAgentBench.Conversations;
using SupportAgentBench.Files;
using SupportAgentBench.Prompts;
using Xunit;

namespace SupportAgentBench.Tests.Prompts;

public sealed class PromptFileTests
{
    [Fact]
    public void A_value_that_looks_like_a_place_is_left_as_it_is() =>
        new Prompt("p", "Hello {name}, {greeting}").Fill(("name", "{greeting}"), ("greeting", "{x}")).ShouldBe("Hello {greeting}, {x}");

    [Fact]
    public void The_agent_is_told_the_day_the_currency_and_every_rule()
    {
        var problems = new Problems();
        var prompts = PromptFile.Read(Path.Combine(Repository.Root, "prompts"), new Dictionary<string, string[]> { ["agent"] = [.. Instructions.Places] }, problems);
        problems.ShouldBeEmpty();

        var told = Instructions.For(Repository.Desk, prompts!["agent"]);

        told.ShouldContain("Today is 2026-06-29 (Monday). Prices are in USD.");
        Repository.Desk.Policy.Rules.ShouldAllBe(rule => told.Contains(rule.Id));
        told.ShouldNotContain("{");
    }

    [Fact]
    public void An_unknown_place_and_a_missing_file_are_told_at_once_with_line_and_mend()
    {
        var folder = Directory.CreateTempSubdirectory("sab-prompts-").FullName;
        File.WriteAllText(Path.Combine(folder, "agent.md"), "Hello\nyou work for {dsk}");
        var problems = new Problems();

        PromptFile.Read(folder, new Dictionary<string, string[]> { ["agent"] = ["desk"], ["customer"] = [] }, problems).ShouldBeNull();

        problems.Select(problem => problem.ToString()).ShouldBe(
            ["agent.md:2: {dsk} is not a place that is filled (did you mean desk?)", "customer.md: is missing (add the file, or name another folder)"]);
        Directory.Delete(folder, recursive: true);
    }
}
