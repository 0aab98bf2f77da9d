using System.Text.Json;

namespace SupportAgentBench.Imports;

/// <summary>One place of a log: the JSON that stands there, or why none can be had.</summary>
/// <param name="Line">1-based line of the file where it begins.</param>
/// <param name="Wrong">Null when there is JSON.</param>
internal readonly record struct LogPiece(int Line, ReadOnlyMemory<byte> Json, string? Wrong = null, string? Mend = null)
{
    /// <summary>A conversation without an end must not eat the machine's memory.</summary>
    public const int Longest = 64 * 1024 * 1024;

    public static LogPiece TooLong(int line, string what, string mend) => new(line, default, $"{what} is longer than {Longest / 1024 / 1024} MB", mend);

    /// <summary>The parser's words without its own line numbers: the line that counts is the file's.</summary>
    public static string NotJson(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return $"is not JSON: {(end < 0 ? e.Message : e.Message[..end]).TrimEnd('.')}{(e.BytePositionInLine is { } place ? $", at byte {place}" : "")}";
    }
}
