using System.Diagnostics;
using Shouldly;
using SupportAgentBench.StubProvider;

namespace SupportAgentBench.Cli.Tests;

/// <summary>How the tool reaches a provider on this machine.</summary>
internal static class Loopback
{
    public const string Key = "sk-proj-abcdefghijklmnop0123456789";

    public static Dictionary<string, string> Reach(Stub stub) => new()
    {
        ["OPENAI_BASE_URL"] = $"{stub.OpenAi}",
        ["OPENAI_API_KEY"] = Key,
        ["ANTHROPIC_BASE_URL"] = $"{stub.Url}",
        ["ANTHROPIC_API_KEY"] = "sk-ant-0123456789abcdefghij",
        ["ACME_BASE_URL"] = $"{stub.OpenAi}",
    };

    public static async Task UntilAsync(Func<bool> so)
    {
        var watch = Stopwatch.StartNew();
        while (!so())
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(3), "what is waited for does not come");
            await Task.Delay(3);
        }
    }

    /// <summary>Two processes with one command: the second is told that the first is at work, and nothing is asked for twice.</summary>
    /// <param name="held">The stub answers once this is set.</param>
    public static async Task ShouldLeaveItToTheFirstAsync(Stub stub, TaskCompletionSource held, string[] command)
    {
        using var first = Tool.Start(Reach(stub), command);
        await UntilAsync(() => stub.Requests > 0);

        var (exit, _, error) = await Tool.RunAsync(Reach(stub), command);
        held.SetResult();

        exit.ShouldBe(2);
        error.ShouldContain("another sab is at work on run");
        await first.WaitForExitAsync();
        first.ExitCode.ShouldBe(0);
        stub.Answered.Values.ShouldAllBe(times => times == 1);
    }
}
