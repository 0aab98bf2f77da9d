using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using SupportAgentBench.Files;

namespace SupportAgentBench.Imports;

/// <summary>Reads the conversations of a log one after the other. What cannot be read is told, and the reading goes on behind it.</summary>
public static class LogReader
{
    public static async IAsyncEnumerable<LogEntry> ReadAsync(Stream file, LogFormat format, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var peeked = new PeekedStream(file);
        var layout = LogLayouts.Of((await peeked.HeadAsync(cancellation)).Span);
        var pieces = layout is LogLayout.Lines ? LogLines.ReadAsync(peeked, cancellation) : LogValues.ReadAsync(peeked, layout is LogLayout.Array, cancellation);
        await foreach (var piece in pieces)
        {
            yield return piece.Wrong is null ? Entry(piece, format) : new(piece.Line, null, piece.Wrong, piece.Mend);
        }
    }

    private static LogEntry Entry(LogPiece piece, LogFormat format)
    {
        try
        {
            using var json = JsonDocument.Parse(piece.Json.Span.IndexOf("\\ud"u8) < 0 && piece.Json.Span.IndexOf("\\uD"u8) < 0 ? piece.Json : Mended(piece.Json));
            return new(piece.Line, format is LogFormat.TauBench ? Trajectory.Read(json.RootElement) : ChatMessages.Conversation(json.RootElement), null, null);
        }
        catch (JsonException e)
        {
            return new(piece.Line, null, LogPiece.NotJson(e), "write one conversation a line");
        }
        catch (UnreadableLogException e)
        {
            return new(piece.Line, null, e.Message, e.Mend);
        }
    }

    private static ReadOnlyMemory<byte> Mended(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetBytes(HalfCharacters.Mended(Encoding.UTF8.GetString(json.Span)));
}

/// <summary>A conversation that is no conversation; the message says what, the mend how it should be.</summary>
internal sealed class UnreadableLogException(string what, string mend) : Exception(what)
{
    public string Mend => mend;
}
