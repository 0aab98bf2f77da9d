using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SupportAgentBench.Imports;

/// <summary>
/// The values of JSON that is laid out over any lines, one at a time: memory is that of the largest value, however large the file. Behind a broken place
/// nobody can tell where a value begins: it is told, and is the end.
/// </summary>
internal sealed class LogValues
{
    private readonly bool _ofArrays;
    private JsonReaderState _state = new(new() { AllowMultipleValues = true });

    /// <summary>Of the buffer: how far it was read, where the open value begins, and up to where lines are counted.</summary>
    private long _read;
    private long? _begin;
    private long _counted;
    private int _depth;
    private int _line = 1;
    private bool _broken;

    private LogValues(bool ofArrays) => _ofArrays = ofArrays;

    /// <param name="ofArrays">Whether an array is not a value itself but a list of them.</param>
    public static async IAsyncEnumerable<LogPiece> ReadAsync(Stream file, bool ofArrays, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var values = new LogValues(ofArrays);
        var pipe = PipeReader.Create(file, new(bufferSize: 64 * 1024, leaveOpen: true));
        ReadResult read;
        do
        {
            read = await pipe.ReadAsync(cancellation);
            while (values.Next(read.Buffer, read.IsCompleted) is { } piece)
            {
                yield return piece;
            }

            pipe.AdvanceTo(read.Buffer.GetPosition(values.LetGo(read.Buffer)), read.Buffer.End);
        }
        while (!read.IsCompleted && !values._broken);

        await pipe.CompleteAsync();
    }

    /// <summary>Null when the buffer holds no further value that is whole.</summary>
    private LogPiece? Next(ReadOnlySequence<byte> buffer, bool isAll)
    {
        if (_broken)
        {
            return null;
        }

        try
        {
            return Whole(buffer, isAll) ?? TooLong(buffer);
        }
        catch (JsonException e)
        {
            _broken = true;
            return new((int)(e.LineNumber ?? 0) + 1, default, LogPiece.NotJson(e), "what stands behind it cannot be read: write the file again, or one conversation a line");
        }
    }

    private LogPiece? Whole(ReadOnlySequence<byte> buffer, bool isAll)
    {
        var reader = new Utf8JsonReader(buffer.Slice(_read), isAll, _state);
        while (reader.Read())
        {
            if (_ofArrays && reader.CurrentDepth == 0 && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray && _begin is null)
            {
                continue;
            }

            if (_begin is null)
            {
                (_begin, _depth) = (_read + reader.TokenStartIndex, reader.CurrentDepth);
            }

            if (reader.CurrentDepth == _depth && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                var begin = _begin.Value;
                _begin = null;
                Keep(reader);
                return new(LineAt(buffer, begin), buffer.Slice(begin, _read - begin).ToArray());
            }
        }

        Keep(reader);
        return null;
    }

    private void Keep(in Utf8JsonReader reader) => (_state, _read) = (reader.CurrentState, _read + reader.BytesConsumed);

    private LogPiece? TooLong(ReadOnlySequence<byte> buffer)
    {
        _broken = buffer.Length - (_begin ?? _read) > LogPiece.Longest;
        return _broken ? LogPiece.TooLong(LineAt(buffer, _begin ?? _read), "a conversation", "split it, or write one conversation a line") : null;
    }

    /// <summary>How much of the buffer's beginning is needed no more; the next buffer begins behind it.</summary>
    private long LetGo(ReadOnlySequence<byte> buffer)
    {
        var done = _begin ?? _read;
        LineAt(buffer, done);
        (_read, _begin, _counted) = (_read - done, _begin - done, 0);
        return done;
    }

    private int LineAt(ReadOnlySequence<byte> buffer, long place)
    {
        foreach (var part in buffer.Slice(_counted, place - _counted))
        {
            _line += part.Span.Count((byte)'\n');
        }

        _counted = place;
        return _line;
    }
}
