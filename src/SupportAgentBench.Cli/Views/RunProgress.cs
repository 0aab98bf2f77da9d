using SupportAgentBench.Calls;
using SupportAgentBench.Files;
using SupportAgentBench.Results;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Cli.Views;

/// <summary>How far a run is. Told of each trial as it is kept, from any thread.</summary>
/// <param name="ledger">What is spent, whoever spends it; null where no model takes part.</param>
internal sealed class RunProgress(int planned, int before, TimeProvider time, CallNotices notices, BudgetLedger? ledger) : IProgress<TrialResult>
{
    private readonly Lock _lock = new();
    private readonly long _started = time.GetTimestamp();
    private readonly Dictionary<ErrorOwner, int> _faults = [];
    private int _played;

    public int Planned => planned;

    /// <summary>Kept by earlier calls of the same command.</summary>
    public int Before => before;

    /// <summary>Conversations that are in the store, those of earlier calls included.</summary>
    public int Done
    {
        get
        {
            lock (_lock)
            {
                return before + _played - Unfinished;
            }
        }
    }

    /// <summary>Trials that the same command plays again. Void ones are not among them: they have been played as often as they are to be.</summary>
    public int Faults
    {
        get
        {
            lock (_lock)
            {
                return Unfinished;
            }
        }
    }

    private int Unfinished => _faults.Where(pair => pair.Key is not ErrorOwner.Customer).Sum(pair => pair.Value);

    public string FaultsShown
    {
        get
        {
            lock (_lock)
            {
                return _faults.Count == 0 ? "no errors" : string.Join(", ", _faults.OrderBy(pair => pair.Key).Select(pair => pair.Key is ErrorOwner.Customer ? $"{pair.Value} void by the customer's fault" : $"{pair.Value} {Words.Of(pair.Key)} error{(pair.Value == 1 ? "" : "s")}"));
            }
        }
    }

    public void Report(TrialResult value)
    {
        lock (_lock)
        {
            _played++;
            if (value.FaultOwner is { } owner)
            {
                _faults[owner] = _faults.GetValueOrDefault(owner) + 1;
            }

        }
    }

    /// <summary>One line: done, rate, time left, errors by owner, spend.</summary>
    public string Line
    {
        get
        {
            int played;
            lock (_lock)
            {
                played = _played;
            }

            var elapsed = time.GetElapsedTime(_started).TotalMinutes;
            var rate = elapsed > 0 ? played / elapsed : 0;
            var left = rate > 0 && Done < planned ? TimeSpan.FromMinutes((planned - Done) / rate) : (TimeSpan?)null;
            return $"{Done:N0}/{Text.Count(planned, "conversation")}, {rate:N0} a minute"
                + (left is { } remaining ? $", {(int)remaining.TotalHours:00}:{remaining:mm\\:ss} left" : "")
                + $", {FaultsShown}"
                + (ledger is null ? "" : $", {Spend.Of(ledger)}")
                + (notices.Waiting is { Length: > 0 } waiting ? $", {waiting}" : "");
        }
    }

    /// <summary>Sentences that are told once.</summary>
    public IEnumerable<string> Notices => notices.Take();
}
