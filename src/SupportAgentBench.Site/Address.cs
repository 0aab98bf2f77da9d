namespace SupportAgentBench.Site;

/// <summary>Where a page is: a path without its extension. The page and its twins differ in the extension only.</summary>
/// <param name="Path">Of slugs, with '/' between them: nothing in it needs encoding.</param>
public sealed record Address(string Path)
{
    /// <summary>Of a page that is shown at other addresses than its own: where the site is, with a slash at its end, for links that hold everywhere. Null: relative links.</summary>
    public Uri? Site { get; init; }

    public string File(string extension = ".html") => Path + extension;

    /// <summary>The link to this page from another one: relative, so that it works from a plain folder and below any root.</summary>
    /// <param name="part">The id of an element on the page.</param>
    public string From(Address here, string? part = null, string extension = ".html") =>
        (Path == here.Path && part is not null ? "" : Climb(here) + Path + extension) + (part is null ? "" : "#" + part);

    /// <summary>The link to a file at the root of the site.</summary>
    public static string Root(Address here, string file) => Climb(here) + file;

    private static string Climb(Address here) => here.Site?.AbsoluteUri ?? string.Concat(Enumerable.Repeat("../", here.Path.Count(letter => letter == '/')));
}
