using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace SupportAgentBench.Imports;

/// <summary>The lines of a file, one at a time: memory is that of the longest line, however large the file.</summary>
internal static class LogLines
{
    /// <summary>Blank lines are passed over, a line that is too long is told and skipped.</summary>
    public static async IAsyncEnumerable<LogPiece> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pipe = PipeReader.Create(file, new(bufferSize: 64 * 1024, leaveOpen: true));
        var number = 1;
        var skipping = false;
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                if (!skipping && Line(rest.Slice(0, end), number) is { } line)
                {
                    yield return line;
                }

                number++;
                skipping = false;
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (rest.Length > LogPiece.Longest)
            {
                if (!skipping)
                {
                    yield return LogPiece.TooLong(number, "the line", "write one conversation a line");
                }

                skipping = true;
                rest = rest.Slice(rest.End);
            }

            if (read.IsCompleted)
            {
                if (!skipping && Line(rest, number) is { } line)
                {
                    yield return line;
                }

                break;
            }

            pipe.AdvanceTo(rest.Start, rest.End);
        }

        await pipe.CompleteAsync();
    }

    private static LogPiece? Line(ReadOnlySequence<byte> bytes, int number)
    {
        var text = bytes.ToArray();
        return text.AsSpan().Trim(" \t\r"u8).IsEmpty ? null : new(number, text);
    }
}
