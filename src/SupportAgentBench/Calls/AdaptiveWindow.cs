namespace SupportAgentBench.Calls;

/// <summary>
/// How many calls a provider takes at once, found out by asking: doubles while all goes well, is cut when the provider says that it is too
/// much, and from then on grows by one a round (slow start and additive increase, multiplicative decrease, as in TCP). Pure: the line
/// that owns it guards it.
/// </summary>
/// <param name="most">Never more than this.</param>
public sealed class AdaptiveWindow(int start, int most)
{
    private const double Cut = 0.7;
    private static readonly TimeSpan OneEpisode = TimeSpan.FromSeconds(5);

    private double _size = Math.Min(start, most);
    private bool _slowStart = true;
    private TimeSpan? _lastCut;

    /// <summary>Calls that may be under way at once; at least one.</summary>
    public int Size => (int)_size;

    /// <param name="underWay">Calls under way when this one ended; a window that is not used up says nothing about its limit.</param>
    public void Succeeded(int underWay)
    {
        if (underWay + 1 >= Size)
        {
            _size = Math.Min(most, _size + (_slowStart ? 1 : 1 / _size));
        }
    }

    /// <summary>Too much for the provider (429, 529). Many calls under way fail together: they count as one.</summary>
    /// <param name="now">On any monotonic clock.</param>
    public void Overloaded(TimeSpan now)
    {
        _slowStart = false;
        if (_lastCut is { } last && now - last < OneEpisode)
        {
            return;
        }

        _lastCut = now;
        _size = Math.Max(1, _size * Cut);
    }
}
