namespace SupportAgentBench.Calls;

/// <summary>Keeps every finished model call, so that none is paid for twice. Append and read; nothing is edited.</summary>
public interface ICallJournal
{
    /// <summary>The calls of a trial that was begun earlier; empty for a new one.</summary>
    Task<IReadOnlyList<CallRecord>> OfTrialAsync(TrialKey trial, CancellationToken cancellation);

    /// <summary>Returns when the call is kept: what was paid for is safe before it is used.</summary>
    Task KeepAsync(TrialKey trial, CallRecord record, CancellationToken cancellation);
}
