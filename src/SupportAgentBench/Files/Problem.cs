namespace SupportAgentBench.Files;

/// <summary>One thing that is wrong with a plain file: where it stands, what is wrong, and how to mend it.</summary>
/// <param name="File">Path as the user would type it, relative to the folder that was read.</param>
/// <param name="Line">1-based; 0 when the whole file is meant.</param>
public sealed record Problem(string File, int Line, string What, string? Mend = null)
{
    public override string ToString() =>
        $"{File}{(Line > 0 ? $":{Line}" : "")}: {What}{(Mend is null ? "" : $" ({Mend})")}";
}
