using System.Globalization;
using SupportAgentBench.Boards.Comparing;
using SupportAgentBench.Files;

namespace SupportAgentBench.Boards.Gates;

/// <summary>What an agent must keep to be let through.</summary>
/// <param name="LeastScored">Share of the expected conversations that must have been scored: a gate that judged little must not let through.</param>
public sealed record GatePolicy(IReadOnlyList<LimitRule> Limits, IReadOnlyList<RegressionRule> Regressions, double LeastScored)
{
    private static readonly IReadOnlyList<string> Figures = [.. Metric.All.Select(metric => metric.Name), "skipped_confirmation", "discrimination", "index"];

    /// <summary>Reads the fields of a policy file; worthless when problems were noted.</summary>
    public static GatePolicy Read(Fields fields)
    {
        // A file that could not be read is one problem, not two.
        var told = fields.Noted;
        var policy = new GatePolicy(
            [.. fields.Maps("limits").Select(Limit)], [.. fields.Maps("regressions").Select(Regression)], (double)(fields.OptionalMoney("least_scored") ?? (decimal)AgentStanding.LeastScored));
        if (told == 0 && policy.Limits.Count + policy.Regressions.Count == 0)
        {
            fields.Problem("limits", "the policy has no rule", "add 'limits:' or 'regressions:', see docs/gates.md");
        }

        if (policy.LeastScored > 1)
        {
            fields.Problem("least_scored", $"'least_scored' is {policy.LeastScored}, more than 1", "write a share: 0.95");
        }

        fields.Done();
        return policy;
    }

    private static LimitRule Limit(Fields fields)
    {
        var rule = new LimitRule(Name(fields, Figures), (double?)fields.OptionalMoney("lower"), (double?)fields.OptionalMoney("upper"), fields.OptionalWord<LimitOn>("on") ?? LimitOn.Bound);
        if (rule is { Lower: null, Upper: null })
        {
            fields.Problem("metric", "a limit has an 'upper' or a 'lower'", "add 'upper: 0.15', for instance");
        }

        if (rule.Lower > rule.Upper)
        {
            fields.Problem("lower", $"'lower' is above 'upper': nothing lies between", "exchange them");
        }

        MustBeInScale(fields, rule.Metric, "lower", rule.Lower);
        MustBeInScale(fields, rule.Metric, "upper", rule.Upper);

        fields.Done();
        return rule;
    }

    private static RegressionRule Regression(Fields fields)
    {
        var metric = Name(fields, Paired.Metrics);
        var rule = new RegressionRule(metric, (double)fields.Money("not_worse_by"), fields.OptionalWord<Doubt>("in_doubt") ?? Doubt.Pass);
        if (Paired.Metrics.Contains(metric) && RegressionRule.Lower(metric) is null)
        {
            fields.Problem("metric", $"of '{metric}' neither more nor less is worse", "set limits on it instead");
        }

        MustBeInScale(fields, metric, "not_worse_by", rule.NotWorseBy);

        fields.Done();
        return rule;
    }

    /// <summary>Who writes 15 and means 15 % would let everything through.</summary>
    private static void MustBeInScale(Fields fields, string metric, string key, double? value)
    {
        if (value > 1 && IsShare(metric))
        {
            fields.Problem(key, string.Create(CultureInfo.InvariantCulture, $"'{key}' is {value}, and {metric} goes from 0 to 1"), string.Create(CultureInfo.InvariantCulture, $"write {Math.Min(1, value.Value / 100)} if you mean {value} {(key == "not_worse_by" ? "points" : "%")}"));
        }
    }

    private static bool IsShare(string metric) =>
        metric is "skipped_confirmation" || Metric.All.FirstOrDefault(known => known.Name == metric)?.Kind is MetricKind.Share or MetricKind.Unit;

    private static string Name(Fields fields, IReadOnlyList<string> known)
    {
        var name = fields.Text("metric");
        if (name.Length > 0 && !known.Contains(name))
        {
            fields.Problem("metric", $"'{name}' is no metric that can stand here", Nearest.Mend(name, known) ?? "see docs/scoring.md");
        }

        return name;
    }
}

/// <summary>What of a figure must be within the limit.</summary>
public enum LimitOn
{
    /// <summary>The end of the 95 % interval that is nearer to the limit: the agent must have shown that it keeps it.</summary>
    Bound,

    /// <summary>The figure itself.</summary>
    Point,
}

/// <summary>What happens when the data can neither show a regression nor rule it out.</summary>
public enum Doubt { Pass, Fail }

/// <summary>An absolute limit.</summary>
public sealed record LimitRule(string Metric, double? Lower, double? Upper, LimitOn On);

/// <summary>A limit on how much worse than the baseline the agent may be, in the metric's own unit (0.03 is three points of a share).</summary>
public sealed record RegressionRule(string Metric, double NotWorseBy, Doubt InDoubt)
{
    internal static bool? Lower(string metric) => metric switch { "index" => false, "skipped_confirmation" => true, _ => Boards.Metric.Named(metric).Lower };
}
