using SupportAgentBench.Results;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Cli;

/// <summary>A protocol of a store with the runs of which at least one conversation is there.</summary>
internal sealed record Held(Protocol Protocol, IReadOnlyList<Run> Played)
{
    public IEnumerable<string> Agents => Played.Select(run => run.Agent).Distinct();

    public bool Has(string agentOrRun) => Played.Any(run => run.Agent == agentOrRun || run.Id == agentOrRun);

    /// <summary>All that a store holds, the newest last.</summary>
    public static async Task<IReadOnlyList<Held>> InAsync(string folder, CancellationToken cancellation)
    {
        await using var store = await SqliteResultStore.OpenAsync(folder, create: false, TimeProvider.System, cancellation);
        var held = new List<Held>();
        foreach (var protocol in await store.ProtocolsAsync(cancellation))
        {
            held.Add(new(protocol, [.. (await store.TalliesAsync(protocol.Id, cancellation)).Where(run => run.Kept + run.Lost > 0).Select(run => run.Run)]));
        }

        return held;
    }
}
