using SupportAgentBench.Boards;
using SupportAgentBench.Results;
using SupportAgentBench.Storage;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Cli;

/// <summary>Imported conversations in a store: runs of protocols that have foreign tools instead of a desk.</summary>
internal static class Imported
{
    /// <summary>A report an agent; null when the protocol that is wanted (the newest that was, when none is) was played on a desk.</summary>
    public static async Task<(Protocol Protocol, IReadOnlyList<LogReport> Reports, IReadOnlyList<Protocol> Others)?> ReportsAsync(
        string folder, string? wanted, CancellationToken cancellation)
    {
        await using var store = await SqliteResultStore.OpenAsync(folder, create: false, TimeProvider.System, cancellation);
        var protocols = await store.ProtocolsAsync(cancellation);
        if (protocols.LastOrDefault(known => wanted is null ? protocols.All(other => other.Tools is not null) : known.Id == wanted) is not { Tools: { } tools } protocol)
        {
            return null;
        }

        var reports = new Dictionary<string, LogReport>();
        foreach (var row in (await store.TrialsAsync(protocol.Id, cancellation)).OrderBy(row => row.Agent, StringComparer.Ordinal).Where(row => row.Score is not null))
        {
            if (!reports.TryGetValue(row.Agent, out var report))
            {
                reports[row.Agent] = report = new(row.Agent, tools);
            }

            report.Add(row.Case, row.Score!);
        }

        return (protocol, [.. reports.Values], [.. protocols.Where(other => other.Id != protocol.Id)]);
    }

    /// <summary>The newest imported conversation of this id; null when there is none.</summary>
    public static async Task<(Transcript Transcript, TrialRow Row)?> FindAsync(string folder, string id, string? agent, CancellationToken cancellation)
    {
        if (!SqliteResultStore.Exists(folder))
        {
            return null;
        }

        await using var store = await SqliteResultStore.OpenAsync(folder, create: false, TimeProvider.System, cancellation);
        foreach (var protocol in (await store.ProtocolsAsync(cancellation)).Where(known => known.Tools is not null).Reverse())
        {
            var row = (await store.TrialsAsync(protocol.Id, cancellation)).LastOrDefault(row => row.Case == id && (agent is null || row.Agent == agent));
            if (row is not null && await store.TranscriptAsync(row.Run, row.Case, cancellation) is { } transcript)
            {
                return (transcript, row);
            }
        }

        return null;
    }
}
