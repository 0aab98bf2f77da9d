using System.Collections.Concurrent;
using SupportAgentBench.Calls;

namespace SupportAgentBench.Storage;

/// <summary>Parts of questions that stand in the store already: instructions and tools are in every trial and need not be offered again. Bounded, so that memory stays so.</summary>
internal sealed class WrittenParts
{
    private const int Most = 65_536;

    private readonly ConcurrentDictionary<UInt128, bool> _known = [];
    private int _count;

    public bool Has(RequestPart part) => _known.ContainsKey(part.Hash);

    public void Add(RequestPart part)
    {
        // Counted apart: the dictionary's own count locks all of it.
        if (_count < Most && _known.TryAdd(part.Hash, true))
        {
            Interlocked.Increment(ref _count);
        }
    }
}
