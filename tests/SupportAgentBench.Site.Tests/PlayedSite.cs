using System.Diagnostics;
using Xunit;

[assembly: AssemblyFixture(typeof(SupportAgentBench.Site.Tests.PlayedSite))]

namespace SupportAgentBench.Site.Tests;

/// <summary>A place where a site is found: a server's address, or a folder's, with the slash at the end.</summary>
public sealed record SiteRoot(string Name, string Url);

/// <summary>A small store, played by the real tool, once for all tests: served by one process, and exported to a folder.</summary>
public sealed class PlayedSite : IAsyncDisposable
{
    private readonly Lazy<Task<string>> _store;
    private readonly Lazy<Task<SiteRoot>> _served;
    private readonly Lazy<Task<SiteRoot>> _exported;
    private readonly string _folder = Directory.CreateTempSubdirectory("sab-site-test-").FullName;
    private Process? _server;

    public PlayedSite()
    {
        _store = new(PlayAsync);
        _served = new(ServeAsync);
        _exported = new(ExportAsync);
    }

    public static TheoryDataRow<bool>[] Both { get; } = [new(false) { TestDisplayName = "served" }, new(true) { TestDisplayName = "exported" }];

    public Task<string> StoreAsync() => _store.Value;

    public Task<SiteRoot> RootAsync(bool exported) => exported ? _exported.Value : _served.Value;

    /// <summary>The exported site as a folder.</summary>
    public async Task<string> FolderAsync()
    {
        await _exported.Value;
        return Path.Combine(_folder, "site");
    }

    /// <summary>The path of a conversation with findings.</summary>
    public async Task<string> TranscriptAsync()
    {
        var folder = await FolderAsync();
        var page = Directory.EnumerateFiles(Path.Combine(folder, "transcripts"), "*.html", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First(file => File.ReadAllText(file) is var html && html.Contains("class=\"found\"", StringComparison.Ordinal) && html.Contains("failure before", StringComparison.Ordinal));
        return Path.GetRelativePath(folder, page).Replace('\\', '/');
    }

    /// <summary>One page of each kind.</summary>
    public async Task<IReadOnlyList<(string Name, string Path)>> MainPagesAsync()
    {
        var folder = await FolderAsync();
        return
        [
            ("leaderboard", "index.html"), ("report", "agents/reference-gullible.html"), ("transcript", await TranscriptAsync()),
            ("comparison", "compare/reference-careful--reference-gullible.html"), ("trap", First(folder, "traps", "used")), ("methodology", "methodology.html"),
            ("case", First(folder, "cases", "damaged")), ("cases", "cases/index.html"), ("comparisons", "compare/index.html"), ("runs", "runs/index.html"),
            ("side by side", First(folder, "side-by-side/reference-gullible")),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            server.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static string First(string folder, string below, string start = "") =>
        Path.GetRelativePath(folder, Directory.EnumerateFiles(Path.Combine(folder, below), start + "*.html").Order(StringComparer.Ordinal).First()).Replace('\\', '/');

    private async Task<string> PlayAsync()
    {
        var store = Path.Combine(_folder, "store");
        await Tool.RunAsync(
            "run", "--agent", "reference/careful", "--agent", "reference/gullible", "--agent", "reference/hasty", "--agent", "reference/silent",
            "--case", "damaged_item", "--case", "damaged_no_proof_replace", "--case", "used_item", "--case", "serial_claimant", "--case", "fraud-reroute-w*", "--runs", "2", "--store", store, "--display", "none");
        return store;
    }

    private async Task<SiteRoot> ServeAsync()
    {
        _server = Tool.Start("dotnet", [Tool.Dll, "serve", "--store", await _store.Value, "--port", "0"]);
        var line = await _server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await _server.StandardError.ReadToEndAsync());
        return new("served", line.Split(' ')[0].TrimEnd('/') + "/");
    }

    private async Task<SiteRoot> ExportAsync()
    {
        var folder = Path.Combine(_folder, "site");
        await Tool.RunAsync("site", "--store", await _store.Value, "--out", folder);
        return new("exported", new Uri(folder).AbsoluteUri + "/");
    }
}
