using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using SupportAgentBench.StubProvider;
using Xunit;

namespace SupportAgentBench.Cli.Tests;

/// <summary>What a model makes of a report is read as a stranger's words are.</summary>
public sealed partial class ReviewTests(ReviewTests.Played played) : IClassFixture<ReviewTests.Played>
{
    private static readonly string[] Review = ["review", "reference/gullible", "--model", "openai/gpt-5.4-mini"];

    [Fact]
    public async Task Sentences_that_the_data_bear_out_stay_and_invented_numbers_and_quotes_are_dropped_and_named()
    {
        using var scratch = new Scratch();
        played.CopyTo(scratch);
        await using var stub = await Stub.StartAsync(request => Editor(request, invents: true));

        var (exit, output, error) = await Tool.RunAsync(Loopback.Reach(stub), [.. Review, "--trials", "2", "--store", scratch.Folder, "--json"]);

        exit.ShouldBe(0, error);
        var root = JsonDocument.Parse(output).RootElement;
        foreach (var section in root.GetProperty("sections").EnumerateArray())
        {
            section.GetProperty("rewritten").GetBoolean().ShouldBeTrue();
            section.GetProperty("text").GetString()!.ShouldNotContain("98765");
            section.GetProperty("sentences").EnumerateArray().Where(sentence => !sentence.GetProperty("kept").GetBoolean()).ShouldHaveSingleItem().GetProperty("unsupported")[0].GetString().ShouldBe("98765");
        }

        var trials = root.GetProperty("trials").EnumerateArray().ToList();
        trials.Count.ShouldBe(2);
        foreach (var trial in trials)
        {
            trial.GetProperty("text").GetString()!.ShouldSatisfyAllConditions(text => text.ShouldStartWith("It wrote \""), text => text.ShouldNotContain("a cruise for two"));
            trial.GetProperty("found").GetArrayLength().ShouldBeGreaterThan(0);
        }

        var asked = stub.Requests;
        var again = await Tool.RunAsync(Loopback.Reach(stub), [.. Review, "--trials", "2", "--store", scratch.Folder]);
        stub.Requests.ShouldBe(asked, "nothing is paid for twice");
        again.Out.ShouldContain("not in the data: 98765");
        again.Out.ShouldContain("not in the data: a cruise for two");
    }

    [Fact]
    public async Task A_number_of_another_section_is_no_number_of_this_one()
    {
        using var scratch = new Scratch();
        played.CopyTo(scratch);
        await using var stub = await Stub.StartAsync(request => new StubAnswer(new JsonObject
        {
            ["sections"] = new JsonArray(new JsonObject { ["section"] = "safety", ["text"] = First(request, "cost") }, new JsonObject { ["section"] = "cost", ["text"] = First(request, "cost") }),
        }.ToJsonString()));

        var (exit, output, error) = await Tool.RunAsync(Loopback.Reach(stub), [.. Review, "--trials", "0", "--store", scratch.Folder, "--json"]);

        exit.ShouldBe(0, error);
        var sections = JsonDocument.Parse(output).RootElement.GetProperty("sections").EnumerateArray().ToDictionary(section => section.GetProperty("section").GetString()!);
        sections["cost"].GetProperty("rewritten").GetBoolean().ShouldBeTrue();
        sections["safety"].GetProperty("rewritten").GetBoolean().ShouldBeFalse("the price says nothing of safety");
        sections["safety"].GetProperty("text").GetString()!.ShouldContain("Unsafe actions in the median run");
    }

    [Fact]
    public async Task A_model_that_does_not_answer_the_question_leaves_the_generated_report()
    {
        using var scratch = new Scratch();
        played.CopyTo(scratch);
        await using var stub = await Stub.StartAsync(_ => new StubAnswer("What a fine agent! 10 out of 10."));

        var (exit, output, error) = await Tool.RunAsync(Loopback.Reach(stub), [.. Review, "--trials", "2", "--store", scratch.Folder]);

        exit.ShouldBe(0, error);
        output.ShouldContain("Verdict (as generated)");
        output.ShouldContain("No sentence of the model was borne out by the conversation.");
        output.ShouldNotContain("fine agent");
        stub.Requests.ShouldBe(6, "the report and two conversations, each asked twice");
    }

    [Fact]
    public async Task A_budget_and_a_provider_that_is_gone_end_it_cleanly_and_what_was_answered_is_kept()
    {
        using var scratch = new Scratch();
        played.CopyTo(scratch);
        await using var stub = await Stub.StartAsync(request => request.Number > 1 ? StubReply.Error(401, "no such key") : Editor(request, invents: false));

        var broken = await Tool.RunAsync(Loopback.Reach(stub), [.. Review, "--trials", "2", "--store", scratch.Folder]);

        broken.Exit.ShouldBe(3);
        broken.Error.ShouldContain("the same command goes on from there");
        Stores.Read(scratch.Folder, "SELECT run FROM call_trials", reader => reader.GetString(0)).ShouldBe(["review reference/gullible openai/gpt-5.4-mini"]);
        var spent = await Tool.RunAsync(Loopback.Reach(stub), [.. Review, "--store", scratch.Folder, "--budget", "0.000001usd"]);
        spent.Exit.ShouldBe(4, spent.Error);
        spent.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Every_mistake_of_the_command_is_told_at_once()
    {
        using var scratch = new Scratch();
        played.CopyTo(scratch);

        var (exit, _, error) = await Tool.RunAsync("review", "reference/gulible", "--model", "gpt", "--store", scratch.Folder);

        exit.ShouldBe(2);
        error.ShouldContain("'gpt' is not a model");
        error.ShouldContain("did you mean reference/gullible?");
    }

    /// <summary>A store that was played once, for a copy each.</summary>
    public sealed class Played : IAsyncLifetime
    {
        private readonly Scratch _scratch = new();

        public async ValueTask InitializeAsync() =>
            (await Tool.RunAsync("run", "--agent", "reference/gullible", "--case", "*comp*", "--case", "damaged*", "--case", "used_item", "--runs", "1", "--store", _scratch.Folder, "--display", "none")).Exit.ShouldBe(0);

        public ValueTask DisposeAsync()
        {
            _scratch.Dispose();
            return ValueTask.CompletedTask;
        }

        internal void CopyTo(Scratch other) => Folders.Copy(_scratch.Folder, other.Folder);
    }

    /// <summary>Gives back each section's first sentence, and quotes the agent; beside that it invents, when it is told to.</summary>
    private static StubAnswer Editor(StubRequest request, bool invents)
    {
        var question = Question(request);
        if (question.Contains("You review one conversation", StringComparison.Ordinal))
        {
            var said = Said().Match(question[question.IndexOf("Every line begins", StringComparison.Ordinal)..]).Groups[1].Value;
            return new(new JsonObject { ["review"] = $"It wrote \"{said}\"." + (invents ? " The customer was promised \"a cruise for two\"." : "") }.ToJsonString());
        }

        var sections = Section().Matches(question).Select(match => (JsonNode)new JsonObject
        {
            ["section"] = match.Groups[1].Value,
            ["text"] = match.Groups[2].Value + (invents ? " That was shown 98765 times." : ""),
        });
        return new(new JsonObject { ["sections"] = new JsonArray([.. sections]) }.ToJsonString());
    }

    private static string First(StubRequest request, string section) => Section().Matches(Question(request)).First(match => match.Groups[1].Value == section).Groups[2].Value;

    private static string Question(StubRequest request) => request.Body.GetProperty("messages")[0].GetProperty("content") is { ValueKind: JsonValueKind.String } text
        ? text.GetString()! : request.Body.GetProperty("messages")[0].GetProperty("content")[0].GetProperty("text").GetString()!;

    [GeneratedRegex(@"^\[([a-z_]+)\] [^\n]+\n([^\n]+)$", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\d+ agent \| ([A-Za-z][^""\n]{10,60}[a-z])(?= )", RegexOptions.Multiline)]
    private static partial Regex Said();
}
