using MathNet.Numerics.Distributions;
using SupportAgentBench.Cases;
using SupportAgentBench.Judging;

namespace SupportAgentBench.Boards;

/// <summary>What the agent alone costs, in dollars; unknown is null, never 0. The price per ticket is the metric <c>cost_usd</c>.</summary>
/// <param name="PerResolved">Dollars spent on resolvable tickets for each that was resolved; null when none was, or a price is unknown.</param>
/// <param name="Total">Of all conversations whose price is known.</param>
/// <param name="Unpriced">Conversations whose price is unknown.</param>
/// <param name="Tier">Null when the price is unknown.</param>
public sealed record PriceReport(double? PerResolved, Interval? PerResolvedInterval, decimal? Total, int Unpriced, PriceTier? Tier)
{
    internal static PriceReport From(MetricValue perTicket, IReadOnlyList<PlayedTrial> trials, IReadOnlyList<PriceTier> tiers)
    {
        var priced = trials.Where(trial => trial.Row.CostUsd is not null).ToList();
        var (ratio, interval) = PerResolvedOf(trials);
        return new(ratio, interval, priced.Count == 0 ? null : priced.Sum(trial => trial.Row.CostUsd!.Value), trials.Count(trial => trial.Row.FaultOwner is null) - priced.Count(trial => trial.Row.FaultOwner is null),
            perTicket.Mean is { } dollars ? tiers.FirstOrDefault(tier => tier.UpTo is null || dollars <= (double)tier.UpTo) : null);
    }

    /// <summary>A ratio of two sums over the cases; its interval is Student's on the logarithm, by the delta method.</summary>
    private static (double? Ratio, Interval? Interval) PerResolvedOf(IReadOnlyList<PlayedTrial> trials)
    {
        var judged = trials.Where(trial => trial.Case.Bucket is Bucket.Resolvable && trial.Row.Judgement?.Resolved is Verdict.Passed or Verdict.Failed).ToList();
        var resolved = judged.Count(trial => trial.Row.Judgement!.Resolved is Verdict.Passed);
        if (resolved == 0 || judged.Exists(trial => trial.Row.CostUsd is null))
        {
            return (null, null);
        }

        var ratio = (double)judged.Sum(trial => trial.Row.CostUsd!.Value) / resolved;
        var residuals = judged.GroupBy(trial => trial.Case.Unit)
            .Select(group => group.Sum(trial => (double)trial.Row.CostUsd!.Value - (trial.Row.Judgement!.Resolved is Verdict.Passed ? ratio : 0))).ToList();
        if (residuals.Count < 2 || ratio <= 0)
        {
            return (ratio, null);
        }

        var error = Math.Sqrt(residuals.Sum(residual => residual * residual) * residuals.Count / (residuals.Count - 1)) / resolved;
        var factor = Math.Exp(StudentT.InvCDF(0, 1, residuals.Count - 1, 0.975) * error / ratio);
        return (ratio, new(ratio / factor, ratio * factor));
    }
}

/// <summary>A price tier: "$" to "$$$$".</summary>
/// <param name="UpTo">Dollars per ticket, inclusive; null for the last one.</param>
public sealed record PriceTier(string Sign, string Name, decimal? UpTo);
