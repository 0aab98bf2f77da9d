using Shouldly;
using Xunit;

namespace SupportAgentBench.Cli.Tests;

public sealed class MistakeTests
{
    [Theory]
    [InlineData("run --agnt reference/careful", "--agnt")]
    [InlineData("run --agent reference/carefull", "reference/careful")]
    [InlineData("run --case no-such-case-anywhere", "no-such-case-anywhere")]
    [InlineData("run --runs 0", "it goes from 1")]
    [InlineData("run --runs many", "many")]
    [InlineData("run --desk /nowhere/at/all", "/nowhere/at/all")]
    [InlineData("board --store /nowhere/at/all", "sab run")]
    [InlineData("cases chek", "chek")]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("run --seed x", "--seed is 'x', which is not a whole number")]
    [InlineData("run --display fancy", "known: full, none, plain")]
    [InlineData("cases prove --case nothing-fits", "no case fits")]
    [InlineData("run --runs 1 --runs 3 --agent reference/idle", "--runs is given 2 times (1, 3), and takes one value")]
    [InlineData("bord", "'bord' is no command of sab (did you mean board?)")]
    [InlineData("list", "did you mean cases list?")]
    [InlineData("version", "did you mean --version?")]
    [InlineData("run --agents reference/careful", "'--agents' is no option of sab run (did you mean --agent?)")]
    [InlineData("run --agent careful", "did you mean reference/careful?")]
    [InlineData("run --agent Reference/Careful", "did you mean reference/careful?")]
    [InlineData("run --customer scriptd", "did you mean scripted?")]
    [InlineData("run --judge rule", "did you mean rules?")]
    [InlineData("run --case adverserial", "did you mean adversarial?")]
    [InlineData("run --case must_escalat", "did you mean must-escalate?")]
    [InlineData("show usd_item", "did you mean used_item?")]
    [InlineData("cases vary --seed 1", "see: sab cases vary --help")]
    public async Task A_mistake_exits_with_2_says_the_mend_and_shows_no_stack_trace(string line, string says)
    {
        var (exit, output, error) = await Tool.RunAsync(line.Split(' '));

        exit.ShouldBe(2, output + error);
        error.ShouldContain(says);
        error.ShouldNotContain("   at ");
        output.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_mistakes_are_told_at_once()
    {
        var (exit, _, error) = await Tool.RunAsync("run", "--agent", "reference/carful", "--agent", "reference/hastey");

        exit.ShouldBe(2);
        error.ShouldContain("reference/careful");
        error.ShouldContain("reference/hasty");
    }

    [Fact]
    public async Task What_follows_an_unknown_word_is_not_called_unknown_as_well()
    {
        (await Tool.RunAsync("comparre", "reference/careful", "x")).Error.ReplaceLineEndings("\n").ShouldBe("sab: 'comparre' is no command of sab (did you mean compare?)\nsab: see: sab --help\n");
        (await Tool.RunAsync("board", "--sotre", "/tmp/out")).Error.ReplaceLineEndings("\n").ShouldBe("sab: '--sotre' is no option of sab board (did you mean --store?)\nsab: see: sab board --help\n");
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_left_as_it_is()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch.At("sab.db"), "this is not a database, but somebody's notes, and long enough to look like a page of one");

        var (exit, _, error) = await Tool.RunAsync("run", "--agent", "reference/idle", "--store", scratch.Folder);

        exit.ShouldBe(2);
        error.ShouldContain("not a store");
        File.ReadAllText(scratch.At("sab.db")).ShouldStartWith("this is not a database");
    }

    [Fact]
    public async Task A_half_written_store_is_told_and_kept()
    {
        using var scratch = new Scratch();
        (await Tool.RunAsync("run", "--agent", "reference/idle", "--case", "tracking", "--runs", "1", "--store", scratch.Folder)).Exit.ShouldBe(0);
        foreach (var side in Directory.GetFiles(scratch.Folder, "sab.db-*"))
        {
            File.Delete(side);
        }

        var bytes = File.ReadAllBytes(scratch.At("sab.db"));
        File.WriteAllBytes(scratch.At("sab.db"), bytes[..(bytes.Length / 2)]);

        var (exit, _, error) = await Tool.RunAsync("board", "--store", scratch.Folder);

        exit.ShouldBe(2);
        error.ShouldContain("damaged");
        new FileInfo(scratch.At("sab.db")).Length.ShouldBe(bytes.Length / 2);
    }

    [Fact]
    public async Task A_store_of_another_protocol_is_refused_and_loses_nothing()
    {
        using var scratch = new Scratch();
        var store = scratch.At("out");
        string[] run = ["run", "--agent", "reference/idle", "--case", "tracking", "--runs", "1", "--store", store];
        (await Tool.RunAsync(run)).Exit.ShouldBe(0);
        var desk = scratch.At("desk");
        Folders.Copy(Path.Combine(AppContext.BaseDirectory, "data", "desks", "northline"), desk);
        File.AppendAllText(Path.Combine(desk, "policy.md"), "\n- **R99** One rule more.\n");

        var (exit, _, error) = await Tool.RunAsync([.. run, "--desk", desk]);

        exit.ShouldBe(2);
        error.ShouldContain("another protocol");
        error.ShouldContain("desk data");
        (await Tool.RunAsync([.. run, "--desk", desk, "--new-protocol"])).Exit.ShouldBe(0);
        (await Tool.RunAsync("board", "--store", store, "--desk", desk, "--json")).Out.ShouldContain("\"conversations\": 6");
    }

    [Fact]
    public async Task A_full_disk_is_told_and_what_was_finished_is_kept()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            Assert.Skip("a small disk can be mounted only as root on Linux");
        }

        using var scratch = new Scratch();
        var disk = scratch.At("disk");
        Directory.CreateDirectory(disk);
        if (await SystemAsync("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk) != 0)
        {
            Assert.Skip("mounting is not allowed here");
        }

        try
        {
            var (exit, _, error) = await Tool.RunAsync("run", "--runs", "3", "--store", disk, "--display", "none");

            exit.ShouldBe(2, error);
            error.ShouldContain("disk is full");
        }
        finally
        {
            await SystemAsync("umount", disk);
        }
    }

    private static async Task<int> SystemAsync(string command, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
