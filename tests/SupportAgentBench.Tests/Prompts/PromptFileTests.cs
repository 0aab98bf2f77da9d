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

    [Fact]
    public void Phrases_stand_as_keys_of_one_file_and_their_mistakes_are_told_all_at_once()
    {
        var folder = Directory.CreateTempSubdirectory("sab-prompts-").FullName;
        File.WriteAllText(Path.Combine(folder, "words.yaml"), "hello: Hello {nme}\nhalo: x\n");
        var needed = new Dictionary<string, string[]> { ["words/hello"] = ["name"], ["words/bye"] = [] };
        var problems = new Problems();

        PromptFile.Read(folder, needed, problems).ShouldBeNull();

        problems.Select(problem => problem.ToString()).ShouldBe(
            ["words.yaml:1: {nme} is not a place that is filled (did you mean name?)", "words.yaml:1: 'bye' is missing", "words.yaml:2: the key 'halo' is not known here (did you mean hello?)"], ignoreOrder: true);

        File.WriteAllText(Path.Combine(folder, "words.yaml"), "hello: Hello {name}\nbye: Bye\n");
        PromptFile.Read(folder, needed, new Problems())!["words/hello"].Fill(("name", "Ada")).ShouldBe("Hello Ada");
        Directory.Delete(folder, recursive: true);
    }
}
