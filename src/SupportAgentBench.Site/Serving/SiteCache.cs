using SupportAgentBench.Results;

namespace SupportAgentBench.Site.Serving;

/// <summary>
/// The site for the newest state of the store. Nobody waits for a board: while a new one is computed, the last one is shown; and while a
/// run writes all the time, computing takes only a part of the machine's time.
/// </summary>
internal sealed class SiteCache(IResultStore store, Func<CancellationToken, Task<SiteMap>> load, TimeProvider time, Action<Exception> failed)
{
    private const int RestFactor = 5;
    private readonly Lock _lock = new();
    private volatile State _state = null!;
    private Task? _renewing;
    private long _renewedAt;
    private TimeSpan _took;

    /// <summary>Reads the store for the first time: here, a mistake of the user shows.</summary>
    public async Task OpenAsync(CancellationToken cancellation) => await RenewAsync(await store.VersionAsync(cancellation), cancellation);

    public async Task<(SiteMap Map, string Version)> CurrentAsync(CancellationToken cancellation)
    {
        var version = await store.VersionAsync(cancellation);
        var state = _state;
        if (version != state.Version)
        {
            lock (_lock)
            {
                if (_renewing is null or { IsCompleted: true } && time.GetElapsedTime(_renewedAt) > _took * RestFactor)
                {
                    _renewing = Task.Run(() => TryRenewAsync(version), CancellationToken.None);
                }
            }
        }

        return (state.Map, state.Version);
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
    private async Task TryRenewAsync(string version)
    {
        try
        {
            await RenewAsync(version, CancellationToken.None);
        }
        catch (Exception e)
        {
            failed(e);
        }
    }

    private async Task RenewAsync(string version, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        try
        {
            _state = new(await load(cancellation), version, new(StringComparer.Ordinal));
        }
        finally
        {
            // What failed is tried again after a rest, like what went well, and not at each request.
            _took = time.GetElapsedTime(started);
            _renewedAt = time.GetTimestamp();
        }
    }

    private sealed record State(SiteMap Map, string Version, System.Collections.Concurrent.ConcurrentDictionary<string, byte[]> Made);
}
