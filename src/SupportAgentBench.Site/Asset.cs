namespace SupportAgentBench.Site;

/// <summary>A file of the site that is no page: carried by this assembly.</summary>
public sealed record Asset(string Name, string ContentType, byte[] Content)
{
    public static IReadOnlyList<Asset> All { get; } = [Read("site.css", "text/css; charset=utf-8"), Read("site.js", "text/javascript; charset=utf-8"), Read("favicon.svg", "image/svg+xml")];

    private static Asset Read(string name, string type)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return new(name, type, copy.ToArray());
    }
}
