using SupportAgentBench.Boards.Comparing;

namespace SupportAgentBench.Boards.Gates;

/// <summary>What became of one rule.</summary>
public enum RuleOutcome
{
    Held,
    InDoubt,

    /// <summary>Too few of the conversations that it is about are scored: neither held nor broken, and not let through.</summary>
    Unscored,
    Broken,
}

/// <summary>One rule with its verdict.</summary>
/// <param name="Rule">As a sentence.</param>
/// <param name="Found">What the figures say.</param>
/// <param name="Mend">What would settle it; null when it is settled.</param>
public sealed record RuleVerdict(string Name, string Metric, string Rule, RuleOutcome Outcome, string Found, string? Mend);

/// <summary>Whether an agent is let through.</summary>
/// <param name="Baseline">Null when no rule needs one.</param>
public sealed record Gate(string Agent, string? Baseline, IReadOnlyList<RuleVerdict> Verdicts, Count Scored, double LeastScored)
{
    /// <summary>Sums of shares are rounded: what lies on a limit keeps it.</summary>
    private const double Rounding = 1e-9;

    /// <summary>Over all conversations, and over those of every limit.</summary>
    public bool Enough => EnoughOverall && Verdicts.All(verdict => verdict.Outcome is not RuleOutcome.Unscored);

    public bool EnoughOverall => Scored.Share >= LeastScored;

    public bool Broken => Verdicts.Any(verdict => verdict.Outcome is RuleOutcome.Broken);

    public bool Passed => Enough && !Broken;

    /// <summary>An unknown figure breaks its rule: what was not measured is never let through.</summary>
    /// <param name="baseline">Needed where the policy has regressions.</param>
    public static Gate Of(GatePolicy policy, AgentStanding agent, string? baselineName, AgentStanding? baseline)
    {
        var scored = agent.Values.Trials.Count(trial => trial.Row is { Score: not null, Judgement: not null });
        return new(agent.Agent, policy.Regressions.Count > 0 ? baselineName : null,
            [
                .. policy.Limits.Select(rule => Judge(rule, agent, policy.LeastScored)),
                .. policy.Regressions.Select(rule => Judge(rule, Paired.Of(rule.Metric, agent.Values, (baseline ?? throw new ArgumentNullException(nameof(baseline))).Values))),
            ], new(scored, agent.Expected), policy.LeastScored);
    }

    private static RuleVerdict Judge(LimitRule rule, AgentStanding agent, double leastScored)
    {
        var (name, value, scored) = (Shown.Name(rule.Metric), agent.Metrics[rule.Metric], agent.ScoredFor(rule.Metric));
        var limit = string.Join(" and ", new[]
        {
            rule.Lower is { } least ? $"at least {Shown.Limit(rule.Metric, least)}" : null, rule.Upper is { } most ? $"at most {Shown.Limit(rule.Metric, most)}" : null,
        }.OfType<string>());
        var sentence = $"{name} {limit}, by the {(rule.On is LimitOn.Bound ? "95 % interval" : "figure itself")}";
        var interval = value is { Low: { } from, High: { } to } ? new Interval(from, to) : null;
        var found = value.Mean is null ? $"{name} is unknown" : $"{Shown.Value(rule.Metric, value.Mean)} ({Shown.Range(rule.Metric, interval)}; {Units(rule.Metric, value)})";
        if (scored.Share < leastScored && (value.Mean is not null || value.Outcomes.Faults > 0))
        {
            return new($"limit {rule.Metric}", rule.Metric, sentence, RuleOutcome.Unscored, $"{found}; only {scored.Hits} of {Shown.Count(scored.Of, "conversation")} that it is about {(scored.Hits == 1 ? "is" : "are")} scored", "play again what was lost: the same run command goes on");
        }

        if (value.Mean is not { } mean)
        {
            return new($"limit {rule.Metric}", rule.Metric, sentence, RuleOutcome.Broken, found, "play cases that it applies to");
        }

        var pointHolds = Holds(mean, mean);
        var held = rule.On is LimitOn.Point ? pointHolds : interval is not null && Holds(interval.Low, interval.High);
        return new($"limit {rule.Metric}", rule.Metric, sentence, held ? RuleOutcome.Held : RuleOutcome.Broken, found,
            held || !pointHolds ? null : "the figure itself keeps the limit, but so few cases do not show it: play more cases or variants (sab plan), or judge the figure (on: point)");

        bool Holds(double low, double high) => !(low < rule.Lower - Rounding) && !(high > rule.Upper + Rounding);
    }

    private static string Units(string metric, MetricValue value) => metric == "skipped_confirmation" ? Shown.Count(value.N, "write") : $"{Shown.Count(value.N, "case")}, {Shown.Count(value.Trials, "conversation")}";

    private static RuleVerdict Judge(RegressionRule rule, Difference difference)
    {
        var sentence = $"{Shown.Name(rule.Metric)} not worse by more than {Shown.Difference(rule.Metric, rule.NotWorseBy).TrimStart('+')}, at 95 %";
        if (difference.Value is not { } value)
        {
            return new($"regression {rule.Metric}", rule.Metric, sentence, RuleOutcome.Broken, "no case has a value on both sides", "play the same cases as the baseline");
        }

        // How much worse: above 0 is worse, whatever the metric.
        var sign = RegressionRule.Lower(rule.Metric) is true ? 1 : -1;
        var (least, most) = difference.Interval is { } interval ? sign > 0 ? (interval.Low, interval.High) : (-interval.High, -interval.Low)
            : difference.N > 1 && difference.FirstBetter + difference.SecondBetter == 0 ? (0, 0) : (double.NegativeInfinity, double.PositiveInfinity);
        var isHeld = most <= rule.NotWorseBy + Rounding;
        var outcome = isHeld ? RuleOutcome.Held : least > rule.NotWorseBy + Rounding || rule.InDoubt is Doubt.Fail ? RuleOutcome.Broken : RuleOutcome.InDoubt;
        return new($"regression {rule.Metric}", rule.Metric, sentence, outcome,
            $"{Shown.Value(rule.Metric, difference.First)} against {Shown.Value(rule.Metric, difference.Second)}: {Shown.Difference(rule.Metric, value)} ({Shown.DifferenceRange(rule.Metric, difference.Interval)}; {difference.N} cases)",
            isHeld || least > rule.NotWorseBy + Rounding ? null : $"these cases neither show such a loss nor rule it out; 'sab plan --metric {rule.Metric}' says how many would");
    }
}
