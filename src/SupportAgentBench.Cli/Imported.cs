using SupportAgentBench.Boards;
using SupportAgentBench.Results;
using SupportAgentBench.Storage;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Cli;

/// <summary>Imported conversations in a store: runs of protocols that have foreign tools instead of a desk.</summary>
internal static class Imported
{
    /// <summary>A report an agent, or that of one alone.</summary>
    public static async Task<IReadOnlyList<LogReport>> ReportsAsync(string folder, Protocol protocol, string? agent, CancellationToken cancellation)
    {
        await using var store = await SqliteResultStore.OpenAsync(folder, create: false, TimeProvider.System, cancellation);
        var reports = new SortedDictionary<string, LogReport>(StringComparer.Ordinal);
        foreach (var row in (await store.TrialsAsync(protocol.Id, cancellation)).Where(row => row.Score is not null && (agent is null || row.Agent == agent)))
        {
            if (!reports.TryGetValue(row.Agent, out var report))
            {
                reports[row.Agent] = report = new(row.Agent, protocol.Tools!);
            }

            report.Add(row.Case, row.Score!);
        }

        return [.. reports.Values];
    }

    /// <summary>The newest imported conversation of this id; null when there is none.</summary>
    public static async Task<(Transcript Transcript, TrialRow Row)?> FindAsync(string folder, string id, string? agent, string? protocol, CancellationToken cancellation)
    {
        if (!SqliteResultStore.Exists(folder))
        {
            return null;
        }

        await using var store = await SqliteResultStore.OpenAsync(folder, create: false, TimeProvider.System, cancellation);
        foreach (var known in (await store.ProtocolsAsync(cancellation)).Where(known => known.Tools is not null && (protocol is null || known.Id == protocol)).Reverse())
        {
            var row = (await store.TrialsAsync(known.Id, cancellation)).LastOrDefault(row => row.Case == id && (agent is null || row.Agent == agent));
            if (row is not null && await store.TranscriptAsync(row.Run, row.Case, cancellation) is { } transcript)
            {
                return (transcript, row);
            }
        }

        return null;
    }
}
