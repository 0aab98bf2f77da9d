using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Markdig;
using Shouldly;
using Xunit;

namespace SupportAgentBench.Site.Tests;

/// <summary>Whatever somebody says, a reader's browser and terminal show it and do nothing else.</summary>
public sealed partial class HostileWordsTests(Browser browser, HostileSite site)
{
    /// <summary>What a document holds that our pages never have: told by the browser's own parser.</summary>
    private const string Foreign = """
        html => {
            const page = new DOMParser().parseFromString(html, 'text/html');
            const found = [];
            for (const element of page.querySelectorAll('*')) {
                const name = element.localName;
                if (['img', 'iframe', 'object', 'embed', 'video', 'audio', 'style', 'base', 'foreignobject', 'animate', 'set', 'use', 'template', 'frame', 'math', 'input', 'button', 'textarea'].includes(name.toLowerCase()) && !element.closest('form.filters')) {
                    found.push(element.outerHTML.slice(0, 120));
                }
                if (name === 'script' && (element.textContent !== '' || !/^(\.\.\/)*site\.js$/.test(element.getAttribute('src')))) {
                    found.push(element.outerHTML.slice(0, 120));
                }
                for (const { name: attribute, value } of element.attributes) {
                    const leads = ['href', 'src', 'xlink:href', 'action', 'formaction', 'srcdoc', 'data'].includes(attribute);
                    if (attribute.startsWith('on') || (attribute === 'style' && !/^text-align: (right|left|center);$/.test(value)) || (leads && !/^(#|[a-z0-9._\/-]+(#|$))/.test(value))) {
                        found.push(`${name} ${attribute}=${value.slice(0, 100)}`);
                    }
                }
            }
            return found;
        }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_attack_runs_in_the_browser_on_any_kind_of_page(bool exported)
    {
        await using var watched = await browser.OpenAsync();
        var root = await site.RootAsync(exported);

        // A server answers what it does not have by itself: the page for that is of the export alone.
        foreach (var path in (await KindsAsync()).Where(path => exported || path != "404.html"))
        {
            await watched.GoAsync(root, path);

            (await watched.Page.EvaluateAsync<string?>("window.hacked ?? null")).ShouldBeNull(path);
            (await watched.Page.EvaluateAsync<bool>("getComputedStyle(document.body).display === 'none'")).ShouldBeFalse(path);
            (await watched.Page.EvaluateAsync<int>("document.scripts.length")).ShouldBe(1, path);
            watched.ShouldHaveBehaved(path);
        }
    }

    [Fact]
    public async Task No_page_holds_an_element_a_handler_or_an_address_that_is_not_ours()
    {
        await using var watched = await browser.OpenAsync();
        var folder = await site.FolderAsync();
        List<string> foreign = [];
        foreach (var file in Files(folder, ".html"))
        {
            foreign.AddRange((await watched.Page.EvaluateAsync<string[]>(Foreign, await File.ReadAllTextAsync(file))).Select(found => $"{Path.GetRelativePath(folder, file)}: {found}"));
        }

        foreign.Take(10).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_markdown_twin_stays_words_when_it_is_rendered_with_html_and_bare_links_on()
    {
        await using var watched = await browser.OpenAsync();
        var folder = await site.FolderAsync();
        var renderer = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().Build();
        List<string> foreign = [];
        foreach (var file in Files(folder, ".md"))
        {
            foreign.AddRange((await watched.Page.EvaluateAsync<string[]>(Foreign, Markdown.ToHtml(await File.ReadAllTextAsync(file), renderer))).Select(found => $"{Path.GetRelativePath(folder, file)}: {found}"));
        }

        foreign.Take(10).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_hidden_gets_into_a_page_a_twin_or_a_file_name()
    {
        var folder = await site.FolderAsync();
        List<string> hidden = [];
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, file);
            if (!PlainName().IsMatch(name))
            {
                hidden.Add(name);
            }

            foreach (var rune in (await File.ReadAllTextAsync(file)).EnumerateRunes().Where(IsHidden).Distinct())
            {
                hidden.Add($"{name}: U+{rune.Value:X4}");
            }
        }

        hidden.Take(10).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_json_twin_tells_the_words_as_they_were()
    {
        var folder = await site.FolderAsync();
        var all = new StringBuilder();
        foreach (var file in Files(folder, ".json"))
        {
            using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            Strings(json.RootElement, all);
        }

        var told = all.ToString();
        foreach (var attack in Attacks.All.Where(attack => attack != Attacks.Lone))
        {
            told.ShouldContain(attack);
        }
    }

    [Fact]
    public async Task A_reader_sees_the_attack_as_it_was_written()
    {
        await using var watched = await browser.OpenAsync();
        await watched.GoAsync(await site.RootAsync(exported: false), (await KindsAsync()).First(path => path.StartsWith("transcripts/", StringComparison.Ordinal)));

        var shown = await watched.Page.Locator("main").InnerTextAsync();

        shown.ShouldContain(Attacks.Script);
        shown.ShouldContain(Attacks.Handler);
        shown.ShouldContain("U+202E");
        shown.ShouldContain("U+001B");
    }

    [Fact]
    public async Task A_million_letters_in_one_word_neither_widen_the_page_nor_fill_it()
    {
        await using var watched = await browser.OpenAsync(360);
        var folder = await site.FolderAsync();
        var longest = Files(Path.Combine(folder, "transcripts"), ".json").MaxBy(file => new FileInfo(file).Length)!;
        new FileInfo(longest).Length.ShouldBeGreaterThan(1_000_000);
        var page = Path.ChangeExtension(longest, ".html");

        await watched.GoAsync(await site.RootAsync(exported: true), Path.GetRelativePath(folder, page));

        (await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
        new FileInfo(page).Length.ShouldBeLessThan(600_000);
        watched.ShouldHaveBehaved("showing a million letters");
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task Hostile_names_do_not_widen_a_page(int width)
    {
        await using var watched = await browser.OpenAsync(width);
        var root = await site.RootAsync(exported: true);
        List<string> wide = [];
        foreach (var path in await KindsAsync())
        {
            await watched.GoAsync(root, path);
            if (await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var needed && needed > width)
            {
                wide.Add($"{path}: {needed}");
            }
        }

        wide.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_page_is_served_under_a_policy_without_inline_script_and_the_browser_keeps_it()
    {
        await using var watched = await browser.OpenAsync();
        var root = await site.RootAsync(exported: false);
        var answer = await watched.Page.GotoAsync(root.Url);
        var headers = await answer!.AllHeadersAsync();

        var policy = headers["content-security-policy"];
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        policy.ShouldNotContain("*");
        headers["x-content-type-options"].ShouldBe("nosniff");
        await watched.Page.EvaluateAsync("() => { const script = document.createElement('script'); script.textContent = 'window.hacked = 1'; document.head.append(script); document.body.setAttribute('onclick', 'window.hacked = 2'); document.body.click(); }");
        (await watched.Page.EvaluateAsync<int?>("window.hacked ?? null")).ShouldBeNull();
    }

    private static IEnumerable<string> Files(string folder, string extension) => Directory.EnumerateFiles(folder, "*" + extension, SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <summary>One page of each folder, and all at the root.</summary>
    private async Task<IReadOnlyList<string>> KindsAsync()
    {
        var folder = await site.FolderAsync();
        return [.. Files(folder, ".html").Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).GroupBy(path => path.Contains("/index.", StringComparison.Ordinal) || !path.Contains('/') ? path : path[..path.IndexOf('/')]).Select(kind => kind.First())];
    }

    private static bool IsHidden(Rune rune) =>
        rune.Value is not ('\n' or '\t' or 0x200C or 0x200D) && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static void Strings(JsonElement element, StringBuilder all)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                all.Append(element.GetString()).Append('\n');
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Strings(item, all);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    all.Append(property.Name).Append('\n');
                    Strings(property.Value, all);
                }

                break;
        }
    }

    [GeneratedRegex(@"^(\.sab-site|[a-z0-9][a-z0-9._-]*(/[a-z0-9_][a-z0-9._-]*)*)$")]
    private static partial Regex PlainName();
}
