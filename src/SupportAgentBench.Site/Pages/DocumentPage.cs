using Microsoft.AspNetCore.Components;
using SupportAgentBench.Site.Documents;

namespace SupportAgentBench.Site.Pages;

/// <summary>A page that reads from top to bottom: its blocks are written once, and shown as HTML and as Markdown.</summary>
public abstract record DocumentPage(Address Address, string Title, string Description) : SitePage(Address, Title, Description)
{
    /// <summary>Above the title: where it belongs.</summary>
    public virtual IReadOnlyList<Inline.Link> Crumbs => [];

    /// <summary>Beside the title.</summary>
    public virtual IReadOnlyList<Tag> Tags => [];

    /// <summary>Under the title.</summary>
    public virtual IReadOnlyList<Inline> Lede => [Description];

    public abstract IReadOnlyList<Block> Blocks { get; }

    public override RenderFragment Body => builder =>
    {
        builder.OpenComponent<DocumentView>(0);
        builder.AddComponentParameter(1, nameof(DocumentView.Page), this);
        builder.CloseComponent();
    };

    public override string Markdown() => MarkdownText.Of(this);
}

/// <param name="Class">How it looks.</param>
/// <param name="Says">Why it is there.</param>
public sealed record Tag(string Name, string Class, string? Says = null);
