using Shouldly;
using Xunit;

namespace SupportAgentBench.Cli.Tests;

public sealed class KillTests
{
    private const int Kills = 20;
    private static readonly string[] Command = ["run", "--agent", "reference/careful", "--agent", "reference/gullible", "--runs", "2", "--display", "none", "--json"];

    [Fact]
    public async Task A_run_that_is_killed_twenty_times_finishes_with_nothing_lost_and_nothing_played_twice()
    {
        using var scratch = new Scratch();
        var store = scratch.At("killed");
        var random = new Random(7);
        var kept = new Dictionary<string, string>();
        var killedUnderWay = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = Tool.Start([.. Command, "--store", store]);
            await Task.Delay(random.Next(600, 1_500));
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                killedUnderWay++;
            }

            await process.WaitForExitAsync();
            var now = Stores.Finished(store);
            foreach (var (trial, when) in kept)
            {
                now.ShouldContainKeyAndValue(trial, when, "a trial that was kept is never lost and never played again");
            }

            kept = now;
        }

        var (exit, _, error) = await Tool.RunAsync([.. Command, "--store", store]);
        exit.ShouldBe(0, error);
        var (_, _, _) = await Tool.RunAsync([.. Command, "--store", scratch.At("whole")]);

        killedUnderWay.ShouldBeGreaterThanOrEqualTo(Kills / 2);
        var finished = Stores.Finished(store);
        finished.Count.ShouldBe(2 * 2 * 180);
        foreach (var (trial, when) in kept)
        {
            finished.ShouldContainKeyAndValue(trial, when);
        }

        Stores.Transcripts(store).ShouldBe(Stores.Transcripts(scratch.At("whole")), "the killed run ends with the very transcripts of one that was left alone");
    }

    [Fact]
    public async Task What_only_computes_ends_too_when_it_is_told_to()
    {
        using var process = Tool.Start("cases", "prove");
        await Task.Delay(400);

        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(130);
    }
}
