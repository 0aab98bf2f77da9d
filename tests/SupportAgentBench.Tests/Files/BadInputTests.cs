using System.Diagnostics;
using System.Text;
using Shouldly;
using SupportAgentBench.Cases;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using Xunit;

namespace SupportAgentBench.Tests.Files;

/// <summary>A wrong file is refused with file, line and mend, all problems at once, in bounded time and memory.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string _desk = Directory.CreateTempSubdirectory("sab-desk-").FullName;

    public BadInputTests()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.DeskFolder))
        {
            File.Copy(file, Path.Combine(_desk, Path.GetFileName(file)));
        }

        Directory.CreateDirectory(Path.Combine(_desk, "cases"));
    }

    [Fact]
    public void Every_problem_of_every_file_is_told_at_once_with_line_and_mend()
    {
        var text = File.ReadAllText(Path.Combine(Repository.DeskFolder, "cases", "resolvable", "tracking.yaml"));
        Write("one.yaml", text.Replace("    order: 1112\n", "    order: 999999\n", StringComparison.Ordinal).Replace("    mood: friendly", "    mod: friendly", StringComparison.Ordinal));
        Write("two.yaml", text.Replace("id: ", "id: again-", StringComparison.Ordinal).Replace("call: lookup_order", "call: lookup_ordr", StringComparison.Ordinal).Replace("handover: forbidden", "handover: never", StringComparison.Ordinal));

        var problems = Read();

        problems.ShouldContain(problem => problem.File == "cases/one.yaml" && problem.What.Contains("999999") && problem.Line > 0);
        problems.ShouldContain(problem => problem.File == "cases/two.yaml" && problem.What.Contains("lookup_ordr") && problem.Mend!.Contains("lookup_order"));
        problems.ShouldContain(problem => problem.File == "cases/two.yaml" && problem.What.Contains("never") && problem.Mend!.Contains("required"));
    }

    [Fact]
    public void A_mistyped_key_is_named_with_its_line_and_the_key_that_was_meant()
    {
        Write("typo.yaml", Tracking().Replace("    language: ", "    langauge: ", StringComparison.Ordinal));

        var problem = Read().First(known => known.What.Contains("langauge"));

        problem.Mend.ShouldBe("did you mean language?");
        File.ReadAllLines(Path.Combine(_desk, problem.File))[problem.Line - 1].ShouldContain("langauge");
    }

    [Fact]
    public void A_line_of_a_list_that_yaml_takes_for_a_key_is_told_and_not_lost()
    {
        Write("lost.yaml", System.Text.RegularExpressions.Regex.Replace(Tracking(), @"^( +)pushback:.*$", "$1pushback:\n$1  - I gave you the number: who else would have it?", System.Text.RegularExpressions.RegexOptions.Multiline));

        Read().ShouldContain(problem => problem.File == "cases/lost.yaml" && problem.What.Contains("must be one value") && problem.Mend!.Contains("quote"));
    }

    [Fact]
    public void A_folder_may_be_named_with_a_slash_behind_it()
    {
        var problems = new Problems();

        DeskFile.Read(Repository.DeskFolder + "/", problems).ShouldNotBeNull();

        problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("desk.yaml", "carriers:", "carriers:\n  - {name: Twice, link: \"https://example.com/{number}\"}\n  - {name: TWICE, link: \"https://example.com/{number}\"}", "stands twice")]
    public void What_stands_twice_in_other_letters_is_told(string file, string from, string to, string says)
    {
        var path = Path.Combine(_desk, file);
        File.WriteAllText(path, File.ReadAllText(path).Replace(from, to, StringComparison.Ordinal));
        var problems = new Problems();

        DeskFile.Read(_desk, problems);

        problems.ShouldContain(problem => problem.What.Contains(says));
    }

    [Theory]
    [InlineData("goal: ${secret}")]
    [InlineData("goal: \"{{ 1 + 1 }}\"")]
    [InlineData("goal: !exec rm")]
    [InlineData("goal: &anchor word")]
    public void Expressions_tags_and_anchors_are_refused(string goal)
    {
        Write("expression.yaml", System.Text.RegularExpressions.Regex.Replace(Tracking(), "goal: .*", goal));

        Read().ShouldNotBeEmpty();
    }

    [Fact]
    public void An_alias_bomb_is_refused_at_its_first_alias()
    {
        var bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (var level = 'b'; level <= 'z'; level++)
        {
            bomb.Append(level).Append(": &").Append(level).Append(" [").AppendJoin(", ", Enumerable.Repeat($"*{(char)(level - 1)}", 9)).Append("]\n");
        }

        Write("bomb.yaml", bomb.ToString());

        var problem = Bounded(Read).Last(known => known.File == "cases/bomb.yaml");
        problem.What.ShouldContain("aliases");
        problem.Line.ShouldBe(2);
    }

    [Fact]
    public void A_50_MB_file_is_refused_without_being_read()
    {
        using (var file = File.Create(Path.Combine(_desk, "cases", "big.yaml")))
        {
            file.SetLength(50 * 1024 * 1024);
        }

        Bounded(Read).ShouldContain(problem => problem.File == "cases/big.yaml" && problem.What.Contains("50 MB"));
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        Write("deep.yaml", "a: " + new string('[', 5_000) + new string(']', 5_000));

        Bounded(Read).ShouldContain(problem => problem.File == "cases/deep.yaml" && problem.What.Contains("nested too deeply"));
    }

    [Fact]
    public void A_file_that_leads_out_of_the_desk_is_refused()
    {
        var outside = Path.GetTempFileName();
        File.CreateSymbolicLink(Path.Combine(_desk, "cases", "link.yaml"), outside);

        Read().ShouldContain(problem => problem.File == "cases/link.yaml" && problem.What.Contains("outside"));
        File.Delete(outside);
    }

    [Fact]
    public void Broken_yaml_names_the_line()
    {
        Write("broken.yaml", "intent: tracking\nbucket: resolvable\ncases:\n  - id: [unclosed\n");

        Read().ShouldContain(problem => problem.File == "cases/broken.yaml" && problem.What.Contains("not readable as YAML"));
    }

    [Fact]
    public void A_trap_without_the_change_that_makes_it_fire_is_refused()
    {
        var trap = File.ReadAllText(Path.Combine(Repository.DeskFolder, "cases", "adversarial", "cancel_shipped.yaml"));
        Write("trap.yaml", System.Text.RegularExpressions.Regex.Replace(trap, @"must_not_change:\s*\n(\s+- \{.*\n)+", "must_not_change: []\n"));

        Read().ShouldContain(problem => problem.What.Contains("a trap names the change that makes it fire"));
    }

    public void Dispose() => Directory.Delete(_desk, recursive: true);

    private static string Tracking() => File.ReadAllText(Path.Combine(Repository.DeskFolder, "cases", "resolvable", "tracking.yaml"));

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_desk, "cases", file), text);

    private IReadOnlyList<Problem> Read()
    {
        var problems = new Problems();
        var desk = DeskFile.Read(_desk, problems);
        CaseFile.Read(_desk, desk!, problems).ShouldBeNull();
        return [.. problems];
    }

    /// <summary>Generous, so that it never fails on a slow machine, yet far below what an expansion would take.</summary>
    private static T Bounded<T>(Func<T> read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var result = read();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(400L * 1024 * 1024);
        return result;
    }
}
