namespace SupportAgentBench.Calls;

/// <summary>How long to wait before the next try: doubling, with jitter, so that many calls that failed together do not come back together.</summary>
public sealed record Backoff(TimeSpan First, TimeSpan Longest)
{
    /// <param name="tries">Tries that failed so far, at least 1.</param>
    /// <param name="chance">0 to 1: where in the upper half of the range the wait falls.</param>
    public TimeSpan Wait(int tries, double chance)
    {
        var full = Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, Math.Min(tries - 1, 30)));
        return TimeSpan.FromMilliseconds(full * (0.5 + (chance / 2)));
    }
}
