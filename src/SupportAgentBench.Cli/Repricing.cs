using SupportAgentBench.Boards;
using SupportAgentBench.Calls;
using SupportAgentBench.Cli.Views;
using SupportAgentBench.Files;
using SupportAgentBench.Providers;
using SupportAgentBench.Results;
using SupportAgentBench.Runs;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Cli;

/// <summary><c>sab score --prices</c> without a judge: what stored conversations cost at other prices.</summary>
/// <param name="Was">The board before, <paramref name="Now"/> the board of the layer.</param>
internal sealed record Repricing(Protocol Marked, Protocol Layer, Repriced Told, Board Was, Board Now)
{
    public const string Metric = "cost_usd";

    /// <exception cref="UserMistakeException">A file is wrong, nobody who played has a price, or another process is at it.</exception>
    public static async Task<Repricing> PriceAsync(SqliteResultStore store, string folder, Protocol marked, Composition composition, string prices, int? concurrency, CancellationToken cancellation)
    {
        var runs = await store.RunsAsync(marked.Id, cancellation);
        var repricer = new Repricer(PricesOf([.. runs.Select(run => run.Agent).Distinct()], prices), store);
        var layer = repricer.LayerOf(marked);
        var priced = await repricer.RunsAsync(marked, layer, cancellation);
        using var held = RunLock.Take(folder, [.. priced.Values.Select(run => run.Id)]);
        var told = await repricer.RepriceAsync(marked, layer, priced, concurrency ?? Environment.ProcessorCount, cancellation);
        return new(marked, layer, told,
            new Measured(composition.Cases, marked, runs, await store.TrialsAsync(marked.Id, cancellation)).ToBoard(),
            new Measured(composition.Cases, layer, await store.RunsAsync(layer.Id, cancellation), await store.TrialsAsync(layer.Id, cancellation)).ToBoard());
    }

    /// <summary>What an agent's ticket cost and costs, of those of whom either is known.</summary>
    public IEnumerable<MovedFigure> Figures => Now.Agents
        .Select(agent => new MovedFigure(agent.Agent, Metric, Was.Find(agent.Agent)?.Metrics[Metric].Mean, agent.Metrics[Metric].Mean)).Where(figure => figure.Was is not null || figure.Now is not null);

    private static Dictionary<string, TokenPrice> PricesOf(IReadOnlyList<string> agents, string prices)
    {
        using var clients = ModelRoom.Open(prices, new CallNotices(TimeProvider.System), live: false, traced: false).Clients(new BudgetLedger(null));
        var known = agents.Select(agent => (agent, Price: ModelReference.Parse(agent, []) is { } model ? clients.PriceOf(model) : null)).Where(pair => pair.Price is not null).ToDictionary(pair => pair.agent, pair => pair.Price!);
        return known.Count > 0 ? known
            : throw new UserMistakeException($"none of the agents has a price, neither in '{prices}' nor in what sab carries: {Text.Some(agents)} (name them there as they were played, without options behind a question mark)");
    }
}
