using SupportAgentBench.Storage;

namespace SupportAgentBench.Cli;

/// <summary>The store of a folder, opened once it is there: whoever only looks makes none.</summary>
internal sealed class StoreToCome(string folder) : IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private SqliteResultStore? _store;

    /// <summary>Null while there is none.</summary>
    /// <exception cref="Files.UserMistakeException">It cannot be read.</exception>
    public async Task<SqliteResultStore?> FindAsync(CancellationToken cancellation)
    {
        if (_store is not null || !SqliteResultStore.Exists(folder))
        {
            return _store;
        }

        await _opening.WaitAsync(cancellation);
        try
        {
            return _store ??= await SqliteResultStore.OpenAsync(folder, create: false, TimeProvider.System, cancellation);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Another text whenever somebody has made the store, or written to it.</summary>
    public async Task<string> VersionAsync(CancellationToken cancellation) =>
        _store is { } open ? await open.VersionAsync(cancellation) : SqliteResultStore.Exists(folder) ? "there" : "none";

    public async ValueTask DisposeAsync()
    {
        _opening.Dispose();
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }
    }
}
