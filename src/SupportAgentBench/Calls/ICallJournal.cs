namespace SupportAgentBench.Calls;

/// <summary>Keeps every finished model call, so that none is paid for twice. Append and read; nothing is edited.</summary>
public interface ICallJournal
{
    Task<ITrialJournal> OfTrialAsync(TrialKey trial, CancellationToken cancellation);
}

/// <summary>The journal of one trial.</summary>
public interface ITrialJournal
{
    /// <summary>The calls of an earlier try, in their order; empty for a new trial.</summary>
    IReadOnlyList<CallRecord> Earlier { get; }

    /// <summary>Returns when the call is kept: what was paid for is safe before it is used.</summary>
    Task KeepAsync(CallRecord record, CancellationToken cancellation);

    /// <summary>Keeps what a call may have cost at most that was asked and of which nobody said what it cost.</summary>
    /// <param name="mostUsd">US dollars, above 0.</param>
    Task PresumeAsync(decimal mostUsd, CancellationToken cancellation);
}
