using System.Diagnostics;
using System.Text.RegularExpressions;
using Shouldly;
using SupportAgentBench.StubProvider;
using Xunit;

namespace SupportAgentBench.Cli.Tests;

/// <summary>What is printed to be pasted works when it is pasted, and what is printed to be read can be read.</summary>
public sealed partial class HintTests
{
    [Fact]
    public async Task A_command_in_a_message_is_quoted_where_a_folder_has_spaces_and_names_the_desk()
    {
        using var scratch = new Scratch();
        var (store, desk) = (scratch.At("my logs"), scratch.At("my desk"));
        Folders.Copy(Path.Combine(AppContext.BaseDirectory, "data", "desks", "northline"), desk);
        File.WriteAllText(scratch.At("log.jsonl"), """{"id":"a","messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}""");
        (await Tool.RunAsync("import", scratch.At("log.jsonl"), "--format", "openai-chat", "--writes", "cancel", "--agent", "live", "--store", store)).Exit.ShouldBe(0);

        (await Tool.RunAsync("score", "--store", store, "--desk", desk)).Error.ShouldContain($"(sab run --store '{store}' --desk '{desk}')");
        foreach (var command in new string[][] { ["board", "--store", scratch.At("no where")], ["run", "--replay", store, "--store", scratch.At("x")], ["site", "--store", store, "--out", scratch.At("s")] })
        {
            (await Tool.RunAsync(command)).Error.ShouldNotContain($"--store {scratch.Folder}");
        }
    }

    [Fact]
    public async Task A_printed_command_names_store_and_desk_and_works_in_a_shell()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("the commands are written for a POSIX shell");
        }

        using var scratch = new Scratch();
        var (desk, here, there) = (scratch.At("my desk"), scratch.At("here's one"), scratch.At("there"));
        (await Tool.RunAsync("cases", "vary", "--seed", "3", "--out", desk)).Exit.ShouldBe(0);
        string[] run = ["run", "--case", "used_item", "--runs", "1", "--display", "none", "--desk", desk, "--agent", "reference/gullible", "--store"];
        string[] printed =
        [
            (await Tool.RunAsync([.. run, here])).Out,
            (await Tool.RunAsync([.. run, there, "--seed", "4", "--agent", "reference/careful"])).Out,
            (await Tool.RunAsync("board", "--agent", "reference/gullible", "--store", here, "--desk", desk)).Out,
            (await Tool.RunAsync("compare", here, there, "--agent", "reference/careful", "--desk", desk)).Out,
        ];

        var commands = printed.SelectMany(text => Command().Matches(text).Select(match => match.Groups[1].Value)).Distinct().ToList();
        commands.Count(command => command.StartsWith("sab show", StringComparison.Ordinal)).ShouldBeGreaterThan(3);
        foreach (var command in commands)
        {
            (await ShellAsync(command)).ShouldBe(0, command);
        }
    }

    [Fact]
    public async Task A_board_of_agents_with_long_names_is_read_as_well_as_any()
    {
        using var scratch = new Scratch();
        await using var stub = await Stub.StartAsync(request => Brain.Answer(request));
        var name = $"openai/{new string('m', 60)}";
        (await Tool.RunAsync(Loopback.Reach(stub), "run", "--agent", $"{name}-one", "--agent", $"{name}-two", "--case", "used_item", "--runs", "1", "--display", "none", "--store", scratch.Folder)).Exit.ShouldBe(0);

        var board = await Tool.RunAsync("board", "--store", scratch.Folder);
        var json = await Tool.RunAsync("board", "--store", scratch.Folder, "--json");
        var csv = await Tool.RunAsync("export", "--format", "csv", "--store", scratch.Folder);

        var lines = board.Out.Split('\n').TakeWhile(line => !line.StartsWith("Long names are shortened", StringComparison.Ordinal)).ToList();
        lines.ShouldNotContain(line => line.Length > 151);
        lines.Count(line => Regex.IsMatch(line, "^  openai/m+…m+-(one|two) .* 0/1 ")).ShouldBe(2, board.Out);
        json.Out.ShouldContain($"{name}-one");
        csv.Out.ShouldContain($",{name}-two,");
    }

    [Fact]
    public async Task A_bucket_is_shown_in_one_spelling_and_read_in_both()
    {
        var (exit, output, error) = await Tool.RunAsync("cases", "list", "--case", "must_escalate");

        exit.ShouldBe(0, error);
        output.ShouldContain("must-escalate");
        output.ShouldNotContain("must_escalate");
        (await Tool.RunAsync("cases", "list", "--case", "must-escalate")).Out.ShouldBe(output);
    }

    private static async Task<int> ShellAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"sab() {{ dotnet '{Tool.Dll}' \"$@\"; }}; {command}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = shell.StandardOutput.ReadToEndAsync();
        var error = shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync();
        await Task.WhenAll(output, error);
        return shell.ExitCode;
    }

    /// <summary>A command up to the end of its line, or to what says in words what it is for.</summary>
    [GeneratedRegex(@"^ +(sab .+?)(?: {4}.*)?\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Command();
}
