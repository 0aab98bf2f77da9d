using SupportAgentBench.Results;

namespace SupportAgentBench.Runs;

/// <summary>Conducts a plan in this process: plays what the store does not have yet, so many trials at once.</summary>
public sealed class RunEngine(TrialRunner runner, IResultStore store)
{
    /// <summary>Trials that are still to be played; the rest is in the store.</summary>
    public async Task<IReadOnlyList<Trial>> PrepareAsync(RunPlan plan, CancellationToken cancellation)
    {
        var planned = plan.PlannedRuns;
        await store.PlanAsync(plan.Protocol, [.. planned.Select(pair => pair.Run)], cancellation);
        var finished = (await store.TrialsAsync(plan.Protocol.Id, cancellation)).Where(row => row.FaultOwner is null).Select(row => (row.Run, row.Case)).ToHashSet();
        return [.. planned.SelectMany(pair => plan.Cases.Select(played => new Trial(pair.Agent, pair.Run, played)))
            .Where(trial => !finished.Contains((trial.Run.Id, trial.Case.Id)))];
    }

    /// <summary>Plays the trials; <paramref name="progress"/> hears of each when it is kept.</summary>
    public Task PlayAsync(RunPlan plan, IReadOnlyList<Trial> trials, IProgress<TrialResult> progress, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            trials, new ParallelOptions { MaxDegreeOfParallelism = plan.Concurrency, CancellationToken = cancellation },
            async (trial, stop) => progress.Report(await runner.RunAsync(trial, stop)));
}
