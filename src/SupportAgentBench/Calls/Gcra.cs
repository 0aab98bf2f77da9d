namespace SupportAgentBench.Calls;

/// <summary>
/// A rate limit without a timer: the generic cell rate algorithm (ITU-T I.371). It tells how long to wait and keeps one number.
/// Pure: time comes in, on any monotonic clock.
/// </summary>
/// <param name="perMinute">Units (requests, tokens) a minute.</param>
public sealed class Gcra(double perMinute)
{
    /// <summary>A tenth of a minute may come at once.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(6);

    private readonly TimeSpan _perUnit = TimeSpan.FromMinutes(1 / perMinute);
    private TimeSpan _fullAt;

    /// <summary>Books the units and returns how long to wait before using them; zero when they are free at once.</summary>
    public TimeSpan Book(TimeSpan now, double units = 1)
    {
        var from = _fullAt > now ? _fullAt : now;
        _fullAt = from + (_perUnit * units);
        var wait = from - now - Burst;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>Gives back (or takes, when negative) what an estimate was off by.</summary>
    public void Correct(double units) => _fullAt -= _perUnit * units;
}
