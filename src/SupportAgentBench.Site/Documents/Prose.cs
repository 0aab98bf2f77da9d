using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SupportAgentBench.Site.Documents;

/// <summary>Our own documents as parts of a page: headings below the page's, links into the repository as plain words.</summary>
internal static partial class ProseHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    public static string Of(string markdown, int level)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(6, heading.Level + level - 2);
        }

        foreach (var link in document.Descendants<LinkInline>().Where(link => link.Url is null || !link.Url.StartsWith('#')).ToList())
        {
            foreach (var part in link.ToList())
            {
                part.Remove();
                link.InsertBefore(part);
            }

            link.Remove();
        }

        foreach (var table in document.Descendants<Table>())
        {
            table.GetAttributes().AddClass("plain");
            // Wider than a phone, it scrolls, which the keyboard must be able to do as well.
            table.GetAttributes().AddProperty("tabindex", "0");
        }

        return document.ToHtml(Pipeline);
    }

    /// <summary>For the Markdown twin: the same links become plain words.</summary>
    public static string Twin(string markdown) => Elsewhere().Replace(markdown.Trim(), "$1");

    [GeneratedRegex(@"\[([^\]]+)\]\((?!#)[^)]+\)")]
    private static partial Regex Elsewhere();
}
