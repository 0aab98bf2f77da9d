using Microsoft.Playwright;
using Shouldly;

namespace SupportAgentBench.Site.Tests;

/// <summary>A page with a list of what it did and must not do: errors, dialogs, windows, downloads, requests to elsewhere.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _offences = [];
    private string _home = "";

    public WatchedPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Note($"console: {message.Text}");
            }
        };
        page.PageError += (_, error) => Note($"error: {error}");
        page.RequestFailed += (_, request) => Note($"failed: {request.Url} {request.Failure}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                Note($"{response.Status}: {response.Url}");
            }
        };
        page.Download += (_, download) => Note($"download: {download.Url}");
        page.Dialog += (_, dialog) =>
        {
            Note($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        context.Page += (_, other) => Note($"window: {other.Url}");
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(_home, StringComparison.Ordinal))
            {
                Note($"left the site: {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    public async Task GoAsync(SiteRoot site, string path)
    {
        _home = site.Url;
        await Page.GotoAsync(site.Url + path, new() { WaitUntil = WaitUntilState.Load });
    }

    /// <summary>Clicks a link and waits for the page that it leads to: by looking, since an event of its loading may come before anybody waits for it.</summary>
    public static async Task FollowAsync(IPage page, ILocator link, string path)
    {
        await link.ClickAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!new Uri(page.Url).AbsolutePath.EndsWith(path, StringComparison.Ordinal))
        {
            await Task.Delay(10, patience.Token);
        }

        await page.Locator("footer").WaitForAsync();
    }

    /// <summary>What was noted so far; tests say what they did before.</summary>
    public void ShouldHaveBehaved(string doing)
    {
        lock (_offences)
        {
            _offences.ShouldBeEmpty(doing);
        }
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Note(string offence)
    {
        lock (_offences)
        {
            _offences.Add(offence);
        }
    }
}
