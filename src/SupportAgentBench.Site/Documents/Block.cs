using Microsoft.AspNetCore.Components;

namespace SupportAgentBench.Site.Documents;

/// <summary>A part of a page that reads from top to bottom. Written once, shown as HTML and as Markdown.</summary>
public abstract record Block
{
    private Block()
    {
    }

    /// <param name="Id">What a link to the section names.</param>
    public sealed record Section(string Id, string Title, IReadOnlyList<Block> Blocks) : Block;

    public sealed record Paragraph(IReadOnlyList<Inline> Words) : Block;

    public sealed record Bullets(IReadOnlyList<IReadOnlyList<Inline>> Items) : Block;

    /// <param name="Caption">What the table shows; read out first.</param>
    public sealed record Table(string Caption, IReadOnlyList<Column> Columns, IReadOnlyList<Row> Rows) : Block;

    public sealed record Cards(IReadOnlyList<Card> Figures) : Block;

    /// <summary>Words from a conversation, and where they stand.</summary>
    public sealed record Exchange(IReadOnlyList<Utterance> Utterances, Inline.Link Source) : Block;

    /// <param name="Alternative">What the picture shows, in words: all that a reader of Markdown gets.</param>
    public sealed record Picture(string Alternative, RenderFragment Drawing) : Block;

    /// <summary>Opens on demand.</summary>
    public sealed record Fold(string Summary, IReadOnlyList<Block> Blocks) : Block;

    /// <summary>Text that is shown letter by letter.</summary>
    public sealed record Verbatim(string Text) : Block;

    /// <summary>A document of our own, in Markdown. Never what agents, customers or case files say.</summary>
    public sealed record Prose(string Markdown) : Block;

    /// <summary>Only for the eye, where other words of the page say the same: forms, live figures.</summary>
    public sealed record Markup(RenderFragment Fragment) : Block;

    public static Paragraph Tell(params IEnumerable<Inline> words) => new([.. words]);
}

/// <param name="IsFigure">Numbers, which stand to the right.</param>
public sealed record Column(string Title, bool IsFigure = false);

/// <param name="Id">What a link to the row names; null for none.</param>
/// <param name="Class">What filters go by.</param>
public sealed record Row(IReadOnlyList<IReadOnlyList<Inline>> Cells, string? Id = null, string? Class = null)
{
    public static Row Of(params IEnumerable<Inline> cells) => new([.. cells.Select(cell => (IReadOnlyList<Inline>)[cell])]);
}

/// <summary>A figure with its name, and in small letters what it rests on.</summary>
public sealed record Card(string Name, string Value, string Note, string? Detail = null);

/// <param name="Who">customer, agent, or what the agent did.</param>
public sealed record Utterance(string Who, string Words);
