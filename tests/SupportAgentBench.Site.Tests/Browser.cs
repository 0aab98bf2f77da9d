using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(SupportAgentBench.Site.Tests.Browser))]

namespace SupportAgentBench.Site.Tests;

/// <summary>One Chromium for all tests: Debian's (its shell without windows takes two thirds of the time), or the one that SAB_CHROMIUM names.</summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Known = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly string? Program = Environment.GetEnvironmentVariable("SAB_CHROMIUM") ?? Known.FirstOrDefault(File.Exists);
    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> _started = new(StartAsync);

    /// <summary>A page of its own, which remembers everything that a page must not do. The test is skipped where there is no browser.</summary>
    public async Task<WatchedPage> OpenAsync(int width = 1440, ColorScheme scheme = ColorScheme.Light, bool script = true, string? early = null)
    {
        Assert.SkipWhen(Program is null, "Chromium is not here: apt-get install chromium-headless-shell, or name one in SAB_CHROMIUM");
        var (_, browser) = await _started.Value;
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
            JavaScriptEnabled = script,
            ReducedMotion = ReducedMotion.Reduce,
        });
        if (early is not null)
        {
            await context.AddInitScriptAsync(early);
        }

        return new(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            var (driver, browser) = await _started.Value;
            await browser.DisposeAsync();
            driver.Dispose();
        }
    }

    private static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        return (driver, await driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        }));
    }
}
