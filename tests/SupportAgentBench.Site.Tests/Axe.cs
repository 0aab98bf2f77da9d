using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace SupportAgentBench.Site.Tests;

/// <summary>The rules of axe-core, fetched from npm once and kept among the artifacts. It is a tool of the tests and no part of the product.</summary>
internal static class Axe
{
    private const string Version = "4.14.1";
    private static readonly string Folder = Places.Artifacts("npm", $"axe-core-{Version}");
    private static readonly Lazy<Task<string?>> Fetched = new(FetchAsync);

    /// <summary>The script, to be given to a page before it loads: later the page's own policy would forbid it. The test is skipped where npm cannot get it.</summary>
    public static async Task<string> ScriptAsync()
    {
        var script = await Fetched.Value;
        Assert.SkipWhen(script is null, $"axe-core {Version} is not here and npm cannot fetch it");
        return script!;
    }

    /// <summary>A line for each rule that the page breaks, with the first places.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => ({ rule: v.id, says: v.help, at: v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')) }))");
        return [.. found.EnumerateArray().Select(violation => $"{violation.GetProperty("rule")}: {violation.GetProperty("says")}: {violation.GetProperty("at")}")];
    }

    private static async Task<string?> FetchAsync()
    {
        var script = Path.Combine(Folder, "node_modules", "axe-core", "axe.min.js");
        if (!File.Exists(script))
        {
            try
            {
                Directory.CreateDirectory(Folder);
                await Tool.RunAsync("npm", ["install", "--prefix", Folder, $"axe-core@{Version}", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-timeout=20000", "--fetch-retries=1"]);
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return null;
            }
        }

        return File.Exists(script) ? await File.ReadAllTextAsync(script) : null;
    }
}
