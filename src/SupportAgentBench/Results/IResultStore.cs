using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Results;

/// <summary>Where runs leave their results: append and read, one row a trial, never edited.</summary>
public interface IResultStore : IAsyncDisposable
{
    /// <summary>Notes a protocol and runs that are about to be played; those that are known stay as they are.</summary>
    Task PlanAsync(Protocol protocol, IReadOnlyList<Run> runs, CancellationToken cancellation);

    /// <summary>Keeps a finished trial, in one transaction. A trial that is there already is left as it is.</summary>
    Task KeepAsync(TrialResult result, CancellationToken cancellation);

    /// <summary>Keeps what was made of a conversation that belongs to another run. A trial that is there already is left as it is.</summary>
    Task KeepAgainAsync(TrialRow row, CancellationToken cancellation);

    /// <summary>That to which a run or a conversation was added last stands last: what is played after a second scoring is not hidden behind it.</summary>
    Task<IReadOnlyList<Protocol>> ProtocolsAsync(CancellationToken cancellation);

    Task<IReadOnlyList<Run>> RunsAsync(string protocol, CancellationToken cancellation);

    /// <summary>How far each run of a protocol is: cheap enough to be asked every second.</summary>
    Task<IReadOnlyList<RunTally>> TalliesAsync(string protocol, CancellationToken cancellation);

    /// <summary>Another text whenever somebody else has written to the store since this one was opened: a cache is good as long as it stays.</summary>
    Task<string> VersionAsync(CancellationToken cancellation);

    /// <summary>All trials of a protocol, without transcripts.</summary>
    Task<IReadOnlyList<TrialRow>> TrialsAsync(string protocol, CancellationToken cancellation);

    /// <summary>Null when there is no such trial.</summary>
    Task<Transcript?> TranscriptAsync(string run, string caseId, CancellationToken cancellation);
}
