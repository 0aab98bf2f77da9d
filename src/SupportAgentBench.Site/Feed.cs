using System.Globalization;
using System.Text;
using System.Xml;

namespace SupportAgentBench.Site;

/// <summary>What the site tells programs that look for news (Atom, RFC 4287) and search engines (sitemaps.org).</summary>
public static class Feed
{
    public const string Name = "feed.xml";
    public const string MapName = "sitemap.xml";
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Map = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const int MostEntries = 100;

    /// <summary>One entry a run, the newest first. Links are relative: they hold wherever the site is.</summary>
    public static string Runs(SiteContent content) => Written(xml =>
    {
        var runs = content.Source.Runs.Where(run => run.Kept > 0).OrderByDescending(run => run.Last ?? run.Planned).ThenBy(run => run.Run.Id, StringComparer.Ordinal).Take(MostEntries).ToList();
        xml.WriteStartElement("feed", Atom);
        Element(xml, "title", "SupportAgentBench: new runs");
        Element(xml, "id", $"urn:sab:protocol:{content.Board.Protocol.Id}");
        Element(xml, "updated", Stamp(runs.Count > 0 ? runs[0].Last ?? runs[0].Planned : DateTimeOffset.UnixEpoch));
        Link(xml, "self", Name);
        xml.WriteStartElement("author", Atom);
        Element(xml, "name", "SupportAgentBench");
        xml.WriteEndElement();
        foreach (var run in runs)
        {
            var address = content.Board.Find(run.Run.Agent) is null ? SiteContent.Runs : content.OfAgent(run.Run.Agent);
            xml.WriteStartElement("entry", Atom);
            Element(xml, "title", $"{Visible.Of(run.Run.Agent)}, run {run.Run.Number}");
            Element(xml, "id", $"urn:sab:run:{run.Run.Id}");
            Element(xml, "updated", Stamp(run.Last ?? run.Planned));
            Link(xml, "alternate", address.File());
            Element(xml, "summary", $"{Say.Number(run.Kept, "trial")} scored, {(run.Lost == 0 ? "none" : $"{run.Lost:N0}")} lost; seed {run.Run.Seed}, protocol {content.Board.Protocol.Id}.");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    });

    /// <param name="root">Where the site is, with a slash at its end.</param>
    public static string SiteMap(IEnumerable<Address> addresses, Uri root) => Written(xml =>
    {
        xml.WriteStartElement("urlset", Map);
        // Another order of the leaderboard is the leaderboard.
        foreach (var address in addresses.Where(address => !address.Path.StartsWith("by/", StringComparison.Ordinal)))
        {
            xml.WriteStartElement("url", Map);
            xml.WriteElementString("loc", Map, new Uri(root, address.File()).AbsoluteUri);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    });

    private static string Written(Action<XmlWriter> write)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (var xml = XmlWriter.Create(text, new() { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" }))
        {
            write(xml);
        }

        return text.Append('\n').ToString();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Atom, text);

    private static void Link(XmlWriter xml, string relation, string target)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", target);
        xml.WriteEndElement();
    }

    private static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
