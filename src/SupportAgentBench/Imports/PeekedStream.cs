namespace SupportAgentBench.Imports;

/// <summary>A stream that can be looked at before it is read: the first bytes tell which form a log has.</summary>
internal sealed class PeekedStream(Stream inner) : Stream
{
    private readonly byte[] _head = new byte[64 * 1024];
    private int _filled;
    private int _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>How the file begins, behind a byte order mark, which nobody gets to see.</summary>
    public async Task<ReadOnlyMemory<byte>> HeadAsync(CancellationToken cancellation)
    {
        try
        {
            while (_filled < _head.Length && await inner.ReadAsync(_head.AsMemory(_filled), cancellation) is > 0 and var count)
            {
                _filled += count;
            }
        }
        catch (InvalidDataException) when (_filled > 0)
        {
            // A packed file that breaks off does so again when the reading comes to that place; what stands before it is read.
        }

        _given = _head.AsSpan(0, _filled).StartsWith("\uFEFF"u8) ? 3 : 0;
        return _head.AsMemory(_given, _filled - _given);
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
}
