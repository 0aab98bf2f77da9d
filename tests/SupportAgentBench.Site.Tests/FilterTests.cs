using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace SupportAgentBench.Site.Tests;

/// <summary>The leaderboard shows whom its filters ask for and nobody else: on a server and in a folder, with script and without, in the table and in a phone's cards.</summary>
public sealed partial class FilterTests(Browser browser, MixedSite site)
{
    private const int Phone = 360, Desk = 1440;
    private const string Everybody = "all";
    private const string Folded = "reference agents that do nothing";

    /// <summary>Any two of server or folder, script or none, table or cards meet in one of these.</summary>
    public static IEnumerable<TheoryDataRow<bool, bool, int>> Visitors { get; } =
        from exported in new[] { false, true }
        from script in new[] { false, true }
        let width = exported == script ? Phone : Desk
        select new TheoryDataRow<bool, bool, int>(exported, script, width) { TestDisplayName = $"{(exported ? "exported" : "served")}, script {(script ? "on" : "off")}, {width} px" };

    [Theory, MemberData(nameof(Visitors))]
    public async Task Every_combination_of_filters_shows_exactly_the_agents_that_it_asks_for(bool exported, bool script, int width)
    {
        await using var watched = await browser.OpenAsync(width, script: script);
        await watched.GoAsync(await site.RootAsync(exported), "index.html");
        List<string> wrong = [];
        foreach (var vendor in new[] { Everybody, "Acme", "Bolt" })
        {
            await Filter(watched.Page, "Vendor").SelectOptionAsync(new SelectOptionValue { Label = vendor });
            foreach (var tier in MixedSite.Agents.Select(agent => agent.Tier).OfType<string>().Distinct().Prepend(Everybody))
            {
                await Filter(watched.Page, "Tier").SelectOptionAsync(new SelectOptionValue { Label = tier });
                foreach (var (complete, trivial) in new[] { (false, false), (false, true), (true, true), (true, false) })
                {
                    await Filter(watched.Page, "only complete").SetCheckedAsync(complete);
                    await Filter(watched.Page, Folded).SetCheckedAsync(trivial);
                    var asked = MixedSite.Agents
                        .Where(agent => (vendor == Everybody || agent.Vendor == vendor) && (tier == Everybody || agent.Tier == tier) && (!complete || agent.Complete) && (trivial || !agent.Trivial))
                        .Select(agent => agent.Agent).Order(StringComparer.Ordinal).ToList();
                    if (await ShownAsync(watched.Page) is var shown && !shown.SequenceEqual(asked))
                    {
                        wrong.Add($"vendor {vendor}, tier {tier}, only complete {complete}, trivial {trivial}: {string.Join(", ", shown)} for {string.Join(", ", asked)}");
                    }
                }
            }
        }

        wrong.ShouldBeEmpty();
        watched.ShouldHaveBehaved("filtering");
    }

    [Theory, MemberData(nameof(PlayedSite.Both), MemberType = typeof(PlayedSite))]
    public async Task Only_reference_agents_that_do_nothing_are_folded_away_in_the_maps_too_and_the_page_says_so(bool exported)
    {
        await using var watched = await browser.OpenAsync(script: false);
        await watched.GoAsync(await site.RootAsync(exported), "index.html");
        var inMaps = watched.Page.Locator(".heat tbody tr:visible", new() { HasText = "reference/silent" });
        var said = watched.Page.GetByText("Folded away: reference/silent, which holds the traps by doing nothing.", new() { Exact = true });

        (await ShownAsync(watched.Page)).ShouldBe(MixedSite.Agents.Select(agent => agent.Agent).Where(agent => agent != "reference/silent").Order(StringComparer.Ordinal));
        (await inMaps.CountAsync()).ShouldBe(0);
        (await said.IsVisibleAsync()).ShouldBeTrue();
        await Filter(watched.Page, Folded).CheckAsync();
        (await ShownAsync(watched.Page)).Count.ShouldBe(MixedSite.Agents.Count);
        (await inMaps.CountAsync()).ShouldBe(2);
        (await said.IsVisibleAsync()).ShouldBeFalse();
        (await watched.Page.Locator(".shown").InnerTextAsync()).Trim().ShouldBe($"of {MixedSite.Agents.Count} shown.");
    }

    [Theory, MemberData(nameof(Visitors))]
    public async Task Whoever_has_only_a_keyboard_sets_every_filter_and_takes_it_back(bool exported, bool script, int width)
    {
        await using var watched = await browser.OpenAsync(width, script: script);
        await watched.GoAsync(await site.RootAsync(exported), "index.html");
        var keyboard = watched.Page.Keyboard;
        var atFirst = await ShownAsync(watched.Page);

        await TabToAsync(watched.Page, "Vendor");
        await keyboard.PressAsync("ArrowDown");
        (await ShownAsync(watched.Page)).ShouldBe(["acme/mute", "acme/quick", "acme/sure"]);
        await TabToAsync(watched.Page, "Tier");
        await keyboard.PressAsync("ArrowDown");
        (await ShownAsync(watched.Page)).ShouldBe(["acme/mute", "acme/quick"]);
        await keyboard.PressAsync("Home");
        await TabToAsync(watched.Page, "only complete");
        await keyboard.PressAsync("Space");
        (await ShownAsync(watched.Page)).ShouldBe(["acme/mute", "acme/quick"]);
        await keyboard.PressAsync("Shift+Tab");
        await keyboard.PressAsync("Shift+Tab");
        await keyboard.PressAsync("Home");
        await TabToAsync(watched.Page, Folded);
        await keyboard.PressAsync("Space");
        (await ShownAsync(watched.Page)).ShouldBe(["acme/mute", "acme/quick", "bolt/sure", "local/free", "reference/silent"]);

        await keyboard.PressAsync("Space");
        await keyboard.PressAsync("Shift+Tab");
        await keyboard.PressAsync("Space");
        (await ShownAsync(watched.Page)).ShouldBe(atFirst);
        watched.ShouldHaveBehaved("filtering by keyboard");
    }

    [Theory, MemberData(nameof(PlayedSite.Both), MemberType = typeof(PlayedSite))]
    public async Task Sorting_keeps_the_filters_of_a_visitor_with_script(bool exported)
    {
        await using var watched = await browser.OpenAsync();
        await watched.GoAsync(await site.RootAsync(exported), "index.html");
        await Filter(watched.Page, "Vendor").SelectOptionAsync(new SelectOptionValue { Label = "Acme" });
        await Filter(watched.Page, "only complete").CheckAsync();
        await Filter(watched.Page, Folded).CheckAsync();
        string[] asked = ["acme/mute", "acme/quick"];
        (await ShownAsync(watched.Page)).ShouldBe(asked);

        await WatchedPage.FollowAsync(watched.Page, watched.Page.GetByRole(AriaRole.Link, new() { Name = "Resolution" }), "/by/resolution.html");

        (await ShownAsync(watched.Page)).ShouldBe(asked);
        watched.ShouldHaveBehaved("sorting what was filtered");
    }

    [Fact]
    public async Task Only_tiers_that_an_agent_is_in_are_offered()
    {
        await using var watched = await browser.OpenAsync();
        await watched.GoAsync(await site.RootAsync(exported: true), "index.html");

        (await Filter(watched.Page, "Tier").Locator("option").AllTextContentsAsync()).ShouldBe([Everybody, "$ budget", "$$$ premium"]);
    }

    [Theory, MemberData(nameof(Visitors))]
    public async Task The_line_below_the_table_counts_whom_it_shows(bool exported, bool script, int width)
    {
        await using var watched = await browser.OpenAsync(width, script: script);
        await watched.GoAsync(await site.RootAsync(exported), "index.html");

        (await CountedAsync(watched.Page)).ShouldBe($"7 of {MixedSite.Agents.Count} shown");
        await Filter(watched.Page, "Vendor").SelectOptionAsync(new SelectOptionValue { Label = "Bolt" });
        (await CountedAsync(watched.Page)).ShouldBe($"2 of {MixedSite.Agents.Count} shown");
        await Filter(watched.Page, "Tier").SelectOptionAsync(new SelectOptionValue { Label = "$ budget" });
        await Filter(watched.Page, "only complete").CheckAsync();
        (await CountedAsync(watched.Page)).ShouldBe($"0 of {MixedSite.Agents.Count} shown");
    }

    private static ILocator Filter(IPage page, string label) => page.Locator("#board .filters").GetByLabel(label);

    private static async Task<IReadOnlyList<string>> ShownAsync(IPage page) =>
        [.. (await page.Locator(".board tbody tr:visible th.agent > a:visible").AllInnerTextsAsync()).Order(StringComparer.Ordinal)];

    /// <summary>Style sheets count, so the number stands in no element: only a browser's account of the page for screen readers has it.</summary>
    private static async Task<string> CountedAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        var tree = (await session.SendAsync("Accessibility.getFullAXTree"))!.Value;
        var words = string.Concat(tree.GetProperty("nodes").EnumerateArray()
            .Where(node => node.TryGetProperty("role", out var role) && role.GetProperty("value").GetString() == "StaticText")
            .Select(node => node.GetProperty("name").GetProperty("value").GetString()));
        return Counted().Match(words).Value;
    }

    private static async Task TabToAsync(IPage page, string label)
    {
        for (var press = 0; press < 40; press++)
        {
            if (await Filter(page, label).EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        throw new ShouldAssertException($"the tab key does not reach {label}");
    }

    [GeneratedRegex(@"\d+ of \d+ shown")]
    private static partial Regex Counted();
}
