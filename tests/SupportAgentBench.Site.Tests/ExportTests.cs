using Shouldly;
using Xunit;

namespace SupportAgentBench.Site.Tests;

/// <summary>Who reads the exported folder sees the old site or the new one, never a part of either.</summary>
public sealed class ExportTests(PlayedSite site) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sab-export-").FullName;

    private string Output => Path.Combine(_folder, "site");

    private string Fresh => Path.Combine(_folder, ".site.new");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_export_that_is_killed_leaves_the_old_site_as_it_was_and_the_next_one_clears_up()
    {
        await ExportAsync("--transcripts", "none");
        var old = Contents(Output);

        using (var killed = Tool.Start("dotnet", [Tool.Dll, "site", "--store", await site.StoreAsync(), "--out", Output]))
        {
            while (!killed.HasExited && !Directory.Exists(Path.Combine(Fresh, "transcripts")))
            {
                await Task.Delay(1);
            }

            killed.HasExited.ShouldBeFalse("the export must be killed while it writes");
            killed.Kill(entireProcessTree: true);
            await killed.WaitForExitAsync();
        }

        Directory.Exists(Fresh).ShouldBeTrue("it was killed in the middle");
        Contents(Output).ShouldBe(old);

        await ExportAsync("--transcripts", "all");
        Contents(Output).Count.ShouldBeGreaterThan(old.Count);
        Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName).ShouldBe(["site"]);
    }

    [Fact]
    public async Task A_reader_never_finds_half_a_site_while_it_is_replaced()
    {
        await ExportAsync("--transcripts", "none");
        var (old, whole) = (Contents(Output), Names(await site.FolderAsync()));
        var fresh = whole.First(name => name.StartsWith("transcripts", StringComparison.Ordinal) && !old.ContainsKey(name));
        using var exporting = Tool.Start("dotnet", [Tool.Dll, "site", "--store", await site.StoreAsync(), "--out", Output, "--transcripts", "all"]);
        var looks = 0;
        while (!File.Exists(Path.Combine(Output, fresh)))
        {
            exporting.HasExited.ShouldBeFalse("it ended without the new page");
            (await File.ReadAllTextAsync(Path.Combine(Output, "index.html"))).ShouldBe(old["index.html"]);
            looks++;
        }

        // The moment that one new page can be seen, all of them can.
        whole.Where(name => !File.Exists(Path.Combine(Output, name))).Take(5).ShouldBeEmpty();
        looks.ShouldBeGreaterThan(10);
        await exporting.WaitForExitAsync();
        exporting.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_folder_with_something_else_is_not_touched()
    {
        Directory.CreateDirectory(Output);
        await File.WriteAllTextAsync(Path.Combine(Output, "thesis.txt"), "three years of work");

        var (exit, _, error) = await Tool.RunAsync("dotnet", [Tool.Dll, "site", "--store", await site.StoreAsync(), "--out", Output]);

        exit.ShouldBe(2);
        error.ShouldContain("name another --out");
        Contents(Output).ShouldBe(new Dictionary<string, string> { ["thesis.txt"] = "three years of work" });
    }

    [Fact]
    public async Task Transcripts_bound_the_size_all_those_with_findings_or_none()
    {
        var pages = new Dictionary<string, int>();
        foreach (var transcripts in new[] { "all", "findings", "none" })
        {
            await ExportAsync("--transcripts", transcripts);
            var folder = Path.Combine(Output, "transcripts");
            pages[transcripts] = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories).Count() : 0;
            BrokenLinks.Of(Output).Take(5).ShouldBeEmpty(transcripts);
        }

        pages["all"].ShouldBe(Directory.EnumerateFiles(Path.Combine(await site.FolderAsync(), "transcripts"), "*.html", SearchOption.AllDirectories).Count());
        pages["findings"].ShouldBeInRange(1, pages["all"] - 1);
        pages["none"].ShouldBe(0);
    }

    [Fact]
    public async Task Where_nothing_is_a_host_of_files_finds_the_way_back_whose_links_hold_at_any_depth()
    {
        await ExportAsync("--transcripts", "none", "--url", "https://example.org/bench");
        var whole = await File.ReadAllTextAsync(Path.Combine(Output, "404.html"));
        await ExportAsync("--transcripts", "none");
        var relative = await File.ReadAllTextAsync(Path.Combine(Output, "404.html"));

        whole.ShouldContain("There is no such page");
        BrokenLinks.In(whole).Where(link => link != "#main").ShouldAllBe(link => link.StartsWith("https://example.org/bench/", StringComparison.Ordinal));
        BrokenLinks.In(whole).Select(link => link.Replace("https://example.org/bench/", "")).ShouldBe(BrokenLinks.In(relative));
        BrokenLinks.Of(Output).Take(5).ShouldBeEmpty();
    }

    private async Task ExportAsync(params string[] more) => await Tool.RunAsync(["site", "--store", await site.StoreAsync(), "--out", Output, .. more]);

    private static HashSet<string> Names(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file))];

    private static Dictionary<string, string> Contents(string folder) => Names(folder).ToDictionary(name => name, name => File.ReadAllText(Path.Combine(folder, name)));
}
