using SupportAgentBench.Results;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Cli;

/// <summary>Why trials did not count, from what is stored.</summary>
internal static class Faults
{
    /// <summary>Enough to tell; a provider that was down all night needs no longer list.</summary>
    private const int MostRead = 500;

    private const int MostShown = 5;

    public static async Task<IReadOnlyList<(string What, int Count)>> OfAsync(IResultStore store, string protocol, CancellationToken cancellation)
    {
        var found = new List<string>();
        foreach (var row in (await store.TrialsAsync(protocol, cancellation)).Where(row => row.FaultOwner is not (null or ErrorOwner.Customer)).Take(MostRead))
        {
            var transcript = await store.TranscriptAsync(row.Run, row.Case, cancellation);
            found.Add(transcript?.Events.OfType<TranscriptEvent.Fault>().LastOrDefault()?.What ?? "no reason was kept");
        }

        return [.. found.CountBy(what => what).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostShown).Select(pair => (pair.Key, pair.Value))];
    }
}
