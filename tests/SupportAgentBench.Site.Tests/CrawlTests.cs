using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace SupportAgentBench.Site.Tests;

/// <summary>No link of the site leads nowhere, on a server and in a folder.</summary>
public sealed partial class CrawlTests(PlayedSite site)
{
    [Fact]
    public async Task Every_link_of_every_page_leads_to_a_page_and_to_a_place_on_it()
    {
        var folder = await site.FolderAsync();

        Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories).Count().ShouldBeGreaterThan(100);
        BrokenLinks.Of(folder).Take(20).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_link_of_a_markdown_twin_leads_to_a_twin()
    {
        var folder = await site.FolderAsync();
        List<string> broken = [];
        foreach (var file in Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories))
        {
            foreach (var link in MarkdownLinks().Matches(await File.ReadAllTextAsync(file)).Select(match => match.Groups[1].Value.Split('#')[0]).Where(link => link != "").Distinct())
            {
                if (!File.Exists(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, link))))
                {
                    broken.Add($"{Path.GetRelativePath(folder, file)} -> {link}");
                }
            }
        }

        broken.Take(20).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_follows_links_finds_every_page_of_the_folder_and_the_server_has_the_same()
    {
        var folder = await site.FolderAsync();
        var root = await site.RootAsync(exported: false);
        using var http = new HttpClient { BaseAddress = new(root.Url) };
        HashSet<string> found = ["index.html"];
        Queue<string> open = new(found);
        List<string> broken = [];
        while (open.TryDequeue(out var path))
        {
            using var response = await http.GetAsync(path);
            if (response.StatusCode is not HttpStatusCode.OK)
            {
                broken.Add(path);
            }
            else if (path.EndsWith(".html", StringComparison.Ordinal))
            {
                foreach (var link in BrokenLinks.In(await response.Content.ReadAsStringAsync()))
                {
                    var to = new Uri(new Uri(http.BaseAddress, path), link).AbsolutePath.TrimStart('/');
                    if (found.Add(to))
                    {
                        open.Enqueue(to);
                    }
                }
            }
        }

        broken.Take(20).ShouldBeEmpty();
        // No page leads to what a host shows where nothing is.
        found.Append("404.html").Where(path => path.EndsWith(".html", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ShouldBe(Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal));
    }

    [Theory, InlineData("nowhere"), InlineData("cases/nowhere.html"), InlineData("transcripts/0/nowhere"), InlineData("cases/<script>alert(1)</script>")]
    public async Task A_page_that_is_not_there_looks_like_the_site_and_leads_home(string path)
    {
        var root = await site.RootAsync(exported: false);
        using var http = new HttpClient { BaseAddress = new(root.Url) };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var response = await http.GetAsync(path);
        var html = await response.Content.ReadAsStringAsync();

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        html.ShouldContain("<nav aria-label=\"Site\">");
        html.ShouldContain("There is no such page");
        html.ShouldNotContain("alert(1)");
        foreach (var link in BrokenLinks.In(html))
        {
            (await http.GetAsync(new Uri(new Uri(http.BaseAddress, path), link))).StatusCode.ShouldBe(link.StartsWith('#') ? HttpStatusCode.NotFound : HttpStatusCode.OK, link);
        }
    }

    [Fact]
    public async Task A_program_that_asks_for_what_is_not_there_gets_one_plain_line()
    {
        using var http = new HttpClient { BaseAddress = new((await site.RootAsync(exported: false)).Url) };
        using var response = await http.GetAsync("cases/nowhere.json");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldBe("There is no such page.\n");
    }

    [GeneratedRegex(@"(?<!\\)\]\(([^)]+)\)")]
    private static partial Regex MarkdownLinks();
}
