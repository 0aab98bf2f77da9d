using Shouldly;
using SupportAgentBench.StubProvider;
using Xunit;

namespace SupportAgentBench.Cli.Tests;

/// <summary>No command spends more than it was given, however often it is started.</summary>
public sealed class BudgetTests
{
    [Fact]
    public async Task The_budget_is_never_passed_and_more_of_it_goes_on()
    {
        using var scratch = new Scratch();
        var spent = 0m;
        var gate = new Lock();
        await using var stub = await Stub.StartAsync(request =>
        {
            var answer = Brain.Answer(request);
            lock (gate)
            {
                spent += ((answer.Input!.Value * 0.75m) + (answer.Output * 4.5m)) / 1_000_000;
            }

            return new StubReply { Answer = answer, Delay = TimeSpan.FromMilliseconds(5) };
        });
        string[] command = ["run", "--agent", "openai/gpt-5.4-mini?max_tokens=500", "--customer", "openai/gpt-5.4-mini?max_tokens=500", "--runs", "1", "--case", "resolvable", "--store", scratch.Folder, "--display", "plain", "--concurrency", "64"];

        var (exit, _, error) = await Tool.RunAsync(Loopback.Reach(stub), [.. command, "--budget", "0.50usd"]);

        exit.ShouldBe(4, error);
        spent.ShouldBeInRange(0.40m, 0.50m);
        error.ShouldContain("budget of $0.50 is reached");
        error.ShouldContain("higher --budget");
        var first = stub.Requests;

        (await Tool.RunAsync(Loopback.Reach(stub), [.. command, "--budget", "0.50usd"])).Exit.ShouldBe(4, "the same budget is still used up");
        spent.ShouldBeLessThanOrEqualTo(0.50m);

        (await Tool.RunAsync(Loopback.Reach(stub), [.. command, "--budget", "$20"])).Exit.ShouldBe(0);
        stub.Requests.ShouldBeGreaterThan(first);
        stub.Answered.Values.ShouldAllBe(times => times == 1, "what was paid for is not paid for again");
    }

    [Fact]
    public async Task What_nobody_accounted_for_is_not_spent_again_by_the_same_command()
    {
        using var scratch = new Scratch();
        await using var stub = await Stub.StartAsync(request => Brain.Answer(request) with { Input = null });
        string[] command = ["run", "--agent", "openai/gpt-5.4-mini", "--runs", "1", "--case", "tracking", "--store", scratch.Folder, "--display", "none", "--budget", "0.20usd"];

        var (exit, _, error) = await Tool.RunAsync(Loopback.Reach(stub), command);
        exit.ShouldBe(4, error);
        error.ShouldContain("$0.00 spent, up to $0.1");
        var asked = stub.Requests;
        asked.ShouldBeGreaterThan(0);

        (await Tool.RunAsync(Loopback.Reach(stub), command)).Exit.ShouldBe(4);
        stub.Requests.ShouldBe(asked);
    }

    [Fact]
    public async Task A_budget_for_a_model_without_a_price_is_refused_and_a_price_of_ones_own_mends_it()
    {
        using var scratch = new Scratch();
        await using var stub = await Stub.StartAsync(request => Brain.Answer(request));
        string[] command = ["run", "--agent", "acme/own-model", "--case", "tracking", "--runs", "1", "--budget", "1usd", "--store", scratch.At("out"), "--json"];

        var (exit, _, error) = await Tool.RunAsync(Loopback.Reach(stub), command);

        exit.ShouldBe(2);
        error.ShouldContain("that of acme/own-model is not known");

        File.WriteAllText(scratch.At("own.yaml"), "as_of: 2026-11-26\nsources: []\nmodels:\n  - {id: acme/own-model, vendor: Acme, input: 1.00, output: 2.00}\n");
        (await Tool.RunAsync(Loopback.Reach(stub), [.. command, "--prices", scratch.At("own.yaml")])).Exit.ShouldBe(0);
    }
}
