using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace SupportAgentBench.Imports;

/// <summary>The lines of a file, one at a time: memory is that of the longest line, however large the file.</summary>
internal static class LogLines
{
    /// <summary>A line without an end must not eat the machine's memory.</summary>
    public const int Longest = 64 * 1024 * 1024;

    /// <summary>Null stands for a line that is too long; it is skipped.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>?> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pipe = PipeReader.Create(file, new(bufferSize: 64 * 1024, leaveOpen: true));
        var skipping = false;
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                if (!skipping)
                {
                    yield return rest.Slice(0, end).ToArray();
                }

                skipping = false;
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (rest.Length > Longest)
            {
                if (!skipping)
                {
                    yield return null;
                }

                skipping = true;
                rest = rest.Slice(rest.End);
            }

            if (read.IsCompleted)
            {
                if (rest.Length > 0 && !skipping)
                {
                    yield return rest.ToArray();
                }

                break;
            }

            pipe.AdvanceTo(rest.Start, rest.End);
        }

        await pipe.CompleteAsync();
    }
}
