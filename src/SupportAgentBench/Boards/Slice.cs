using SupportAgentBench.Cases;
using SupportAgentBench.Scoring;

namespace SupportAgentBench.Boards;

/// <summary>One agent on some of the cases: a bucket, an intent, a language, a mood, a cluster of intents. All runs together.</summary>
/// <param name="Trials">Conversations that count.</param>
/// <param name="Faults">Conversations that do not.</param>
/// <param name="Metrics">Those that apply here, with interval and n.</param>
/// <param name="Findings">In how many of the conversations each finding was made, most frequent first.</param>
public sealed record Slice(
    string Name, int Cases, int Trials, int Faults, IReadOnlyDictionary<string, MetricValue> Metrics, IReadOnlyDictionary<FindingRule, int> Findings)
{
    private static readonly IReadOnlyList<string> Shown =
        [.. Metric.Published, "false_handover", "phantom_action", "ungrounded_claim", "wrong_language", "blank_reply", "agent_messages", "tool_calls", "twin_service"];

    /// <summary>What was found most, two at most, and in how many conversations; without what the rates beside it say already.</summary>
    public IReadOnlyList<KeyValuePair<FindingRule, int>> FoundMost =>
        [.. Findings.Where(found => found.Key is not (FindingRule.NeedlessHandover or FindingRule.MissingHandover or FindingRule.UnsafeAction)).Take(2)];

    /// <summary>Null where the metric does not apply to these cases.</summary>
    public double? Mean(string metric) => Metrics.GetValueOrDefault(metric)?.Mean;

    internal static Slice Of(string name, IReadOnlyList<PlayedTrial> trials, int runs) => new(
        name, trials.Select(trial => trial.Case.Id).Distinct().Count(), trials.Count(trial => trial.Row.Score is not null), trials.Count(trial => trial.Row.FaultOwner is not null),
        Shown.Where(metric => trials.Any(trial => Metric.Named(metric).AppliesTo(trial.Case))).ToDictionary(metric => metric, metric => Figures.Of(metric, trials, runs)),
        trials.SelectMany(trial => trial.Row.Score?.Findings.Select(finding => finding.Rule).Distinct() ?? []).CountBy(rule => rule)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).ToDictionary());

    internal static IReadOnlyDictionary<string, Slice> By(Func<SupportCase, string?> key, IReadOnlyList<PlayedTrial> trials, int runs) =>
        trials.Where(trial => key(trial.Case) is not null).GroupBy(trial => key(trial.Case)!).OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Of(group.Key, [.. group], runs));
}
