using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace SupportAgentBench.Site.Tests;

/// <summary>The table answers questions about any column, for a visitor with scripts and for one without.</summary>
public sealed class SortingTests(Browser browser, PlayedSite site)
{
    private const string Headings = "table.board a.sort";

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_heading_sorts_and_once_more_turns_it_around(bool exported, bool script)
    {
        await using var watched = await browser.OpenAsync(script: script);
        var root = await site.RootAsync(exported);
        await watched.GoAsync(root, "index.html");

        var unsafeActions = (await watched.Page.Locator(Headings).AllInnerTextsAsync()).Index().First(heading => heading.Item.StartsWith("Unsafe", StringComparison.OrdinalIgnoreCase)).Index;
        var first = await ClickAsync(watched.Page, unsafeActions);
        var second = await ClickAsync(watched.Page, unsafeActions);

        first.Sort.ShouldNotBe(second.Sort);
        first.Agents.ShouldNotBe(second.Agents);
        first.Agents.Order().ShouldBe(second.Agents.Order());
        first.Agents.Count.ShouldBeGreaterThan(1);
        watched.ShouldHaveBehaved("sorting");
    }

    [Theory, MemberData(nameof(PlayedSite.Both), MemberType = typeof(PlayedSite))]
    public async Task Every_heading_leads_to_a_table_sorted_by_it(bool exported)
    {
        await using var watched = await browser.OpenAsync(script: false);
        await watched.GoAsync(await site.RootAsync(exported), "index.html");
        var headings = await watched.Page.Locator(Headings).CountAsync();
        headings.ShouldBeGreaterThan(6);

        for (var heading = 0; heading < headings; heading++)
        {
            var (sort, _) = await ClickAsync(watched.Page, heading);
            sort.ShouldBeOneOf("ascending", "descending");
        }

        watched.ShouldHaveBehaved("sorting");
    }

    private static async Task<(string? Sort, IReadOnlyList<string> Agents)> ClickAsync(IPage page, int heading)
    {
        var link = page.Locator(Headings).Nth(heading);
        await WatchedPage.FollowAsync(page, link, await link.EvaluateAsync<string>("link => link.pathname"));
        return (await page.Locator("th", new() { Has = page.Locator("a.sort") }).Nth(heading).GetAttributeAsync("aria-sort"), await page.Locator("table.board th.agent > a").AllInnerTextsAsync());
    }
}
