using Shouldly;
using Xunit;

namespace SupportAgentBench.Site.Tests;

/// <summary>Whoever has no mouse gets everywhere, and sees where they are.</summary>
public sealed class KeyboardTests(Browser browser, PlayedSite site)
{
    /// <summary>Marks what the focus came to, and how it showed there.</summary>
    private const string Listen = """
        document.addEventListener('focusin', event => {
            const element = event.target;
            element.dataset.reached = 'yes';
            const style = getComputedStyle(element);
            if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 1) {
                element.dataset.unseen = 'yes';
            }
        });
        """;

    private const string Controls = "[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex=\"-1\"])')].filter(element => element.checkVisibility())";
    private const string Told = ".map(element => element.outerHTML.slice(0, 150))";

    [Theory, MemberData(nameof(PlayedSite.Both), MemberType = typeof(PlayedSite))]
    public async Task The_tab_key_reaches_every_link_and_control_and_the_focus_is_seen(bool exported)
    {
        await using var watched = await browser.OpenAsync();
        var root = await site.RootAsync(exported);
        List<string> problems = [];
        foreach (var (name, path) in await site.MainPagesAsync())
        {
            await watched.GoAsync(root, path);
            await watched.Page.EvaluateAsync(Listen);
            var controls = await watched.Page.EvaluateAsync<int>($"{Controls}.length");
            controls.ShouldBeGreaterThan(5);
            for (var press = 0; press < controls; press++)
            {
                await watched.Page.Keyboard.PressAsync("Tab");
            }

            problems.AddRange((await watched.Page.EvaluateAsync<string[]>($"{Controls}.filter(element => !element.dataset.reached){Told}")).Take(3).Select(element => $"{name}: never reached: {element}"));
            problems.AddRange((await watched.Page.EvaluateAsync<string[]>($"[...document.querySelectorAll('[data-unseen]')]{Told}")).Take(3).Select(element => $"{name}: focus not seen: {element}"));
        }

        problems.ShouldBeEmpty();
        watched.ShouldHaveBehaved("going through the pages by keyboard");
    }

    [Fact]
    public async Task The_first_stop_jumps_over_the_navigation()
    {
        await using var watched = await browser.OpenAsync();
        await watched.GoAsync(await site.RootAsync(exported: false), "index.html");

        await watched.Page.Keyboard.PressAsync("Tab");
        await watched.Page.Keyboard.PressAsync("Enter");

        new Uri(watched.Page.Url).Fragment.ShouldBe("#main");
        await watched.Page.Keyboard.PressAsync("Tab");
        (await watched.Page.EvaluateAsync<bool>("document.activeElement.closest('main') !== null")).ShouldBeTrue();
    }
}
