using System.Text.Json;
using Shouldly;
using SupportAgentBench.StubProvider;
using Xunit;

namespace SupportAgentBench.Cli.Tests;

/// <summary>What was played is priced by other prices without a call and without a mark that moves.</summary>
public sealed class RepricingTests
{
    private static readonly string[] Few = ["--case", "tracking", "--runs", "1", "--display", "none"];

    [Fact]
    public async Task Priced_anew_a_conversation_costs_what_it_would_have_cost_and_what_has_no_price_is_unknown()
    {
        using var scratch = new Scratch();
        await using var stub = await Stub.StartAsync(request => Brain.Answer(request) is var answer ? answer with { Cached = 400 } : answer);
        File.WriteAllText(scratch.At("prices.yaml"), "models:\n  - {id: acme/m, input: 1, cached_input: 0.25, output: 2}\n");
        (await Tool.RunAsync(Loopback.Reach(stub), ["run", "--agent", "acme/m", "--agent", "acme/n", "--agent", "reference/careful", "--store", scratch.At("later"), .. Few])).Exit.ShouldBe(0);
        (await Tool.RunAsync(Loopback.Reach(stub), ["run", "--agent", "acme/m", "--prices", scratch.At("prices.yaml"), "--store", scratch.At("at-once"), .. Few])).Exit.ShouldBe(0);
        var before = (await Tool.RunAsync("board", "--store", scratch.At("later"), "--json")).Out;
        var asked = stub.Requests;
        string[] command = ["score", "--store", scratch.At("later"), "--prices", scratch.At("prices.yaml"), "--json"];

        var (exit, output, error) = await Tool.RunAsync(command);

        exit.ShouldBe(0, error);
        stub.Requests.ShouldBe(asked);
        var told = JsonDocument.Parse(output).RootElement;
        var figure = told.GetProperty("figures").EnumerateArray().ShouldHaveSingleItem();
        figure.GetProperty("agent").GetString().ShouldBe("acme/m");
        figure.GetProperty("was").ValueKind.ShouldBe(JsonValueKind.Null);
        figure.GetProperty("now").GetDouble().ShouldBe(Cost((await Tool.RunAsync("board", "--store", scratch.At("at-once"), "--json")).Out, "acme/m")!.Value, 1e-6);
        told.GetProperty("unknown").GetInt32().ShouldBe(told.GetProperty("priced").GetInt32(), "those of acme/n");
        var (played, layer) = (told.GetProperty("played").GetString()!, told.GetProperty("layer").GetString()!);
        var now = (await Tool.RunAsync("board", "--store", scratch.At("later"), "--json")).Out;
        Cost(now, "acme/m").ShouldNotBeNull("what was priced last is shown");
        Cost(now, "acme/n").ShouldBeNull();
        (await Tool.RunAsync("board", "--store", scratch.At("later"), "--protocol", played, "--json")).Out.ShouldBe(before, "the old prices stay");
        (await Tool.RunAsync("board", "--store", scratch.At("later"), "--protocol", played)).Out.ShouldContain($"protocol {layer} (what was played before, priced anew)");
        (await Tool.RunAsync(command)).Out.ShouldBe(output, "twice is once");
    }

    [Fact]
    public async Task Marks_of_a_judge_stay_when_prices_change_and_nobody_is_asked()
    {
        using var scratch = new Scratch();
        await using var stub = await Stub.StartAsync(request => Brain.Answer(request));
        File.WriteAllText(scratch.At("prices.yaml"), "models:\n  - {id: openai/gpt-5.4-mini, input: 100, output: 200}\n");
        (await Tool.RunAsync(Loopback.Reach(stub), ["run", "--agent", "openai/gpt-5.4-mini", "--store", scratch.At("out"), .. Few])).Exit.ShouldBe(0);
        (await Tool.RunAsync(Loopback.Reach(stub), "score", "--judge", "openai/gpt-5.4-mini", "--prices", scratch.At("prices.yaml"), "--store", scratch.At("out"))).Error.ShouldContain("what the agents cost stays");
        var judged = (await Tool.RunAsync("board", "--store", scratch.At("out"), "--json")).Out;
        var asked = stub.Requests;

        var (exit, output, error) = await Tool.RunAsync("score", "--prices", scratch.At("prices.yaml"), "--store", scratch.At("out"));

        exit.ShouldBe(0, error);
        output.ShouldContain("all marks are as they were");
        stub.Requests.ShouldBe(asked);
        var now = (await Tool.RunAsync("board", "--store", scratch.At("out"), "--json")).Out;
        JsonDocument.Parse(now).RootElement.GetProperty("protocol").GetProperty("judge").GetString().ShouldBe("openai/gpt-5.4-mini");
        Cost(now, "openai/gpt-5.4-mini")!.Value.ShouldBeGreaterThan(10 * Cost(judged, "openai/gpt-5.4-mini")!.Value);
        (await Tool.RunAsync("show", "tracking", "--store", scratch.At("out"))).Out.ShouldContain("Judge: openai/gpt-5.4-mini");
    }

    [Fact]
    public async Task Prices_of_nobody_who_played_are_a_mistake_that_names_who_did()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch.At("prices.yaml"), "models:\n  - {id: a/b, input: 1, output: 2}\n");
        (await Tool.RunAsync(["run", "--agent", "reference/idle", "--store", scratch.At("out"), .. Few])).Exit.ShouldBe(0);

        var (exit, _, error) = await Tool.RunAsync("score", "--store", scratch.At("out"), "--prices", scratch.At("prices.yaml"));

        exit.ShouldBe(2);
        error.ShouldContain("none of the agents has a price");
        error.ShouldContain("reference/idle");
    }

    private static double? Cost(string board, string agent) => JsonDocument.Parse(board).RootElement.GetProperty("agents").EnumerateArray()
        .Single(known => known.GetProperty("agent").GetString() == agent).GetProperty("metrics").GetProperty("cost_usd").GetProperty("mean") is { ValueKind: JsonValueKind.Number } mean ? mean.GetDouble() : null;
}
