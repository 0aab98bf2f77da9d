using Shouldly;
using SupportAgentBench.StubProvider;
using Xunit;

namespace SupportAgentBench.Cli.Tests;

/// <summary>A recorded run is played again without a network, and nothing else is.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task A_request_that_differs_from_the_record_is_told_with_the_first_difference()
    {
        using var scratch = new Scratch();
        await using var stub = await Stub.StartAsync(request => Brain.Answer(request));
        (await Tool.RunAsync(Loopback.Reach(stub), "run", "--agent", "openai/gpt-5.4-mini", "--case", "tracking", "--runs", "1", "--store", scratch.At("live"), "--json")).Exit.ShouldBe(0);
        var desk = scratch.At("desk");
        Folders.Copy(Path.Combine(AppContext.BaseDirectory, "data", "desks", "northline"), desk);
        var policy = Path.Combine(desk, "policy.md");
        File.WriteAllText(policy, File.ReadAllText(policy).Replace("100 days", "90 days", StringComparison.Ordinal));

        var (exit, _, error) = await Tool.RunAsync("run", "--replay", scratch.At("live"), "--desk", desk, "--store", scratch.At("again"), "--display", "none", "--json");

        exit.ShouldBe(3);
        error.ShouldContain("differs from the record at message 1");
        error.ShouldContain("100 days");
        error.ShouldContain("90 days");
    }

    [Fact]
    public async Task A_replay_plays_what_was_recorded_and_nothing_beside_it()
    {
        using var scratch = new Scratch();
        await using var stub = await Stub.StartAsync(request => Brain.Answer(request));
        string[] store = ["--store", scratch.At("live"), "--display", "none"];
        (await Tool.RunAsync(Loopback.Reach(stub), ["run", "--agent", "openai/gpt-5.4-mini", "--case", "tracking-mail*", "--runs", "2", .. store])).Exit.ShouldBe(0);
        (await Tool.RunAsync(Loopback.Reach(stub), ["run", "--agent", "openai/gpt-5.4", "--case", "tracking-card*", "--runs", "1", .. store])).Exit.ShouldBe(0);

        var (exit, _, error) = await Tool.RunAsync("run", "--replay", scratch.At("live"), "--store", scratch.At("again"), "--display", "none");

        exit.ShouldBe(0, error);
        Stores.Transcripts(scratch.At("again")).ShouldBe(Stores.Transcripts(scratch.At("live")));
        var (refused, _, why) = await Tool.RunAsync("run", "--replay", scratch.At("live"), "--store", scratch.At("more"), "--runs", "5", "--judge", "nokey/y", "--budget", "1usd");
        refused.ShouldBe(2);
        foreach (var option in new[] { "--runs", "--judge", "--budget" })
        {
            why.ShouldContain($"{option} does not go with --replay");
        }
    }

    [Fact]
    public async Task An_answer_that_was_damaged_in_the_record_is_told_with_its_place()
    {
        using var scratch = new Scratch();
        await using var stub = await Stub.StartAsync(request => Brain.Answer(request));
        (await Tool.RunAsync(Loopback.Reach(stub), "run", "--agent", "openai/gpt-5.4-mini", "--case", "tracking-mail*", "--runs", "1", "--store", scratch.At("live"), "--display", "none")).Exit.ShouldBe(0);
        foreach (var damage in new[] { "{bad", "null" })
        {
            Stores.Run(scratch.At("live"), $"UPDATE calls SET response = '{damage}'");

            var (exit, _, error) = await Tool.RunAsync("run", "--replay", scratch.At("live"), "--store", scratch.At(damage.Trim('{')), "--display", "none");

            exit.ShouldBe(2, error);
            error.ShouldContain("the answer of openai/gpt-5.4-mini in turn 1, step 1 of case");
        }
    }
}
