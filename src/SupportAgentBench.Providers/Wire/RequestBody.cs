using System.Buffers;

namespace SupportAgentBench.Providers.Wire;

/// <summary>
/// The bytes of one request, in a buffer that is lent. It is given back when the request was answered; one that was cut short may still be being sent, so
/// its buffer is left to the collector.
/// </summary>
internal sealed class RequestBody(int capacity) : IBufferWriter<byte>
{
    private byte[] _lent = ArrayPool<byte>.Shared.Rent(capacity);
    private int _written;

    public ReadOnlyMemory<byte> Written => _lent.AsMemory(0, _written);

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_lent.Length - _written < Math.Max(1, sizeHint))
        {
            var longer = ArrayPool<byte>.Shared.Rent(Math.Max(_written + sizeHint, 2 * _lent.Length));
            _lent.AsSpan(0, _written).CopyTo(longer);
            ArrayPool<byte>.Shared.Return(_lent);
            _lent = longer;
        }

        return _lent.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Once, and then never used again.</summary>
    public void GiveBack()
    {
        ArrayPool<byte>.Shared.Return(_lent);
        (_lent, _written) = ([], 0);
    }
}
