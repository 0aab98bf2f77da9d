namespace SupportAgentBench.Imports;

/// <summary>A stream that can be looked at before it is read: the first bytes tell which form a log has.</summary>
internal sealed class PeekedStream(Stream inner) : Stream
{
    private readonly byte[] _head = new byte[4_096];
    private int _filled;
    private int _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The first sign that is no space and no byte order mark; '\0' when there is none.</summary>
    public async Task<char> FirstSignAsync(CancellationToken cancellation)
    {
        _filled = await inner.ReadAtLeastAsync(_head, _head.Length, throwOnEndOfStream: false, cancellation);
        return First(_head.AsSpan(0, _filled));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given == _filled)
        {
            return await inner.ReadAsync(buffer, cancellationToken);
        }

        var count = Math.Min(buffer.Length, _filled - _given);
        _head.AsSpan(_given, count).CopyTo(buffer.Span);
        _given += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("logs are read asynchronously");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static char First(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        var sign = rest.IndexOfAnyExcept(" \t\r\n"u8);
        return sign < 0 ? '\0' : (char)rest[sign];
    }
}
