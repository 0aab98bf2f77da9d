using System.Collections.Concurrent;
using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Judging;
using SupportAgentBench.Results;
using SupportAgentBench.Scoring;

namespace SupportAgentBench.Runs;

/// <summary>Scores and judges stored conversations again, as a layer beside what was made of them before. Going on after a stop costs nothing twice.</summary>
public sealed class Rescorer(Scorer scorer, IJudge judge, IResultStore store, ICallJournal journal)
{
    /// <summary>The runs of the layer: one for each that was played.</summary>
    public static IReadOnlyList<Run> RunsOf(Protocol layer, IReadOnlyList<Run> played) =>
        [.. played.Select(run => Run.Of(layer, run.Agent, run.Number, run.Seed) with { Source = run.Id })];

    /// <summary>Returns why the judge could not be reached, once for each conversation; the same call goes on with them.</summary>
    /// <exception cref="BudgetReachedException">What was judged before is kept.</exception>
    public async Task<IReadOnlyCollection<CallFailedException>> RescoreAsync(
        Protocol played, Protocol layer, IReadOnlyDictionary<string, SupportCase> cases, int concurrency, IProgress<TrialRow> progress, CancellationToken cancellation)
    {
        var runs = RunsOf(layer, await store.RunsAsync(played.Id, cancellation));
        await store.PlanAsync(layer, runs, cancellation);
        var done = (await store.TrialsAsync(layer.Id, cancellation)).Where(row => row.FaultOwner is null).Select(row => (row.Run, row.Case)).ToHashSet();
        var bySource = runs.ToDictionary(run => run.Source!);
        var left = (await store.TrialsAsync(played.Id, cancellation)).Where(row => cases.ContainsKey(row.Case) && !done.Contains((bySource[row.Run].Id, row.Case))).ToList();
        var unreached = new ConcurrentBag<CallFailedException>();
        await Parallel.ForEachAsync(left, new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellation }, async (row, stop) =>
        {
            try
            {
                var again = await AgainAsync(row, bySource[row.Run], cases[row.Case], stop);
                await store.KeepAgainAsync(again, stop);
                progress.Report(again);
            }
            catch (CallFailedException failure)
            {
                unreached.Add(failure);
            }
        });
        return unreached;
    }

    /// <summary>A trial that did not count has nothing to be scored, and stays as it is.</summary>
    private async Task<TrialRow> AgainAsync(TrialRow row, Run run, SupportCase played, CancellationToken cancellation)
    {
        if (row.FaultOwner is not null || await store.TranscriptAsync(row.Run, row.Case, cancellation) is not { } transcript)
        {
            return row with { Run = run.Id };
        }

        var score = scorer.Score(played, transcript);
        var calls = await TrialCalls.OpenAsync(journal, new(run.Id, row.Case, 1), cancellation);
        return row with { Run = run.Id, Score = score, Judgement = await judge.JudgeAsync(played, transcript, score, calls, cancellation) };
    }
}
