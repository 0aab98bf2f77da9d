using System.Text;
using SupportAgentBench.Files;
using SupportAgentBench.Site.Pages;

namespace SupportAgentBench.Site.Export;

/// <summary>Writes the site as files that work from a plain folder.</summary>
public static class SiteExport
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="url">Where the site will be published; null when that is not known, and then there is no site map, which needs whole addresses, and the links of 404.html hold at the root only.</param>
    /// <returns>The number of pages.</returns>
    /// <exception cref="UserMistakeException">The folder cannot be written.</exception>
    public static async Task<int> WriteAsync(SiteMap map, string folder, Uri? url, CancellationToken cancellation)
    {
        using var swap = FolderSwap.Begin(folder);
        await using var renderer = new PageRenderer();
        var pages = 0;
        try
        {
            foreach (var asset in Asset.All)
            {
                await File.WriteAllBytesAsync(Path.Combine(swap.Fresh, asset.Name), asset.Content, cancellation);
            }

            var addresses = map.Addresses.ToList();
            await File.WriteAllTextAsync(Path.Combine(swap.Fresh, Feed.Name), Feed.Runs(map.Content), Utf8, cancellation);
            if (url is not null)
            {
                await File.WriteAllTextAsync(Path.Combine(swap.Fresh, Feed.MapName), Feed.SiteMap(addresses, url), Utf8, cancellation);
            }

            await using (var missing = Open(swap.Fresh, MissingPage.Exported, ".html"))
            {
                await renderer.WriteAsync(new MissingPage(map.Content, MissingPage.Exported with { Site = url }), map.Content, missing);
            }

            foreach (var below in addresses.Select(address => Path.GetDirectoryName(address.Path)!).Distinct())
            {
                Directory.CreateDirectory(Path.Combine(swap.Fresh, below));
            }

            await Parallel.ForEachAsync(addresses, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, async (address, stop) =>
            {
                if (await map.FindAsync(address.Path, stop) is not { } page)
                {
                    throw new InvalidOperationException($"the site lists '{address.Path}' and has no such page");
                }

                await using (var html = Open(swap.Fresh, address, ".html"))
                {
                    await renderer.WriteAsync(page, map.Content, html);
                }

                Write(swap.Fresh, address, ".md", page.Markdown());
                Write(swap.Fresh, address, ".json", Visible.OfJson(page.Json()));
                Interlocked.Increment(ref pages);
            });
            swap.Commit();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserMistakeException($"the site cannot be written: {e.Message}. What was there before is unchanged");
        }

        return pages;
    }

    private static StreamWriter Open(string folder, Address address, string extension) =>
        new(new FileStream(Path.Combine(folder, address.File(extension)), FileMode.CreateNew, FileAccess.Write, FileShare.None, 16_384), Utf8, 4_096);

    private static void Write(string folder, Address address, string extension, string text)
    {
        using var file = Open(folder, address, extension);
        file.Write(text);
    }
}
