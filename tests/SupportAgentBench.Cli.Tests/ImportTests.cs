using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace SupportAgentBench.Cli.Tests;

/// <summary>A team brings the logs of its own agent.</summary>
public sealed class ImportTests
{
    private static readonly string Log = string.Join('\n',
        """{"id":"promised","messages":[{"role":"user","content":"My invoice is wrong, please have somebody look at it."},{"role":"assistant","content":"I have passed your request on to a colleague, who will get back to you."}]}""",
        """{"id":"kept","messages":[{"role":"user","content":"My invoice is wrong, please have somebody look at it."},{"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"to_human","arguments":"{}"}}]},{"role":"tool","tool_call_id":"1","content":"Transfer successful"},{"role":"assistant","content":"I have passed your request on to a colleague, who will get back to you."}]}""",
        """{"id":"broken","messages":[{"role":"user","content":"Where is my parcel?"},{"role":"assistant","content":"","tool_calls":[{"id":"1","type":"function","function":{"name":"track","arguments":"{\"order\":1}"}}]},{"role":"tool","tool_call_id":"1","content":"Error: no such order"},{"role":"assistant","content":"I cannot find it."}]}""");

    [Fact]
    public async Task Every_conversation_is_told_with_its_findings()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch.At("log.jsonl"), Log);

        var (exit, output, error) = await ImportAsync(scratch, "log.jsonl");

        exit.ShouldBe(0, error);
        Approved.Match("import.jsonl", output);
    }

    [Fact]
    public async Task A_bad_line_is_told_with_file_line_and_mend_and_the_rest_is_imported()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch.At("log.jsonl"), Log.Replace("\n", "\nnot json\n"));

        var (exit, output, error) = await ImportAsync(scratch, "log.jsonl");

        exit.ShouldBe(0, error);
        Ids(output).ShouldBe(["promised", "kept", "broken"]);
        error.ShouldContain("log.jsonl:2: is not JSON");
        error.ShouldContain("log.jsonl:4: is not JSON");
        error.ShouldContain("(write one conversation a line)");
    }

    [Fact]
    public async Task A_packed_log_and_an_array_of_trajectories_give_the_same()
    {
        using var scratch = new Scratch();
        await using (var packed = new GZipStream(File.Create(scratch.At("log.jsonl.gz")), CompressionLevel.Fastest))
        {
            packed.Write(Encoding.UTF8.GetBytes(Log));
        }

        File.WriteAllText(scratch.At("log.json"), $"[{Log.Replace("\"messages\"", "\"traj\"").Replace("\n", ",\n")}]");

        var fromPacked = await ImportAsync(scratch, "log.jsonl.gz");
        var fromArray = await ImportAsync(scratch, "log.json", "tau-bench");

        fromPacked.Exit.ShouldBe(0, fromPacked.Error);
        fromArray.Out.ShouldBe(fromPacked.Out);
    }

    [Theory]
    [InlineData("openai-chat")]
    [InlineData("tau-bench")]
    public async Task An_export_laid_out_over_many_lines_gives_the_same_as_one_conversation_a_line(string format)
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch.At("log.jsonl"), Log);
        File.WriteAllText(scratch.At("pretty.json"), JsonNode.Parse($"[{Log.Replace("\n", ",")}]")!.ToJsonString(new() { WriteIndented = true }));

        var fromLines = await ImportAsync(scratch, "log.jsonl", format);
        var fromPretty = await ImportAsync(scratch, "pretty.json", format);

        fromPretty.Exit.ShouldBe(0, fromPretty.Error);
        fromPretty.Out.ShouldBe(fromLines.Out);
        fromPretty.Error.ShouldContain("3 conversations read");
        fromPretty.Error.ShouldNotContain("could not be read");
    }

    [Fact]
    public async Task The_help_says_which_layouts_are_read()
    {
        var (_, output, _) = await Tool.RunAsync("import", "--help");

        Regex.Replace(output, @"\s+", " ").ShouldContain("one conversation a line, one array of them, or one behind the other, over as many lines as you like");
    }

    [Theory]
    [InlineData("import nowhere.jsonl --format openai-chat", "there is no file 'nowhere.jsonl'")]
    [InlineData("import x.jsonl", "--format")]
    [InlineData("import x.jsonl --format csv", "tau-bench")]
    public async Task A_mistake_exits_with_2_and_says_the_mend(string line, string says)
    {
        var (exit, output, error) = await Tool.RunAsync(line.Split(' '));

        exit.ShouldBe(2, output + error);
        error.ShouldContain(says);
        error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_file_without_any_conversation_exits_with_2()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch.At("log.jsonl"), "one\ntwo\n");

        var (exit, output, error) = await ImportAsync(scratch, "log.jsonl");

        exit.ShouldBe(2, error);
        output.ShouldBeEmpty();
        error.ShouldContain("no conversation that can be read");
    }

    [Fact]
    public async Task The_report_says_how_often_of_how_many_and_the_same_file_again_adds_nothing()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch.At("bot.jsonl"), Log);
        string[] import = ["import", scratch.At("bot.jsonl"), "--format", "openai-chat", "--writes", "cancel", "--handover", "to_humans,to_human", "--store", scratch.At("out")];

        var first = await Tool.RunAsync(import);
        var second = await Tool.RunAsync(import);
        var board = await Tool.RunAsync("board", "--store", scratch.At("out"), "--json");
        var shown = await Tool.RunAsync("show", "promised", "--store", scratch.At("out"));

        first.Exit.ShouldBe(0, first.Error);
        first.Out.ShouldContain("bot  3 conversations");
        first.Out.ShouldMatch(@"says that it passed the customer on, and did not\s+1\s+3\s+33.3 %\s+6.1-79.2 %\s+promised");
        first.Error.ShouldContain("3 conversations read, 3 new in");
        first.Error.ShouldContain("the tool 'to_humans' was never called (did you mean to_human?)");
        second.Error.ShouldContain("0 new in");
        second.Error.ShouldContain("3 there already");
        Approved.Match("imported-board.json", board.Out.Replace(JsonNode.Parse(board.Out)!["protocol"]!.GetValue<string>(), "PROTOCOL"));
        shown.Out.ShouldContain("false handover");
        shown.Out.ShouldContain("(message 1)");
    }

    [Fact]
    public async Task A_conversation_that_stands_twice_in_the_file_is_counted_once()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch.At("bot.jsonl"), Log.TrimEnd() + "\n" + Log);
        string[] import = ["import", scratch.At("bot.jsonl"), "--format", "openai-chat", "--handover", "to_human", "--store", scratch.At("out")];

        var report = await Tool.RunAsync(import);
        var json = await Tool.RunAsync([.. import, "--json"]);

        report.Out.ShouldContain("bot  3 conversations");
        report.Error.ShouldContain("3 conversations read, 3 new in");
        report.Error.ShouldContain("3 more with an id that stood in the file before");
        Ids(json.Out).Count().ShouldBe(3);
    }

    [Fact]
    public async Task Another_conversation_under_a_known_id_is_told_and_the_first_one_stays()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch.At("log.jsonl"), Log);
        (await ImportAsync(scratch, "log.jsonl")).Exit.ShouldBe(0);
        File.WriteAllText(scratch.At("log.jsonl"), Log.Replace("My invoice is wrong", "My invoice is late"));

        var (exit, _, error) = await ImportAsync(scratch, "log.jsonl");

        exit.ShouldBe(0);
        error.ShouldContain("the id 'promised' is in the store with another conversation");
        (await Tool.RunAsync("show", "promised", "--store", scratch.At("out"), "--json")).Out.ShouldContain("My invoice is wrong");
    }

    [Fact]
    public async Task Without_named_tools_the_report_says_what_does_not_apply_and_which_tools_there_are()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch.At("log.jsonl"), Log);

        var (exit, output, error) = await Tool.RunAsync("import", scratch.At("log.jsonl"), "--format", "openai-chat", "--store", scratch.At("out"));

        exit.ShouldBe(0, error);
        output.ShouldMatch(@"says that it did something, and did not\s+-\s+not applicable");
        error.ShouldContain("called were: to_human (1), track (1)");
    }

    [Fact]
    public async Task A_log_larger_than_the_memory_is_imported()
    {
        using var scratch = new Scratch();
        var filler = new string('a', 200_000);
        await using (var file = File.CreateText(scratch.At("log.jsonl")))
        {
            for (var number = 0; number < 800; number++)
            {
                await file.WriteLineAsync($$$"""{"id":"{{{number}}}","messages":[{"role":"user","content":"Where is it?"},{"role":"assistant","tool_calls":[{"id":"1","function":{"name":"track","arguments":"{}"}}]},{"role":"tool","tool_call_id":"1","content":"{{{filler}}}"},{"role":"assistant","content":"On its way."}]}""");
            }
        }

        new FileInfo(scratch.At("log.jsonl")).Length.ShouldBeGreaterThan(150L << 20);
        using var process = Tool.Start(Tool.Megabytes(96), "import", scratch.At("log.jsonl"), "--format", "openai-chat", "--store", scratch.At("out"), "--json");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(0, await error);
        Ids(await output).Count().ShouldBe(800);
    }

    private static Task<(int Exit, string Out, string Error)> ImportAsync(Scratch scratch, string file, string format = "openai-chat") =>
        Tool.RunAsync("import", scratch.At(file), "--format", format, "--writes", "cancel,refund", "--handover", "to_human", "--store", scratch.At("out"), "--json");

    private static IEnumerable<string> Ids(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!["id"]!.GetValue<string>());
}

/// <summary>Holds what the tool prints for machines against a file in the repository.</summary>
internal static class Approved
{
    public static void Match(string name, string received)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SupportAgentBench.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        var file = Path.Combine(folder, "tests", "SupportAgentBench.Cli.Tests", "Approved", name);
        var expected = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (received.ReplaceLineEndings("\n") != expected)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file.Insert(file.LastIndexOf('.'), ".received"), received);
        }

        received.ReplaceLineEndings("\n").ShouldBe(expected, $"if this change is meant: rename the .received file beside {file}");
    }
}
