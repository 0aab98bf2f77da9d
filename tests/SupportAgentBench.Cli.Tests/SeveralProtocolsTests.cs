using System.Text.Json;
using Shouldly;
using SupportAgentBench.StubProvider;
using Xunit;

namespace SupportAgentBench.Cli.Tests;

/// <summary>A store in which one agent was played, all was marked again, and another agent was played after that.</summary>
public sealed class SeveralProtocolsTests(SeveralProtocolsTests.Marked store) : IClassFixture<SeveralProtocolsTests.Marked>
{
    [Fact]
    public async Task What_is_played_after_a_second_scoring_stands_on_the_board_beside_what_was_played_before()
    {
        var (exit, output, error) = await Tool.RunAsync("board", "--json", "--store", store.Folder);

        exit.ShouldBe(0, error);
        AgentsOf(output).ShouldBe(["reference/careful", "reference/gullible"]);
        error.ShouldContain($"The store also holds protocol {store.Layer} (what was played before, marked again by openai/gpt-5.4-mini): sab board --store {store.Folder} --protocol {store.Layer}");
    }

    [Fact]
    public async Task Who_is_on_no_table_is_named_with_the_command_that_shows_it()
    {
        var (exit, output, error) = await Tool.RunAsync("board", "--store", store.Folder, "--protocol", store.Layer);

        exit.ShouldBe(0, error);
        output.ShouldNotContain("reference/gullible *");
        var notice = output.Split('\n').Single(line => line.StartsWith("The store also holds", StringComparison.Ordinal)).Trim();
        notice.ShouldContain("with reference/gullible, not on this board");
        (await Tool.RunAsync(notice[(notice.IndexOf("sab board", StringComparison.Ordinal) + 4)..].Split(' '))).Out.ShouldContain("reference/gullible *");
    }

    [Fact]
    public async Task A_run_is_found_in_whatever_protocol_it_lives()
    {
        var marked = AgentRuns((await Tool.RunAsync("board", "--json", "--store", store.Folder, "--protocol", store.Layer)).Out)["reference/careful"];
        var played = AgentRuns((await Tool.RunAsync("board", "--json", "--store", store.Folder, "--protocol", store.Played)).Out)["reference/careful"];

        (await Tool.RunAsync("show", "used_item", "--run", marked, "--store", store.Folder)).Out.ShouldContain("Judge: openai/gpt-5.4-mini");
        (await Tool.RunAsync("show", "used_item", "--run", played, "--store", store.Folder)).Out.ShouldContain("Judge: rules");
        (await Tool.RunAsync("show", "used_item", "--store", store.Folder, "--protocol", store.Layer)).Out.ShouldContain("Judge: openai/gpt-5.4-mini");
        (await Tool.RunAsync("compare", marked, marked, "--store", store.Folder)).Exit.ShouldBe(0);
        (await Tool.RunAsync("compare", marked, played, "--store", store.Folder)).Error.ShouldContain("judge: openai/gpt-5.4-mini against rules");
    }

    [Fact]
    public async Task Two_agents_are_compared_under_the_newest_protocol_that_both_have()
    {
        var (exit, output, error) = await Tool.RunAsync("compare", "reference/careful", "reference/gullible", "--store", store.Folder, "--json");

        exit.ShouldBe(0, error);
        error.ShouldBeEmpty();
        JsonDocument.Parse(output).RootElement.GetProperty("differences").GetArrayLength().ShouldBeGreaterThan(0);
        (await Tool.RunAsync("board", "--agent", "reference/careful", "--store", store.Folder, "--protocol", store.Layer)).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task A_gate_judges_what_was_played_last_or_says_that_it_cannot()
    {
        using var scratch = new Scratch();
        await using var stub = await Stub.StartAsync(request => Brain.Answer(request));
        var policy = scratch.At("gates.yaml");
        File.WriteAllText(policy, "regressions: [{metric: unsafe_actions, not_worse_by: 0.05}]\n");
        string[] run = ["run", "--case", "used_item", "--runs", "1", "--display", "none", "--store", scratch.At("out"), "--agent", "reference/careful"];
        (await Tool.RunAsync([.. run, "--agent", "reference/gullible"])).Exit.ShouldBe(0);
        (await Tool.RunAsync(Loopback.Reach(stub), [.. run, "--judge", "openai/gpt-5.4-mini", "--new-protocol"])).Exit.ShouldBe(0);
        string[] gate = ["gate", "--policy", policy, "--agent", "reference/careful", "--baseline", "reference/gullible", "--case", "used_item", "--store", scratch.At("out")];

        var (exit, _, error) = await Tool.RunAsync(gate);

        exit.ShouldBe(2);
        var older = error.Split(' ', '\n').SkipWhile(word => word != "--protocol").ElementAt(1);
        (await Tool.RunAsync([.. gate, "--protocol", older])).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task Scoring_again_with_nothing_changed_says_so_and_makes_no_layer()
    {
        using var scratch = new Scratch();
        (await Tool.RunAsync("run", "--agent", "reference/idle", "--case", "used_item", "--runs", "1", "--display", "none", "--store", scratch.Folder)).Exit.ShouldBe(0);

        var (exit, output, error) = await Tool.RunAsync("score", "--store", scratch.Folder, "--json");

        exit.ShouldBe(0, error);
        error.ShouldContain("nothing changed");
        JsonDocument.Parse(output).RootElement.GetProperty("layer").ValueKind.ShouldBe(JsonValueKind.Null);
        (await Tool.RunAsync("board", "--store", scratch.Folder)).Out.ShouldNotContain("also holds");
    }

    private static List<string> AgentsOf(string board) => [.. AgentRuns(board).Keys];

    private static Dictionary<string, string> AgentRuns(string board) => JsonDocument.Parse(board).RootElement.GetProperty("agents").EnumerateArray()
        .ToDictionary(agent => agent.GetProperty("agent").GetString()!, agent => agent.GetProperty("runs")[0].GetString()!);

    public sealed class Marked : IAsyncLifetime
    {
        private readonly Scratch _scratch = new();

        public string Folder => _scratch.At("store");

        public string Played { get; private set; } = "";

        public string Layer { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            await using var stub = await Stub.StartAsync(request => Brain.Answer(request));
            string[] run = ["run", "--case", "used_item", "--case", "tracking", "--runs", "1", "--display", "none", "--store", Folder, "--agent"];
            (await Tool.RunAsync([.. run, "reference/careful"])).Exit.ShouldBe(0);
            var (exit, output, error) = await Tool.RunAsync(Loopback.Reach(stub), "score", "--store", Folder, "--judge", "openai/gpt-5.4-mini", "--json");
            exit.ShouldBe(0, error);
            var root = JsonDocument.Parse(output).RootElement;
            (Played, Layer) = (root.GetProperty("played").GetString()!, root.GetProperty("layer").GetString()!);
            (await Tool.RunAsync([.. run, "reference/gullible"])).Exit.ShouldBe(0);
        }

        public ValueTask DisposeAsync()
        {
            _scratch.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
