using Shouldly;
using SupportAgentBench.Calls;
using SupportAgentBench.Results;
using SupportAgentBench.Runs;
using SupportAgentBench.Storage;
using SupportAgentBench.Transcripts;
using Xunit;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Tests.Runs;

/// <summary>A new price rests on the tokens that are kept, and on nothing else.</summary>
public sealed class RepricerTests : IAsyncLifetime
{
    private static readonly Protocol Protocol = new("Northline", "d", "c", 180, "scripted", "rules", "w", "p", 8, 12, "1");
    private static readonly Run Run = Run.Of(Protocol, "acme/m", 1, 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("sab-repricer-").FullName;
    private SqliteResultStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _store = await SqliteResultStore.OpenAsync(_folder, create: true, TimeProvider.System, CancellationToken.None);
        await _store.PlanAsync(Protocol, [Run], CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Tokens_decide_and_where_no_call_was_kept_the_old_price_stays()
    {
        await KeepAsync("whole", 7, Called(1_000_000, 500_000), Called(1_000_000, 0), new ModelUsage(1, ModelRole.Customer, "x", 1_000_000, null, null, 9, null, null, null));
        await KeepAsync("not reported", 7, Called(1_000_000, 500_000), Called(null, 5));
        await KeepAsync("not counted", 0, Called(0, 5));
        await KeepAsync("without calls", 7);
        await _store.KeepAsync(new(Run.Id, Run.Agent, "lost", ErrorOwner.Infrastructure, null, null, null, Transcript("lost", [])), CancellationToken.None);

        var (told, costs) = await RepriceAsync(new(3, 1, 10), Protocol);

        costs.ShouldBe(new Dictionary<string, decimal?> { ["whole"] = 15, ["not reported"] = null, ["not counted"] = null, ["without calls"] = 7, ["lost"] = null }, ignoreOrder: true);
        told.ShouldBe(new(1, 1, 2));
        (await _store.TrialsAsync(Protocol.Id, CancellationToken.None)).Count(row => row.CostUsd == 7).ShouldBe(3, "what was there stays");
    }

    [Fact]
    public async Task The_same_prices_are_the_same_layer_and_others_are_another()
    {
        Layer(new(3, 1, 10)).ShouldBe(Layer(new(3.00m, 1.0m, 10)));
        Layer(new(3, null, 10)).ShouldNotBe(Layer(new(3, 1, 10)));
        await KeepAsync("whole", 7, Called(1_000_000, 0));

        var (_, dear) = await RepriceAsync(new(30, null, 10), Layer(new(3, 1, 10)), first: new(3, 1, 10));

        dear["whole"].ShouldBe(35, "a layer is priced anew like what was played");

        static Protocol Layer(TokenPrice price) => new Repricer(new Dictionary<string, TokenPrice> { [Run.Agent] = price }, null!).LayerOf(Protocol);
    }

    /// <param name="first">By which the layer that is priced anew was made; null where that is what was played.</param>
    private async Task<(Repriced Told, Dictionary<string, decimal?> Costs)> RepriceAsync(TokenPrice price, Protocol marked, TokenPrice? first = null)
    {
        if (first is not null)
        {
            await RepriceAsync(first, Protocol);
        }

        var repricer = new Repricer(new Dictionary<string, TokenPrice> { [Run.Agent] = price }, _store);
        var layer = repricer.LayerOf(marked);
        layer.Layer!.Protocol.ShouldBe(Protocol.Id);
        var told = await repricer.RepriceAsync(marked, layer, await repricer.RunsAsync(marked, layer, CancellationToken.None), 2, CancellationToken.None);
        return (told, (await _store.TrialsAsync(layer.Id, CancellationToken.None)).ToDictionary(row => row.Case, row => row.CostUsd));
    }

    private Task KeepAsync(string played, decimal? cost, params IReadOnlyList<ModelUsage> calls) =>
        _store.KeepAsync(new(Run.Id, Run.Agent, played, null, null, null, cost, Transcript(played, calls)), CancellationToken.None);

    private static Transcript Transcript(string played, IReadOnlyList<ModelUsage> calls) =>
        new(new(TranscriptHeader.CurrentFormat, Run.Id, Run.Agent, played, "scripted", "Northline", 1), [.. calls, new Ended(1, TerminationReason.Satisfied, null)]);

    /// <summary>An agent's call of a million tokens or so, half a million of them written.</summary>
    private static ModelUsage Called(long? input, long? cached) => new(1, ModelRole.Agent, "m", input, cached, null, 500_000, null, "stop", null);
}
