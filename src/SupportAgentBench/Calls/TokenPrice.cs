using Microsoft.Extensions.AI;

namespace SupportAgentBench.Calls;

/// <summary>What a model's tokens cost, in US dollars a million.</summary>
/// <param name="CachedInput">Null where no lower price is published: then cached input costs what input costs.</param>
/// <param name="CacheWrite">Null where writing to the cache costs what input costs.</param>
public sealed record TokenPrice(decimal Input, decimal? CachedInput, decimal Output, decimal? CacheWrite = null)
{
    private const decimal Million = 1_000_000;

    /// <summary>The price of a call from its reported tokens; null when the provider did not report them. No call has an input of 0 tokens: that is a server that does not count. Reasoning is part of the output.</summary>
    public decimal? CostOf(long? input, long? cachedInput, long? cacheWrite, long? output)
    {
        if (input is not (> 0 and var all) || output is not { } written)
        {
            return null;
        }

        var cached = Math.Min(all, cachedInput ?? 0);
        var kept = Math.Min(all - cached, cacheWrite ?? 0);
        return (((all - cached - kept) * Input) + (cached * (CachedInput ?? Input)) + (kept * (CacheWrite ?? Input)) + (written * Output)) / Million;
    }

    public decimal? CostOf(UsageDetails? usage) => CostOf(usage?.InputTokenCount, usage?.CachedInputTokenCount, usage?.CacheWriteTokenCount(), usage?.OutputTokenCount);

    /// <summary>What a call can cost at most.</summary>
    public decimal Most(long input, long output) => ((input * Math.Max(Input, Math.Max(CachedInput ?? 0, CacheWrite ?? 0))) + (output * Output)) / Million;
}
