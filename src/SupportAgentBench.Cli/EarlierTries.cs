using SupportAgentBench.Calls;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Cli;

/// <summary>What earlier tries of the same command did to its budget.</summary>
internal static class EarlierTries
{
    /// <summary>What they paid counts, and for calls of which nobody said what they cost, the most that it can have been.</summary>
    public static async Task CarryOverAsync(BudgetLedger ledger, SqliteCallJournal journal, IReadOnlyCollection<string> runs, CancellationToken cancellation) =>
        ledger.CarryOver((await journal.PaidAsync(runs, cancellation)).Sum(call => call.CostUsd) ?? 0, await journal.PresumedAsync(runs, cancellation));
}
