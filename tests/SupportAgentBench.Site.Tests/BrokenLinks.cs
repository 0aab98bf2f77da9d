using System.Net;
using System.Text.RegularExpressions;

namespace SupportAgentBench.Site.Tests;

/// <summary>Links of an exported site that lead to no file, or to no place on a page.</summary>
internal static partial class BrokenLinks
{
    public static IReadOnlyList<string> Of(string folder)
    {
        var pages = Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllText);
        var ids = pages.ToDictionary(page => page.Key, page => Ids().Matches(page.Value).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).ToHashSet());
        List<string> broken = [];
        foreach (var (file, html) in pages)
        {
            foreach (var link in In(html))
            {
                var parts = link.Split('#');
                var to = parts[0] == "" ? file : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, parts[0]));
                if (!File.Exists(to) || (parts.Length > 1 && !ids[to].Contains(parts[1])))
                {
                    broken.Add($"{Path.GetRelativePath(folder, file)} -> {link}");
                }
            }
        }

        return broken;
    }

    /// <summary>Where a page leads, each place once.</summary>
    public static IEnumerable<string> In(string html) => Links().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct();

    [GeneratedRegex("<(?:a|link|script)\\b[^>]*?\\s(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex("\\sid=\"([^\"]*)\"")]
    private static partial Regex Ids();
}
