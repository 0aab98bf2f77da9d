using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace SupportAgentBench.Site.Tests;

/// <summary>The main pages on a phone and on a wide screen, by day and by night: axe finds nothing, nothing is cut off, and pictures remain to be looked at.</summary>
public sealed class LookTests(Browser browser, PlayedSite site, MixedSite mixed)
{
    private const int Phone = 360, Desk = 1440;

    [Theory]
    [InlineData(Phone, ColorScheme.Light)]
    [InlineData(Phone, ColorScheme.Dark)]
    [InlineData(Desk, ColorScheme.Light)]
    [InlineData(Desk, ColorScheme.Dark)]
    public async Task Axe_finds_no_violation(int width, ColorScheme scheme)
    {
        await using var watched = await browser.OpenAsync(width, scheme, early: await Axe.ScriptAsync());
        List<string> violations = [];
        foreach (var (name, root, path) in await PagesAsync(exported: false))
        {
            await watched.GoAsync(root, path);
            violations.AddRange((await Axe.ViolationsAsync(watched.Page)).Select(violation => $"{name}: {violation}"));
        }

        violations.ShouldBeEmpty();
        watched.ShouldHaveBehaved("looking at the main pages");
    }

    [Theory]
    [InlineData(Phone)]
    [InlineData(Desk)]
    public async Task No_page_is_wider_than_the_screen(int width)
    {
        await using var watched = await browser.OpenAsync(width);
        var pictures = Directory.CreateDirectory(Places.Artifacts("screenshots")).FullName;
        List<string> wide = [];
        foreach (var (name, root, path) in await PagesAsync(exported: true))
        {
            await watched.GoAsync(root, path);
            if (await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var needed && needed > width)
            {
                wide.Add($"{name}: {needed}");
            }

            foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
            {
                await watched.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await watched.Page.ScreenshotAsync(new() { Path = Path.Combine(pictures, $"{name.Replace(' ', '-')}-{width}-{scheme.ToString().ToLowerInvariant()}.png"), FullPage = true });
            }
        }

        wide.ShouldBeEmpty();
        watched.ShouldHaveBehaved("looking at the main pages");
    }

    [Fact]
    public async Task On_a_phone_a_table_that_goes_on_beyond_the_edge_is_shaded_there_and_not_at_its_end()
    {
        await using var watched = await browser.OpenAsync(Phone);
        var tables = 0;
        foreach (var (name, root, path) in await PagesAsync(exported: true))
        {
            await watched.GoAsync(root, path);
            var wide = watched.Page.Locator(".wide:visible");
            for (var place = 0; place < await wide.CountAsync(); place++)
            {
                var table = wide.Nth(place);
                if (await table.EvaluateAsync<bool>("table => table.scrollWidth > table.clientWidth + 60"))
                {
                    tables++;
                    var goesOn = await EdgeAsync(watched.Page, table);
                    await table.EvaluateAsync("table => table.scrollLeft = table.scrollWidth");
                    (await EdgeAsync(watched.Page, table)).ShouldNotBe(goesOn, $"{name}: {await table.GetAttributeAsync("aria-label")}");
                }
            }
        }

        tables.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task On_a_phone_every_order_of_the_table_is_as_large_as_a_finger()
    {
        await using var watched = await browser.OpenAsync(Phone);
        await watched.GoAsync(await mixed.RootAsync(exported: true), "index.html");

        var orders = watched.Page.Locator(".board .sort");
        (await orders.CountAsync()).ShouldBe(10);
        foreach (var order in await orders.AllAsync())
        {
            (await order.BoundingBoxAsync())!.Height.ShouldBeGreaterThanOrEqualTo(44);
        }
    }

    [Fact]
    public async Task On_a_phone_the_badges_of_an_agent_do_not_touch_its_name()
    {
        await using var watched = await browser.OpenAsync(Phone);
        await watched.GoAsync(await mixed.RootAsync(exported: true), "index.html");

        var gaps = await watched.Page.EvaluateAsync<double[]>(
            "[...document.querySelectorAll('.board .agent .badge')].map(badge => badge.getBoundingClientRect().top - [...badge.parentElement.querySelector('a').getClientRects()].at(-1).bottom)");
        gaps.ShouldNotBeEmpty();
        gaps.ShouldAllBe(gap => gap >= 4);
    }

    [Fact]
    public async Task What_goes_well_is_not_in_the_colour_of_what_went_wrong()
    {
        await using var watched = await browser.OpenAsync();
        await watched.GoAsync(await site.RootAsync(exported: false), "runs/index.html");

        (await watched.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.live').appendChild(document.createElement('progress'))).accentColor"))
            .ShouldBe(await watched.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).color"));
    }

    /// <summary>What is painted at the right edge behind the words, which are hidden for the look.</summary>
    private static async Task<string> EdgeAsync(IPage page, ILocator table)
    {
        await table.EvaluateAsync("table => { [...table.children].forEach(child => child.style.visibility = 'hidden'); table.scrollIntoView(); }");
        var box = (await table.BoundingBoxAsync())!;
        return Convert.ToHexString(await page.ScreenshotAsync(new() { Clip = new() { X = box.X + box.Width - 12, Y = box.Y + 4, Width = 12, Height = 8 } }));
    }

    /// <summary>One page of each kind, and the leaderboard of agents with prices and two customers.</summary>
    private async Task<IReadOnlyList<(string Name, SiteRoot Root, string Path)>> PagesAsync(bool exported)
    {
        var root = await site.RootAsync(exported);
        return [.. (await site.MainPagesAsync()).Select(page => (page.Name, root, page.Path)), ("leaderboard with prices", await mixed.RootAsync(exported), "index.html")];
    }
}
