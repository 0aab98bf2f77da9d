using System.Buffers;

namespace SupportAgentBench.Providers.Wire;

/// <summary>
/// The bytes of one request, in a buffer that is lent. It is given back when the request was answered; one that was cut short may still be being sent, so
/// its buffer is left to the collector.
/// </summary>
internal sealed class RequestBody(int capacity) : IBufferWriter<byte>
{
    private const int Longest = 1024 * 1024, MostAtOnce = 1024;

    /// <summary>The shared pool keeps some dozens; with hundreds of requests on their way the rest would be made anew, each time.</summary>
    private static readonly ArrayPool<byte> Lent = ArrayPool<byte>.Create(Longest, MostAtOnce);

    private byte[] _lent = Lent.Rent(capacity);
    private int _written;

    public ReadOnlyMemory<byte> Written => _lent.AsMemory(0, _written);

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_lent.Length - _written < Math.Max(1, sizeHint))
        {
            var longer = Lent.Rent(Math.Max(_written + sizeHint, 2 * _lent.Length));
            _lent.AsSpan(0, _written).CopyTo(longer);
            Lent.Return(_lent);
            _lent = longer;
        }

        return _lent.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Once, and then never used again.</summary>
    public void GiveBack()
    {
        Lent.Return(_lent);
        (_lent, _written) = ([], 0);
    }
}
