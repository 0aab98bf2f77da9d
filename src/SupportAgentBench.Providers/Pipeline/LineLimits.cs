using SupportAgentBench.Calls;

namespace SupportAgentBench.Providers.Pipeline;

/// <summary>How hard a provider is asked, and how long a failing one is waited for.</summary>
/// <param name="RequestsPerMinute">Null where there is no limit of our own; likewise for tokens.</param>
/// <param name="MostAtOnce">Calls under way at once, at most.</param>
/// <param name="Backoff">Between the tries of one call.</param>
/// <param name="LongestOutage">How long a provider may fail before it is given up for the rest of the command.</param>
public sealed record LineLimits(double? RequestsPerMinute, double? TokensPerMinute, int MostAtOnce, Backoff Backoff, TimeSpan LongestOutage)
{
    public const int StartAtOnce = 16;

    /// <summary>Tries of one call; null where it is tried as often as makes sense.</summary>
    public int? MostTries { get; init; }

    public static LineLimits Standard { get; } = new(null, null, 1_024, new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60)), TimeSpan.FromMinutes(15));
}
