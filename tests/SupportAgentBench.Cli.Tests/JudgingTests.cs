using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using SupportAgentBench.StubProvider;
using Xunit;

namespace SupportAgentBench.Cli.Tests;

public sealed class JudgingTests
{
    private static readonly string[] Few = ["--case", "damaged_item", "--runs", "1", "--display", "none"];

    [Fact]
    public async Task Stored_conversations_are_judged_again_beside_the_old_marks_and_what_moved_is_told_with_its_reason()
    {
        using var scratch = new Scratch();
        await using var stub = await Stub.StartAsync(request => Strict(Brain.Answer(request)));
        (await Tool.RunAsync(["run", "--agent", "reference/careful", "--store", scratch.Folder, .. Few])).Exit.ShouldBe(0);
        var before = (await Tool.RunAsync("board", "--store", scratch.Folder, "--json")).Out;

        var (exit, output, error) = await Tool.RunAsync(Loopback.Reach(stub), "score", "--store", scratch.Folder, "--judge", "openai/gpt-5.4-mini", "--json");

        exit.ShouldBe(0, error);
        var moved = JsonDocument.Parse(output).RootElement;
        moved.GetProperty("compared").GetInt32().ShouldBe(6);
        moved.GetProperty("moved")[0].GetProperty("resolved").GetString().ShouldBe("passed -> failed");
        moved.GetProperty("moved")[0].GetProperty("why")[0].GetString().ShouldStartWith("request-settled: failed (\"");
        moved.GetProperty("figures").EnumerateArray().ShouldContain(figure => figure.GetProperty("metric").GetString() == "resolution");
        var (played, layer) = (moved.GetProperty("played").GetString()!, moved.GetProperty("layer").GetString()!);
        layer.ShouldNotBe(played);
        (await Tool.RunAsync("board", "--store", scratch.Folder, "--protocol", played, "--json")).Out.ShouldBe(before, "the old marks stay");
        JsonDocument.Parse((await Tool.RunAsync("board", "--store", scratch.Folder, "--protocol", layer, "--json")).Out).RootElement
            .GetProperty("protocol").GetProperty("judge").GetString().ShouldBe("openai/gpt-5.4-mini");

        var asked = stub.Requests;
        (await Tool.RunAsync(Loopback.Reach(stub), "score", "--store", scratch.Folder, "--judge", "openai/gpt-5.4-mini", "--json")).Out.ShouldBe(output);
        stub.Requests.ShouldBe(asked, "nothing is judged or paid for twice");
        (await Tool.RunAsync("show", "damaged-item-cracked-lid", "--store", scratch.Folder)).Out.ShouldContain("Judge: openai/gpt-5.4-mini");
    }

    [Fact]
    public async Task Marks_that_another_process_is_making_are_left_to_it()
    {
        using var scratch = new Scratch();
        var held = new TaskCompletionSource();
        await using var stub = await Stub.StartAsync(request => new StubReply { Answer = Brain.Answer(request), Until = held.Task });
        (await Tool.RunAsync(["run", "--agent", "reference/careful", "--store", scratch.Folder, .. Few])).Exit.ShouldBe(0);
        string[] command = ["score", "--store", scratch.Folder, "--judge", "openai/gpt-5.4-mini", "--concurrency", "1"];

        await Loopback.ShouldLeaveItToTheFirstAsync(stub, held, command);
    }

    [Fact]
    public async Task Two_customers_play_everything_and_the_spread_between_them_is_told()
    {
        using var scratch = new Scratch();
        await using var stub = await Stub.StartAsync(request => Brain.Answer(request));

        var (exit, output, error) = await Tool.RunAsync(Loopback.Reach(stub), ["run", "--agent", "reference/careful", "--agent", "reference/idle", "--customer", "scripted", "--customer", "openai/gpt-5.4-nano", "--store", scratch.Folder, "--json", .. Few]);

        exit.ShouldBe(0, error);
        var root = JsonDocument.Parse(output).RootElement;
        root.GetProperty("boards").GetArrayLength().ShouldBe(2);
        root.GetProperty("spread").GetProperty("customers").EnumerateArray().Select(name => name.GetString()).ShouldBe(["scripted", "openai/gpt-5.4-nano"]);
        var resolution = root.GetProperty("spread").GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("agent").GetString() == "reference/careful" && row.GetProperty("metric").GetString() == "resolution");
        var values = resolution.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToList();
        resolution.GetProperty("move").GetDouble().ShouldBe(values.Max() - values.Min(), 1e-6);
        (await Tool.RunAsync(Loopback.Reach(stub), ["run", "--agent", "reference/careful", "--customer", "scripted", "--customer", "openai/gpt-5.4-nano", "--store", scratch.Folder, .. Few])).Out.ShouldContain("Spread");
    }

    [Fact]
    public async Task A_panel_judges_and_rules_beside_a_model_is_a_mistake()
    {
        using var scratch = new Scratch();
        await using var stub = await Stub.StartAsync(request => Brain.Answer(request));
        var (exit, output, error) = await Tool.RunAsync(Loopback.Reach(stub), ["run", "--agent", "reference/careful", "--judge", "openai/gpt-5.4-mini", "--judge", "anthropic/claude-sonnet-5", "--store", scratch.Folder, "--json", .. Few]);
        exit.ShouldBe(0, error);
        JsonDocument.Parse(output).RootElement.GetProperty("protocol").GetProperty("judge").GetString().ShouldBe("openai/gpt-5.4-mini+anthropic/claude-sonnet-5");

        (await Tool.RunAsync(Loopback.Reach(stub), ["run", "--judge", "rules", "--judge", "openai/gpt-5.4-mini", "--store", scratch.At("x"), .. Few])).ShouldSatisfyAllConditions(
            run => run.Exit.ShouldBe(2), run => run.Error.ShouldContain("name the models only"));
    }

    [Fact]
    public async Task The_rule_judge_is_measured_on_the_labels_that_the_tool_carries()
    {
        var (exit, output, error) = await Tool.RunAsync("judge", "agreement", "--json");

        exit.ShouldBe(0, error);
        var root = JsonDocument.Parse(output).RootElement;
        root.GetProperty("judge").GetString().ShouldBe("rules");
        root.GetProperty("all").GetProperty("n").GetInt32().ShouldBeGreaterThan(900);
        root.GetProperty("ceiling").ValueKind.ShouldBe(JsonValueKind.Null);
        root.GetProperty("corrected_resolution")[0].GetProperty("corrected").GetDouble().ShouldBeInRange(0.5, 1);
    }

    [Fact]
    public async Task A_judge_that_drifted_fails_the_gate()
    {
        using var scratch = new Scratch();
        var lazy = false;
        await using var stub = await Stub.StartAsync(request => Brain.Answer(request) is var answer && lazy ? answer with { Text = answer.Text!.Replace("\"pass\"", "\"fail\"", StringComparison.Ordinal) } : answer);
        await LabelsAsync(scratch);
        string[] command = ["judge", "agreement", "--labels", scratch.At("labels"), "--store", scratch.At("journal"), "--json"];

        (await Tool.RunAsync(Loopback.Reach(stub), [.. command, "--judge", "openai/gpt-5.4-mini", "--against", "openai/gpt-5.4-mini"])).Exit.ShouldBe(0);
        lazy = true;
        var (exit, output, error) = await Tool.RunAsync(Loopback.Reach(stub), [.. command, "--judge", "openai/gpt-5.4-nano", "--against", "openai/gpt-5.4-mini"]);

        exit.ShouldBe(1, error);
        JsonDocument.Parse(output).RootElement.GetProperty("drift").GetProperty("holds").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_person_labels_blind_with_four_keys_and_can_stop_and_go_on()
    {
        using var scratch = new Scratch();
        (await Tool.RunAsync(["run", "--agent", "reference/careful", "--store", scratch.At("store"), .. Few])).Exit.ShouldBe(0);

        var (exit, output, error) = await Tool.TypedAsync("112q", "judge", "label", "--labels", scratch.At("labels"), "--store", scratch.At("store"), "--sample", "2", "--by", "AB");

        exit.ShouldBe(0, error);
        output.ShouldContain("2 conversations, 2 left for AB");
        output.ShouldNotContain("reference/careful");
        output.ShouldContain("1/");
        File.ReadAllText(scratch.At("labels/transcripts.jsonl")).ShouldNotContain("reference/careful");
        File.ReadAllText(scratch.At("labels/labels-ab.jsonl")).ShouldContain("\"labels\":{\"looks the order up\":\"passed\",\"names a change and waits for the yes\":\"passed\",\"changes only what is the writer's\":\"failed\"}");

        await Tool.TypedAsync("3" + new string('1', 60) + "q", "judge", "label", "--labels", scratch.At("labels"), "--by", "AB");
        var labels = File.ReadAllLines(scratch.At("labels/labels-ab.jsonl"));
        labels.Length.ShouldBe(3);
        labels[1].ShouldContain("\"sends goods only with proof\":\"not_applicable\"");
        labels[1].ShouldNotContain("looks the order up");
        (await Tool.TypedAsync("q", "judge", "label", "--labels", scratch.At("labels"), "--by", "CD")).Out.ShouldContain("2 left for CD");
    }

    /// <summary>A judge that finds nothing settled.</summary>
    private static StubAnswer Strict(StubAnswer answer)
    {
        var criteria = JsonNode.Parse(answer.Text ?? "null")?["criteria"]?.AsArray();
        foreach (var verdict in criteria?.Where(verdict => $"{verdict!["id"]}" == "request-settled") ?? [])
        {
            verdict!["verdict"] = "fail";
        }

        return criteria is null ? answer : answer with { Text = new JsonObject { ["criteria"] = criteria.DeepClone() }.ToJsonString() };
    }

    /// <summary>Six conversations, all criteria passed.</summary>
    private static async Task LabelsAsync(Scratch scratch)
    {
        (await Tool.RunAsync(["run", "--agent", "reference/careful", "--store", scratch.At("store"), .. Few])).Exit.ShouldBe(0);
        (await Tool.TypedAsync(new string('1', 600), "judge", "label", "--labels", scratch.At("labels"), "--store", scratch.At("store"), "--by", "AB")).Exit.ShouldBe(0);
    }
}
