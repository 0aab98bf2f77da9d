using System.Diagnostics;
using Shouldly;
using SupportAgentBench.StubProvider;
using Xunit;

namespace SupportAgentBench.Cli.Tests;

/// <summary>A store on a disk that takes no writes, such as a baseline that a pipeline mounts, is read like any other.</summary>
public sealed class ReadOnlyTests
{
    [Fact]
    public async Task A_store_that_cannot_be_written_is_told_compared_and_played_again_and_left_as_it_is()
    {
        using var scratch = new Scratch();
        await using var stub = await Stub.StartAsync(request => Brain.Answer(request));
        var store = scratch.At("store");
        (await Tool.RunAsync(Loopback.Reach(stub), "run", "--agent", "openai/gpt-5.4-mini", "--case", "damaged_item", "--runs", "1", "--store", store, "--display", "none")).Exit.ShouldBe(0);
        var board = (await Tool.RunAsync("board", "--store", store, "--json")).Out;

        (await AtAsync(store, "board", "--store", store, "--json")).ShouldBe((0, board));
        (await AtAsync(store, "run", "--replay", store, "--store", scratch.At("again"), "--json")).ShouldBe((0, board));
        (await AtAsync(store, "run", "--agent", "reference/careful", "--store", store)).Exit.ShouldBe(2);
        Directory.GetFiles(store).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_a_killed_process_left_beside_the_store_is_not_passed_over()
    {
        using var scratch = new Scratch();
        (await Tool.RunAsync("run", "--agent", "reference/idle", "--case", "damaged_item", "--runs", "1", "--store", scratch.Folder, "--display", "none")).Exit.ShouldBe(0);
        File.WriteAllText(scratch.At("sab.db-wal"), "the last trials");

        (await AtAsync(scratch.Folder, "board", "--store", scratch.Folder)).Exit.ShouldBe(2);
    }

    /// <summary>sab, for which a folder takes no writes. The test is skipped where the system has no such view to give.</summary>
    private static async Task<(int Exit, string Out)> AtAsync(string folder, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "views of a folder without writes are made with Linux's unshare");
        const int noView = 97;
        var start = new ProcessStartInfo("unshare", [
            .. Environment.IsPrivilegedProcess ? new[] { "--mount" } : ["--mount", "--map-root-user"],
            "sh", "-c", $"mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" || exit {noView}; exec dotnet \"$@\"", folder, Tool.Dll, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.SkipWhen(process.ExitCode == noView || (await error).StartsWith("unshare:", StringComparison.Ordinal), $"this system gives no view of a folder without writes: {await error}");
        return (process.ExitCode, output);
    }
}
