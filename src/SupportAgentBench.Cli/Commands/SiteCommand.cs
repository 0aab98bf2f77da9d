using System.CommandLine;
using System.Diagnostics;
using SupportAgentBench.Site;
using SupportAgentBench.Site.Export;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Cli.Commands;

/// <summary><c>sab site</c>: writes the pages of a store as files.</summary>
internal static class SiteCommand
{
    public static Command Create()
    {
        var store = Options.Store();
        var desk = Options.Desk();
        var prices = Options.Prices();
        var wanted = Options.Protocol();
        var output = new Option<string>("--out") { Description = "The folder to write; what an earlier export left there is replaced in one step.", HelpName = "DIR", Required = true };
        var transcripts = Options.Transcripts();
        var url = Options.SiteAddress("--url", "Where it will be published: for the site map and 404.html, which need whole addresses.");
        var command = new Command("site", "Writes the site of a store as files that work from any folder or host.") { output, store, transcripts, url, wanted, prices, desk };
        command.SetAction((parsed, cancellation) => WriteAsync(
            parsed.GetRequiredValue(output), parsed.GetValue(store)!, parsed.GetValue(transcripts), parsed.GetValue(url), parsed.GetValue(wanted), parsed.GetValue(prices), parsed.GetValue(desk), cancellation));
        return command;
    }

    private static async Task<int> WriteAsync(
        string output, string folder, TranscriptChoice transcripts, Uri? url, string? wanted, string? prices, string? desk, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        await using var store = await SqliteResultStore.OpenAsync(folder, create: false, TimeProvider.System, cancellation);
        var pages = await SiteExport.WriteAsync(await Showing.Of(folder, desk, prices, wanted, transcripts).LoadAsync(store, cancellation), output, url, cancellation);
        Console.Error.WriteLine($"{Text.Count(pages, "page")} in {output}, each as HTML, Markdown and JSON, in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s; open {Path.Combine(output, "index.html")}");
        if (url is null)
        {
            Console.Error.WriteLine("no site map was written, and the links of 404.html hold at the root only: both need the address of the site (--url)");
        }

        return ExitCode.Ok;
    }
}
