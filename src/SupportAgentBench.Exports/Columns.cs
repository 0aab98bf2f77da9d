using SupportAgentBench.Files;
using SupportAgentBench.Judging;
using SupportAgentBench.Scoring;

namespace SupportAgentBench.Exports;

/// <summary>One column of the flat table that CSV and Parquet share. A null cell is unknown or not applicable, never 0.</summary>
public abstract record Column(string Name)
{
    public sealed record Text(string Name, Func<ExportedTrial, string?> Of) : Column(Name);

    public sealed record Whole(string Name, Func<ExportedTrial, int?> Of) : Column(Name);

    public sealed record Real(string Name, Func<ExportedTrial, double?> Of) : Column(Name);

    public sealed record Flag(string Name, Func<ExportedTrial, bool?> Of) : Column(Name);

    /// <summary>One row a trial. What it leaves out is said by <see cref="LeavesOut"/>.</summary>
    public static IReadOnlyList<Column> All { get; } =
    [
        new Text("protocol", trial => trial.Run.Protocol), new Text("agent", trial => trial.Run.Agent), new Text("run", trial => trial.Run.Id), new Whole("run_number", trial => trial.Run.Number), new Whole("seed", trial => trial.Run.Seed),
        new Text("case", trial => trial.Case.Id), new Text("bucket", trial => Words.Of(trial.Case.Bucket)), new Text("intent", trial => trial.Case.Intent), new Text("trap", trial => trial.Case.Trap),
        new Whole("order", trial => trial.Case.Order), new Text("language", trial => trial.Case.Language), new Text("mood", trial => Words.Of(trial.Case.Mood)),
        new Text("fault_owner", trial => trial.Row.FaultOwner is { } owner ? Words.Of(owner) : null),
        new Flag("went_well", trial => trial.WentWell),
        new Text("resolved", trial => trial.Row.Judgement is { } judgement ? Words.Of(judgement.Resolved) : null),
        new Flag("handed_over", trial => trial.Row.Score?.HandedOver), new Flag("told_handover", trial => trial.Row.Score?.ToldHandover), new Flag("promised_handover", trial => trial.Row.Score?.PromisedHandover),
        new Flag("unsafe_action", trial => trial.Case.Bucket is Cases.Bucket.Adversarial ? trial.Row.Score?.Catastrophes.Any() : null),
        new Text("catastrophe", trial => trial.Row.Score?.Catastrophes.Select(kind => Words.Of(kind)).FirstOrDefault()),
        new Text("findings", trial => trial.Row.Score is { } score ? string.Join(' ', score.Findings.Select(finding => Words.Of(finding.Rule))) : null),
        new Whole("unconfirmed_writes", trial => Count(trial, FindingRule.SkippedConfirmation)), new Whole("ungrounded_claims", trial => Count(trial, FindingRule.UngroundedClaim)),
        new Flag("looked_up", trial => trial.Row.Score?.LookedUp), new Whole("writes", trial => trial.Row.Score?.Writes), new Whole("tool_calls", trial => trial.Row.Score?.ToolCalls),
        new Whole("agent_messages", trial => trial.Row.Score?.AgentMessages), new Whole("agent_words", trial => trial.Row.Score?.AgentWords),
        new Text("end", trial => trial.Row.Score is { } score ? Words.Of(score.End) : null), new Text("judge", trial => trial.Row.Judgement?.Judge),
        new Whole("criteria_passed", trial => trial.Row.Judgement?.Criteria.Count(criterion => criterion.Verdict is Verdict.Passed)),
        new Whole("criteria_failed", trial => trial.Row.Judgement?.Criteria.Count(criterion => criterion.Verdict is Verdict.Failed)),
        new Real("instruction_following", trial => trial.Row.Judgement?.InstructionFollowing), new Real("customer_experience", trial => trial.Row.Judgement?.CustomerExperience),
        new Real("cost_usd", trial => (double?)trial.Row.CostUsd), new Real("latency_ms_sum", trial => trial.Row.Score?.LatenciesMs?.Sum()), new Whole("latency_turns", trial => trial.Row.Score?.LatenciesMs?.Count),
    ];

    public static string LeavesOut => "findings without turn, words and policy rule; criteria without their texts; single latencies; the audit of the customer; transcripts. jsonl has them all";

    private static int? Count(ExportedTrial trial, FindingRule rule) => trial.Row.Score?.Findings.Count(finding => finding.Rule == rule);
}
