using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SupportAgentBench.Files;

namespace SupportAgentBench.Imports;

/// <summary>Reads the conversations of a log one after the other. What cannot be read is told, and the reading goes on behind it.</summary>
public static class LogReader
{
    public static IAsyncEnumerable<LogEntry> ReadAsync(Stream file, LogFormat format, CancellationToken cancellation) =>
        format is LogFormat.TauBench ? TrajectoriesAsync(file, cancellation) : FromLinesAsync(file, format, cancellation);

    private static async IAsyncEnumerable<LogEntry> FromLinesAsync(Stream file, LogFormat format, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var number = 0;
        await foreach (var line in LogLines.ReadAsync(file, cancellation))
        {
            number++;
            if (line is not { } bytes)
            {
                yield return new(number, null, $"the line is longer than {LogLines.Longest / 1024 / 1024} MB", "write one conversation a line");
                continue;
            }

            var text = WithoutMark(bytes, number);
            if (!text.Span.Trim(" \t\r"u8).IsEmpty)
            {
                yield return FromText(text, number, format);
            }
        }
    }

    private static LogEntry FromText(ReadOnlyMemory<byte> text, int number, LogFormat format)
    {
        try
        {
            using var json = text.Span.IndexOf("\\ud"u8) < 0 && text.Span.IndexOf("\\uD"u8) < 0 ? JsonDocument.Parse(text) : JsonDocument.Parse(HalfCharacters.Mended(Encoding.UTF8.GetString(text.Span)));
            return Entry(json.RootElement, number, format);
        }
        catch (JsonException e)
        {
            return new(number, null, $"is not JSON: {Reason(e)}", number == 1 && text.Span.Trim(" \t\r"u8).SequenceEqual("["u8)
                ? "this looks like one array over many lines: write one conversation a line, or say --format tau-bench for trajectories"
                : "write one conversation a line");
        }
    }

    /// <summary>An array of trajectories, or one trajectory a line: the first sign tells.</summary>
    private static async IAsyncEnumerable<LogEntry> TrajectoriesAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var peeked = new PeekedStream(file);
        if (await peeked.FirstSignAsync(cancellation) != '[')
        {
            await foreach (var entry in FromLinesAsync(peeked, LogFormat.TauBench, cancellation))
            {
                yield return entry;
            }

            yield break;
        }

        var elements = JsonSerializer.DeserializeAsyncEnumerable(peeked, LogContext.Default.JsonElement, cancellation).GetAsyncEnumerator(cancellation);
        await using var _ = elements;
        for (var number = 1; ; number++)
        {
            LogEntry entry;
            try
            {
                if (!await elements.MoveNextAsync())
                {
                    yield break;
                }

                entry = Entry(elements.Current, number, LogFormat.TauBench);
            }
            catch (JsonException e)
            {
                entry = new(number, null, $"is not JSON: {Reason(e)}", "what stands behind it in the array cannot be read: write the file again, or one trajectory a line");
            }

            yield return entry;
            if (entry.Mend is not null && entry.Wrong!.StartsWith("is not JSON", StringComparison.Ordinal))
            {
                yield break;
            }
        }
    }

    private static LogEntry Entry(JsonElement json, int number, LogFormat format)
    {
        try
        {
            return new(number, format is LogFormat.TauBench ? Trajectory.Read(json) : ChatMessages.Conversation(json), null, null);
        }
        catch (UnreadableLogException e)
        {
            return new(number, null, e.Message, e.Mend);
        }
        catch (InvalidOperationException)
        {
            return new(number, null, "holds half a character, such as \"\\ud83d\"", "write what was cut inside an emoji without it");
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> line, int number) =>
        number == 1 && line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line;

    /// <summary>The parser's words without its own line numbers: the line that counts is the file's.</summary>
    private static string Reason(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? e.Message : e.Message[..end]).TrimEnd('.') + (e.BytePositionInLine is { } place ? $", at byte {place}" : "");
    }
}

/// <summary>A conversation that is no conversation; the message says what, the mend how it should be.</summary>
internal sealed class UnreadableLogException(string what, string mend) : Exception(what)
{
    public string Mend => mend;
}

[JsonSerializable(typeof(JsonElement))]
internal sealed partial class LogContext : JsonSerializerContext;
