namespace SupportAgentBench.Site.Documents;

/// <summary>A piece of a sentence. Words are plain text: each form of the page encodes them its own way.</summary>
public abstract record Inline
{
    private Inline()
    {
    }

    public static implicit operator Inline(string words) => new Plain(words);

    /// <summary>One after the other, told apart by commas: words that stand side by side read as one sentence.</summary>
    public static IReadOnlyList<Inline> Apart(IEnumerable<Inline> parts) => [.. parts.SelectMany((part, place) => place == 0 ? (Inline[])[part] : [", ", part])];

    public sealed record Plain(string Words) : Inline;

    public sealed record Strong(string Words) : Inline;

    /// <summary>Said in passing: intervals, n, ids.</summary>
    public sealed record Quiet(string Words) : Inline;

    public sealed record Code(string Words) : Inline;

    /// <summary>A link within the site; just its words where there is no such page. What agents, customers or files say is never a link.</summary>
    public sealed record Link(Address? To, string Words, string? Part = null) : Inline;

    /// <summary>Something that went wrong: in the accent colour.</summary>
    public sealed record Alarm(string Words) : Inline;
}
