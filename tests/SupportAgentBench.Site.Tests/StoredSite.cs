using System.Net;
using SupportAgentBench.Boards;
using SupportAgentBench.Cases;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Judging;
using SupportAgentBench.Site.Export;
using SupportAgentBench.Site.Serving;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Site.Tests;

/// <summary>The site of a store that a test wrote result by result: made once, served by this process, and exported to a folder.</summary>
public abstract class StoredSite : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sab-stored-").FullName;
    private readonly Lazy<Task<SqliteResultStore>> _store;
    private readonly Lazy<Task<SiteMap>> _map;
    private readonly Lazy<Task<SiteServer>> _server;
    private readonly Lazy<Task<SiteRoot>> _exported;

    protected StoredSite()
    {
        _store = new(() => SqliteResultStore.OpenAsync(Path.Combine(_folder, "store"), create: true, TimeProvider.System, CancellationToken.None));
        _map = new(async () => new(new SiteContent(await WriteAsync(await _store.Value), TranscriptChoice.All), await _store.Value));
        _server = new(async () => await SiteServer.StartAsync(new(IPAddress.Loopback, 0, null), (await _store.Value).VersionAsync, async _ => await _map.Value, "sab run", () => [], TimeProvider.System, _ => { }, CancellationToken.None));
        _exported = new(ExportAsync);
    }

    public async Task<SiteRoot> RootAsync(bool exported) => exported ? await _exported.Value : new("served", (await _server.Value).Url.TrimEnd('/') + "/");

    /// <summary>The exported site as a folder.</summary>
    public async Task<string> FolderAsync()
    {
        await _exported.Value;
        return Path.Combine(_folder, "site");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_server.IsValueCreated)
        {
            await (await _server.Value).DisposeAsync();
        }

        if (_store.IsValueCreated)
        {
            await (await _store.Value).DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Fills the store, and tells what pages are made from.</summary>
    protected abstract Task<SiteSource> WriteAsync(SqliteResultStore store);

    /// <summary>The desk, rubrics, cases and rules that the tool comes with.</summary>
    internal static (Desk Desk, RubricSet Rubrics, CaseSet Cases, BoardRules Rules) Shipped()
    {
        var problems = new Problems();
        var desk = DeskFile.Read(Data("desks", "northline"), problems)!;
        var rubrics = RubricFile.Read(Data("rubrics"), desk, problems)!;
        var cases = CaseFile.Read(Data("desks", "northline"), desk, problems)!;
        var rules = BoardRules.Read(Fields.OfFile(Data("boards"), "board.yaml", problems));
        problems.ThrowIfAny();
        return (desk, rubrics, cases, rules);
    }

    private static string Data(params string[] parts) => Path.Combine([AppContext.BaseDirectory, "data", .. parts]);

    private async Task<SiteRoot> ExportAsync()
    {
        var folder = Path.Combine(_folder, "site");
        await SiteExport.WriteAsync(await _map.Value, folder, null, CancellationToken.None);
        return new("exported", new Uri(folder).AbsoluteUri + "/");
    }
}
