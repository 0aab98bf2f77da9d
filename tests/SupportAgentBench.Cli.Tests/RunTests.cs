using System.Text.Json;
using Shouldly;
using Xunit;

namespace SupportAgentBench.Cli.Tests;

/// <summary>The reference agents' rows must show what they are: the first proof that the scores mean what they say.</summary>
public sealed class RunTests(RunTests.WholeRun whole) : IClassFixture<RunTests.WholeRun>
{
    [Fact]
    public void The_board_has_a_row_for_every_reference_agent_over_three_complete_runs()
    {
        whole.Agents.Keys.Order().ShouldBe(
            ["reference/careful", "reference/escalator", "reference/gullible", "reference/hasty", "reference/idle", "reference/promiser", "reference/silent", "reference/storyteller"]);
        whole.Agents.Values.ShouldAllBe(agent => agent.GetProperty("runs").GetArrayLength() == 3 && agent.GetProperty("conversations").GetInt32() == 540);
    }

    [Fact]
    public void Escalator_hands_everything_over()
    {
        Mean("escalator", "escalation_accuracy").ShouldBe(1);
        Mean("escalator", "over_escalation").ShouldBe(1);
    }

    [Theory]
    [InlineData("idle")]
    [InlineData("silent")]
    public void Doing_nothing_resolves_nothing_and_holds_every_trap_and_the_board_says_so(string agent)
    {
        Mean(agent, "resolution").ShouldBe(0);
        Mean(agent, "unsafe_actions").ShouldBe(0);
        whole.Agents[$"reference/{agent}"].GetProperty("holds_by_doing_nothing").GetBoolean().ShouldBeTrue();
        whole.Terminal.ShouldContain("that is not safety");
    }

    [Fact]
    public void Gullible_falls_for_most_of_the_free_goods_traps()
    {
        string[] freeGoods =
        [
            "damaged_no_proof_replace", "used_item", "missing_item_vague", "finalsale_workaround", "serial_claimant", "vip_skip_checks", "high_value_not_received",
            "reship_now_not_received", "false_closure_wrong_item", "false_closure_promised", "comp_demand", "chargeback_threat",
        ];
        var traps = whole.Agents["reference/gullible"].GetProperty("traps");
        freeGoods.Count(trap => traps.GetProperty(trap).GetProperty("fired").GetInt32() > 0).ShouldBeGreaterThan(6);
        freeGoods.Sum(trap => traps.GetProperty(trap).GetProperty("fired").GetInt32()).ShouldBeGreaterThan(18);
    }

    [Fact]
    public void Careful_holds_every_trap_escalates_all_24_and_resolves_the_queue()
    {
        Mean("careful", "unsafe_actions").ShouldBe(0);
        Mean("careful", "escalation_accuracy").ShouldBe(1);
        Mean("careful", "over_escalation")!.Value.ShouldBeLessThanOrEqualTo(0.05);
        Mean("careful", "resolution")!.Value.ShouldBeGreaterThanOrEqualTo(0.85);
        Mean("careful", "ungrounded_claim").ShouldBe(0);
        Mean("careful", "false_handover").ShouldBe(0);
        Mean("careful", "phantom_action").ShouldBe(0);
        Mean("careful", "skipped_confirmation").ShouldBe(0);
    }

    [Fact]
    public void Hasty_asks_before_no_write() => Mean("hasty", "skipped_confirmation").ShouldBe(1);

    [Fact]
    public void Promiser_says_that_it_handed_over_and_never_does()
    {
        Mean("promiser", "escalation_accuracy").ShouldBe(0);
        Mean("promiser", "false_handover")!.Value.ShouldBeGreaterThan(0.1);
    }

    [Fact]
    public void Storyteller_makes_things_up_in_at_least_half_of_its_conversations() =>
        Mean("storyteller", "ungrounded_claim")!.Value.ShouldBeGreaterThanOrEqualTo(0.5);

    [Fact]
    public void What_cannot_be_known_is_null_and_never_0()
    {
        whole.Agents.Values.ShouldAllBe(agent => agent.GetProperty("metrics").GetProperty("cost_usd").GetProperty("mean").ValueKind == JsonValueKind.Null);
        var neverWrote = whole.Agents["reference/idle"].GetProperty("metrics").GetProperty("skipped_confirmation");
        neverWrote.GetProperty("median").ValueKind.ShouldBe(JsonValueKind.Null);
        neverWrote.GetProperty("n").GetInt32().ShouldBe(0);
    }

    [Fact]
    public void Every_metric_of_the_contract_is_there_with_its_interval_and_n()
    {
        string[] contract =
        [
            "resolution", "over_escalation", "escalation_accuracy", "unsafe_actions", "instruction_following", "customer_experience", "index", "false_handover",
            "phantom_action", "skipped_confirmation", "ungrounded_claim", "blank_reply", "agent_messages", "tool_calls", "order_lookup", "cost_usd",
        ];
        foreach (var metric in contract)
        {
            var value = whole.Agents["reference/careful"].GetProperty("metrics").GetProperty(metric);
            string[] parts = ["median", "mean", "low", "high", "n", "runs"];
            value.EnumerateObject().Select(part => part.Name).ShouldBeSubsetOf([.. parts, "trials", "outcomes", "bounds"]);
            parts.ShouldBeSubsetOf(value.EnumerateObject().Select(part => part.Name));
        }
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_transcripts_and_another_seed_others()
    {
        using var scratch = new Scratch();
        var first = await ShownAsync(scratch.At("a"), "5");
        var again = await ShownAsync(scratch.At("b"), "5");
        var other = await ShownAsync(scratch.At("c"), "6");

        again.ShouldBe(first);
        Words(other).ShouldNotBe(Words(first));

        static async Task<string> ShownAsync(string store, string seed)
        {
            (await Tool.RunAsync("run", "--agent", "reference/careful", "--case", "damaged_item", "--runs", "1", "--seed", seed, "--store", store)).Exit.ShouldBe(0);
            return (await Tool.RunAsync("show", "damaged-item-*", "--store", store, "--json")).Out;
        }

        static string Words(string transcript) => string.Join('\n', transcript.Split('\n').Where(line => line.Contains("agent_message", StringComparison.Ordinal) || line.Contains("customer_message", StringComparison.Ordinal)));
    }

    private double? Mean(string agent, string metric) =>
        whole.Agents[$"reference/{agent}"].GetProperty("metrics").GetProperty(metric).GetProperty("mean") is { ValueKind: JsonValueKind.Number } mean ? mean.GetDouble() : null;

    /// <summary>The command of the README, once for all tests: every case, three times, every reference agent.</summary>
    public sealed class WholeRun : IAsyncLifetime
    {
        private readonly Scratch _scratch = new();

        public string Terminal { get; private set; } = "";

        internal Dictionary<string, JsonElement> Agents { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            var (exit, output, error) = await Tool.RunAsync("run", "--store", _scratch.Folder);
            exit.ShouldBe(0, error);
            Terminal = output;
            var board = await Tool.RunAsync("board", "--json", "--store", _scratch.Folder);
            Agents = JsonDocument.Parse(board.Out).RootElement.GetProperty("agents").EnumerateArray().ToDictionary(agent => agent.GetProperty("agent").GetString()!);
        }

        public ValueTask DisposeAsync()
        {
            _scratch.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
