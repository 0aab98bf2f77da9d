using SupportAgentBench.Calls;
using SupportAgentBench.Results;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Runs;

/// <summary>Conducts a plan in this process: plays what the store does not have yet, so many trials at once.</summary>
public sealed class RunEngine(TrialRunner runner, IResultStore store)
{
    /// <summary>Trials that are still to be played; the rest is in the store. One that is void has been played as often as it is to be.</summary>
    public async Task<IReadOnlyList<Trial>> PrepareAsync(RunPlan plan, CancellationToken cancellation)
    {
        await store.PlanAsync(plan.Protocol, [.. plan.PlannedRuns.Select(pair => pair.Run)], cancellation);
        var finished = (await store.TrialsAsync(plan.Protocol.Id, cancellation)).Where(row => row.FaultOwner is null or ErrorOwner.Customer).Select(row => (row.Run, row.Case)).ToHashSet();
        return [.. plan.Trials.Where(trial => !finished.Contains((trial.Run.Id, trial.Case.Id)))];
    }

    /// <summary>Plays the trials; <paramref name="progress"/> hears of each when it is kept.</summary>
    /// <exception cref="BudgetReachedException">Trials under way have ended, as far as the budget went; no other was begun.</exception>
    public async Task PlayAsync(RunPlan plan, IReadOnlyList<Trial> trials, IProgress<TrialResult> progress, CancellationToken cancellation)
    {
        BudgetReachedException? reached = null;
        await Parallel.ForEachAsync(
            trials, new ParallelOptions { MaxDegreeOfParallelism = plan.Concurrency, CancellationToken = cancellation },
            async (trial, stop) =>
            {
                if (reached is not null)
                {
                    return;
                }

                try
                {
                    progress.Report(await runner.RunAsync(trial, stop));
                }
                catch (BudgetReachedException e)
                {
                    reached = e;
                }
            });
        if (reached is not null)
        {
            throw reached;
        }
    }
}
