using System.Globalization;
using SupportAgentBench.Calls;
using SupportAgentBench.Files;
using SupportAgentBench.Results;

namespace SupportAgentBench.Runs;

/// <summary>Prices stored conversations anew from the tokens that were reported when they were played, as a layer beside the old figures. No mark moves, and no model is asked.</summary>
/// <param name="prices">By agent; the cost of an agent that is not in it is unknown.</param>
public sealed class Repricer(IReadOnlyDictionary<string, TokenPrice> prices, IResultStore store)
{
    /// <summary>The protocol under which conversations stand with these prices; what was marked again stays a layer of what was played.</summary>
    public Protocol LayerOf(Protocol marked) => marked with
    {
        Layer = (marked.Layer ?? new(marked.Id, marked.WordingHash, marked.PromptsHash)) with
        {
            PricesHash = FileHash.Of(prices.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, Written(pair.Value)))),
        },
    };

    /// <summary>Safe to do twice, like going on after a stop.</summary>
    /// <param name="runs">Those of <paramref name="layer"/>, by the run whose figures they take over (<see cref="RunsAsync"/>).</param>
    public async Task<Repriced> RepriceAsync(Protocol marked, Protocol layer, IReadOnlyDictionary<string, Run> runs, int concurrency, CancellationToken cancellation)
    {
        await store.PlanAsync(layer, [.. runs.Values], cancellation);
        var told = new Repriced(0, 0, 0);
        var adding = new Lock();
        await Parallel.ForEachAsync(await store.TrialsAsync(marked.Id, cancellation), new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellation }, async (row, stop) =>
        {
            var (cost, one) = await PriceAsync(row, stop);
            await store.KeepAgainAsync(row with { Run = runs[row.Run].Id, CostUsd = cost }, stop);
            lock (adding)
            {
                told = told.Plus(one);
            }
        });
        return told;
    }

    public async Task<IReadOnlyDictionary<string, Run>> RunsAsync(Protocol marked, Protocol layer, CancellationToken cancellation)
    {
        var played = (await store.RunsAsync(layer.Layer!.Protocol, cancellation)).ToDictionary(run => (run.Agent, run.Number, run.Seed), run => run.Id);
        return (await store.RunsAsync(marked.Id, cancellation)).ToDictionary(
            run => run.Id, run => Run.Of(layer, run.Agent, run.Number, run.Seed) with { Source = played[(run.Agent, run.Number, run.Seed)] });
    }

    /// <summary>A conversation that does not count has no price; of one without a call nothing is known that the old price did not rest on.</summary>
    private async Task<(decimal? Cost, Repriced Told)> PriceAsync(TrialRow row, CancellationToken cancellation) =>
        row.FaultOwner is not null ? (row.CostUsd, new(0, 0, 0))
        : await store.TranscriptAsync(row.Run, row.Case, cancellation) is not { } transcript || !AgentCost.HasCalls(transcript) ? (row.CostUsd, new(0, row.CostUsd is null ? 0 : 1, 0))
        : AgentCost.Of(transcript, prices.GetValueOrDefault(row.Agent)) is { } cost ? (cost, new(1, 0, 0)) : (null, new(0, 0, 1));

    private static string Written(TokenPrice price) =>
        string.Join('|', new[] { price.Input, price.CachedInput, price.Output, price.CacheWrite }.Select(dollars => dollars?.ToString("0.############", CultureInfo.InvariantCulture)));
}

/// <summary>How many conversations got a new price, and how many none.</summary>
/// <param name="Priced">From their tokens.</param>
/// <param name="Kept">Those that keep the old price: no call of theirs was kept.</param>
/// <param name="Unknown">Whose agent has no price, or whose calls did not report all their tokens.</param>
public sealed record Repriced(int Priced, int Kept, int Unknown)
{
    internal Repriced Plus(Repriced other) => new(Priced + other.Priced, Kept + other.Kept, Unknown + other.Unknown);
}
