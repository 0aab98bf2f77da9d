using System.Collections.Concurrent;

namespace SupportAgentBench.Files;

/// <summary>
/// What was made of something, for those who ask again soon. Two generations: when the young one is full it becomes the old one, and the old one is
/// forgotten, so that memory stays bounded and what is in use stays known.
/// </summary>
/// <param name="most">Keys in a generation.</param>
public sealed class Recent<TKey, TValue>(int most)
    where TKey : notnull
{
    private volatile Generation _young = new([], []);

    /// <param name="make">Makes it where it is not known; at the same time on several threads, perhaps.</param>
    public TValue Of<TState>(TKey key, TState state, Func<TKey, TState, TValue> make)
    {
        var young = _young;
        if (young.Known.TryGetValue(key, out var known))
        {
            return known;
        }

        known = young.Before.TryGetValue(key, out var before) ? before : make(key, state);
        if (young.Known.TryAdd(key, known) && Interlocked.Increment(ref young.Count) == most)
        {
            _young = new([], young.Known);
        }

        return known;
    }

    private sealed class Generation(ConcurrentDictionary<TKey, TValue> known, ConcurrentDictionary<TKey, TValue> before)
    {
        /// <summary>Counted apart: the dictionary's own count locks all of it.</summary>
        public int Count;

        public ConcurrentDictionary<TKey, TValue> Known => known;

        public ConcurrentDictionary<TKey, TValue> Before => before;
    }
}
