using System.Net;
using Shouldly;
using SupportAgentBench.Files;
using SupportAgentBench.Results;
using SupportAgentBench.Site.Serving;
using SupportAgentBench.Storage;
using Xunit;

namespace SupportAgentBench.Site.Tests;

/// <summary>The served site goes with its store.</summary>
public sealed class RenewalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sab-renewal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_newer_state_that_cannot_be_shown_is_told_and_the_last_one_stays()
    {
        var small = new SmallBoard(new Actor("acme/one"));
        var protocol = small.Content.Board.Protocol;
        await using var store = await SqliteResultStore.OpenAsync(_folder, create: true, TimeProvider.System, CancellationToken.None);
        var told = new TaskCompletionSource<Exception>();
        var loads = 0;
        await using var server = await SiteServer.StartAsync(
            new(IPAddress.Loopback, 0, null), store.VersionAsync, _ => loads++ == 0 ? Task.FromResult<SiteMap?>(new(small.Content, store)) : throw new UserMistakeException("the prices are gone"),
            "sab run", () => [], TimeProvider.System, e => told.TrySetResult(e), CancellationToken.None);
        await store.PlanAsync(protocol, [Run.Of(protocol, "acme/two", 1, 1)], CancellationToken.None);

        using var http = new HttpClient();
        for (var patience = 0; patience < 200 && !told.Task.IsCompleted; patience++)
        {
            (await http.GetAsync(new Uri(server.Url))).StatusCode.ShouldBe(HttpStatusCode.OK);
            await Task.Delay(50);
        }

        loads.ShouldBeGreaterThan(1);
        told.Task.IsCompleted.ShouldBeTrue("nobody heard of it");
        (await told.Task).Message.ShouldBe("the prices are gone");
    }
}
