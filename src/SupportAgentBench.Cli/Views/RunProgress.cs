using SupportAgentBench.Files;
using SupportAgentBench.Results;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Cli.Views;

/// <summary>How far a run is. Told of each trial as it is kept, from any thread.</summary>
internal sealed class RunProgress(int planned, int before, TimeProvider time) : IProgress<TrialResult>
{
    private readonly Lock _lock = new();
    private readonly long _started = time.GetTimestamp();
    private readonly Dictionary<ErrorOwner, int> _faults = [];
    private int _played;
    private decimal? _spent;

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
                return before + _played - _faults.Values.Sum();
            }
        }
    }

    public int Faults
    {
        get
        {
            lock (_lock)
            {
                return _faults.Values.Sum();
            }
        }
    }

    public string FaultsShown
    {
        get
        {
            lock (_lock)
            {
                return _faults.Count == 0 ? "no errors" : string.Join(", ", _faults.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {Words.Of(pair.Key)} error{(pair.Value == 1 ? "" : "s")}"));
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

            if (value.CostUsd is { } cost)
            {
                _spent = (_spent ?? 0) + cost;
            }
        }
    }

    /// <summary>One line: done, rate, time left, errors by owner, spend.</summary>
    public string Line
    {
        get
        {
            int played;
            decimal? spent;
            lock (_lock)
            {
                (played, spent) = (_played, _spent);
            }

            var elapsed = time.GetElapsedTime(_started).TotalMinutes;
            var rate = elapsed > 0 ? played / elapsed : 0;
            var left = rate > 0 && Done < planned ? TimeSpan.FromMinutes((planned - Done) / rate) : (TimeSpan?)null;
            return $"{Done:N0}/{planned:N0} conversations, {rate:N0} a minute"
                + (left is { } remaining ? $", {remaining:hh\\:mm\\:ss} left" : "")
                + $", {FaultsShown}, spend {(spent is { } dollars ? $"${dollars:0.00}" : "unknown (no usage reported)")}";
        }
    }
}
