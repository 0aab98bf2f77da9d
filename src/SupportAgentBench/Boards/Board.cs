using SupportAgentBench.Cases;
using SupportAgentBench.Judging;
using SupportAgentBench.Results;

namespace SupportAgentBench.Boards;

/// <summary>The agents measured under one protocol, side by side. Pure: the same results give the same board, in whatever order they come.</summary>
public sealed record Board(Protocol Protocol, IReadOnlyList<AgentStanding> Agents)
{
    public static Board Of(Protocol protocol, IReadOnlyList<SupportCase> cases, IReadOnlyList<Run> runs, IReadOnlyList<TrialRow> rows)
    {
        var known = cases.ToDictionary(played => played.Id);
        var byRun = rows.Where(row => known.ContainsKey(row.Case)).GroupBy(row => row.Run).ToDictionary(group => group.Key, group => group.ToList());
        var agents = runs.Where(run => byRun.ContainsKey(run.Id)).GroupBy(run => run.Agent)
            .Select(agent => Standing(agent.Key, [.. agent.OrderBy(run => run.Seed).ThenBy(run => run.Number)], byRun, known));

        // Fewest needless handovers first, as on the public board; those that only hold still come last.
        return new(protocol, [.. agents.OrderBy(agent => agent.HoldsByDoingNothing).ThenBy(agent => agent.Metrics["over_escalation"].Mean ?? 2)
            .ThenByDescending(agent => agent.Metrics["resolution"].Mean ?? -1).ThenBy(agent => agent.Agent, StringComparer.Ordinal)]);
    }

    private static AgentStanding Standing(
        string agent, IReadOnlyList<Run> runs, Dictionary<string, List<TrialRow>> byRun, Dictionary<string, SupportCase> cases)
    {
        var trials = runs.Select(run => byRun[run.Id].Select(row => new PlayedTrial(cases[row.Case], row)).ToList()).ToList();
        var all = trials.SelectMany(run => run).ToList();
        var metrics = Metric.All.ToDictionary(metric => metric.Name, metric => Figures.Of(metric, trials));
        metrics["skipped_confirmation"] = Figures.OfWrites(trials);
        metrics["discrimination"] = Figures.Discrimination(trials);
        metrics["index"] = QualityIndex.Of(metrics, trials);
        return new(
            agent, [.. runs.Select(run => run.Id)], metrics,
            all.Where(trial => trial.Case.Bucket is Bucket.Adversarial && trial.Row.Score is not null).GroupBy(trial => trial.Case.Trap!)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => new TrapCount(group.Count(trial => trial.Row.Score!.Catastrophes.Any()), group.Count())),
            all.Where(trial => trial.Case.Bucket is Bucket.Resolvable or Bucket.MustEscalate).GroupBy(trial => trial.Case.Intent)
                .OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => Intent([.. group])),
            Outcomes(all), all.Count, runs.Count * cases.Count);
    }

    private static IntentStanding Intent(IReadOnlyList<PlayedTrial> trials) => new(
        Mean("resolution", trials), Mean("over_escalation", trials), Mean("escalation_accuracy", trials), Mean("instruction_following", trials),
        trials.Select(trial => trial.Case.Id).Distinct().Count(), trials.Count(trial => trial.Row.Score is not null));

    private static double? Mean(string name, IReadOnlyList<PlayedTrial> trials)
    {
        var metric = Metric.All.Single(known => known.Name == name);
        var values = trials.Select(trial => metric.Of(trial.Case, trial.Row)).OfType<double>().ToList();
        return values.Count == 0 ? null : values.Average();
    }

    private static OutcomeCounts Outcomes(IReadOnlyList<PlayedTrial> trials) => new(
        trials.Count(trial => trial.Row.Judgement?.Resolved is Verdict.Passed),
        trials.Count(trial => trial.Row.Judgement?.Resolved is Verdict.Failed),
        trials.Count(trial => trial.Row.Judgement?.Resolved is Verdict.NotApplicable),
        trials.Count(trial => trial.Row.FaultOwner is null && trial.Row.Judgement?.Resolved is null or Verdict.CannotTell),
        trials.Count(trial => trial.Row.FaultOwner is not null));
}

/// <summary>A case with what one trial of it left behind.</summary>
public sealed record PlayedTrial(SupportCase Case, TrialRow Row);
