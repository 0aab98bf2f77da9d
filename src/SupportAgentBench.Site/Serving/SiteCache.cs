namespace SupportAgentBench.Site.Serving;

/// <summary>
/// The site for the newest state of the store. Nobody waits for a board: while a new one is computed, the last one is shown; and while a
/// run writes all the time, computing takes only a part of the machine's time.
/// </summary>
/// <param name="version">Another text whenever the store has changed.</param>
/// <param name="load">Null while there is nothing to show.</param>
internal sealed class SiteCache(Func<CancellationToken, Task<string>> version, Func<CancellationToken, Task<SiteMap?>> load, TimeProvider time, Action<Exception> failed)
{
    private const int RestFactor = 5;
    private readonly Lock _lock = new();
    private volatile State _state = null!;
    private Task? _renewing;
    private long _renewedAt;
    private TimeSpan _took;

    /// <summary>Reads the store for the first time: here, a mistake of the user shows.</summary>
    public async Task OpenAsync(CancellationToken cancellation) => await RenewAsync(await version(cancellation), cancellation);

    /// <summary>Null while there is nothing to show.</summary>
    public async Task<SiteMap?> CurrentAsync(CancellationToken cancellation)
    {
        var now = await version(cancellation);
        var state = _state;
        if (now == state.Version)
        {
            return state.Map;
        }

        lock (_lock)
        {
            if (_renewing is null or { IsCompleted: true } && time.GetElapsedTime(_renewedAt) > _took * RestFactor)
            {
                _renewing = Task.Run(() => TryRenewAsync(now), CancellationToken.None);
            }
        }

        // The first board is waited for: there is nothing to show instead.
        if (state.Map is null && _renewing is { } renewing)
        {
            await renewing.WaitAsync(cancellation);
        }

        return state.Map ?? _state.Map;
    }

    /// <summary>A page as it was made before, from the same state of the store.</summary>
    public byte[]? Remembered(SiteMap map, string key) => _state is var state && state.Map == map ? state.Made.GetValueOrDefault(key) : null;

    public void Remember(SiteMap map, string key, byte[] made)
    {
        if (_state is var state && state.Map == map)
        {
            state.Made[key] = made;
        }
    }

    /// <summary>Nobody waits for it, so nobody else would hear of a failure.</summary>
    private async Task TryRenewAsync(string found)
    {
        try
        {
            await RenewAsync(found, CancellationToken.None);
        }
        catch (Exception e)
        {
            failed(e);
        }
    }

    private async Task RenewAsync(string found, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        try
        {
            _state = new(await load(cancellation), found, new(StringComparer.Ordinal));
        }
        finally
        {
            // What failed is tried again after a rest, like what went well, and not at each request.
            _took = time.GetElapsedTime(started);
            _renewedAt = time.GetTimestamp();
        }
    }

    private sealed record State(SiteMap? Map, string Version, System.Collections.Concurrent.ConcurrentDictionary<string, byte[]> Made);
}
