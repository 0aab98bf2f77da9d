using SupportAgentBench.Boards;
using SupportAgentBench.Cases;
using SupportAgentBench.Results;

namespace SupportAgentBench.Exports;

/// <summary>What is exported: the trials of one protocol, with the runs and the cases that they belong to.</summary>
public sealed record ExportedResults(Protocol Protocol, IReadOnlyList<SupportCase> Cases, IReadOnlyList<Run> Runs, IReadOnlyList<TrialRow> Rows)
{
    /// <summary>By agent, run and case: the same results give the same file.</summary>
    public IReadOnlyList<ExportedTrial> Trials()
    {
        var cases = Cases.ToDictionary(played => played.Id);
        var runs = Runs.ToDictionary(run => run.Id);
        return [.. Rows.Where(row => cases.ContainsKey(row.Case) && runs.ContainsKey(row.Run)).Select(row => new ExportedTrial(runs[row.Run], cases[row.Case], row))
            .OrderBy(trial => trial.Run.Agent, StringComparer.Ordinal).ThenBy(trial => trial.Run.Seed).ThenBy(trial => trial.Run.Number).ThenBy(trial => trial.Case.Bucket).ThenBy(trial => trial.Case.Id, StringComparer.Ordinal)];
    }
}

/// <summary>One trial with its run and its case.</summary>
public sealed record ExportedTrial(Run Run, SupportCase Case, TrialRow Row)
{
    /// <summary>Whether it went well, by what decides in its bucket; null when that is not known.</summary>
    public bool? WentWell => Outcomes.Of(Case, Row) switch { TrialOutcome.Passed => true, TrialOutcome.Failed => false, _ => null };
}
