using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace SupportAgentBench.Site.Tests;

/// <summary>The main pages on a phone and on a wide screen, by day and by night: axe finds nothing, nothing is cut off, and pictures remain to be looked at.</summary>
public sealed class LookTests(Browser browser, PlayedSite site)
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
        var root = await site.RootAsync(exported: false);
        List<string> violations = [];
        foreach (var (name, path) in await site.MainPagesAsync())
        {
            await watched.GoAsync(root, path);
            violations.AddRange((await Axe.ViolationsAsync(watched.Page)).Select(violation => $"{name}: {violation}"));
        }

        violations.ShouldBeEmpty();
        watched.ShouldHaveBehaved("looking at the main pages");
    }

    [Theory]
    [InlineData(Phone, ColorScheme.Light)]
    [InlineData(Phone, ColorScheme.Dark)]
    [InlineData(Desk, ColorScheme.Light)]
    [InlineData(Desk, ColorScheme.Dark)]
    public async Task No_page_is_wider_than_the_screen(int width, ColorScheme scheme)
    {
        await using var watched = await browser.OpenAsync(width, scheme);
        var root = await site.RootAsync(exported: true);
        var pictures = Directory.CreateDirectory(Places.Artifacts("screenshots")).FullName;
        List<string> wide = [];
        foreach (var (name, path) in await site.MainPagesAsync())
        {
            await watched.GoAsync(root, path);
            if (await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var needed && needed > width)
            {
                wide.Add($"{name}: {needed}");
            }

            await watched.Page.ScreenshotAsync(new() { Path = Path.Combine(pictures, $"{name.Replace(' ', '-')}-{width}-{scheme.ToString().ToLowerInvariant()}.png"), FullPage = true });
        }

        wide.ShouldBeEmpty();
        watched.ShouldHaveBehaved("looking at the main pages");
    }
}
