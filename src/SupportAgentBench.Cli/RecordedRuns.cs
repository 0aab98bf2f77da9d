using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Files;
using SupportAgentBench.Results;
using SupportAgentBench.Runs;
using SupportAgentBench.Storage;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Cli;

/// <summary>A store whose model calls are played again: who played there, and what they were answered.</summary>
internal sealed class RecordedRuns : IAsyncDisposable
{
    private readonly SqliteResultStore _store;
    private readonly Protocol _protocol;
    private readonly IReadOnlyList<Run> _runs;

    private RecordedRuns(SqliteResultStore store, Protocol protocol, IReadOnlyList<Run> runs, IReadOnlySet<(string Agent, int Number, string Case)> trials)
    {
        _store = store;
        _protocol = protocol;
        _runs = runs;
        Trials = trials;
    }

    /// <summary>What was played to its end there; what the provider lost cannot be played again.</summary>
    public IReadOnlySet<(string Agent, int Number, string Case)> Trials { get; }

    /// <summary>Runs of an agent, and their seed.</summary>
    public int Runs => _runs.Max(run => run.Number);

    public int Seed => _runs[0].Seed;

    /// <exception cref="UserMistakeException">There is no store in the folder, or nothing in it.</exception>
    public static async Task<RecordedRuns> OpenAsync(string folder, CancellationToken cancellation)
    {
        var store = await SqliteResultStore.OpenAsync(folder, create: false, TimeProvider.System, cancellation);
        var protocol = (await store.ProtocolsAsync(cancellation)).LastOrDefault(known => known is { Layer: null, Tools: null });
        var runs = protocol is null ? [] : await store.RunsAsync(protocol.Id, cancellation);
        if (runs.Count == 0)
        {
            await store.DisposeAsync();
            throw new UserMistakeException($"nothing was recorded in '{folder}': record a run first, with sab run");
        }

        runs = [.. runs.Where(run => run.Seed == runs[0].Seed)];
        var numbers = runs.ToDictionary(run => run.Id, run => run.Number);
        return new(store, protocol!, runs, (await store.TrialsAsync(protocol!.Id, cancellation))
            .Where(row => row.FaultOwner is null or ErrorOwner.Customer && numbers.ContainsKey(row.Run)).Select(row => (row.Agent, numbers[row.Run], row.Case)).ToHashSet());
    }

    /// <summary>The names of those who played, where none were given.</summary>
    public CastNames NamesFor(CastNames given) =>
        new(given.Agents.Count > 0 ? given.Agents : [.. _runs.Select(run => run.Agent).Distinct()], _protocol.Customer, _protocol.Judge.Split(Protocol.And));

    public IReadOnlyList<SupportCase> CasesOf(CaseSet set) => [.. set.Cases.IntersectBy(Trials.Select(trial => trial.Case), played => played.Id)];

    /// <summary>The record, under the ids that the runs have now: they differ where desk, cases or prompts do, and then the first difference is told.</summary>
    public ICallJournal JournalFor(RunPlan plan) => new Record(_store.Journal, plan.PlannedRuns.Select(pair => pair.Run)
        .Select(now => (Now: now.Id, Then: _runs.FirstOrDefault(then => then.Agent == now.Agent && then.Number == now.Number && then.Seed == now.Seed)?.Id))
        .Where(pair => pair.Then is not null).ToDictionary(pair => pair.Now, pair => pair.Then!));

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private sealed class Record(SqliteCallJournal journal, IReadOnlyDictionary<string, string> then) : ICallJournal
    {
        public async Task<ITrialJournal> OfTrialAsync(TrialKey trial, CancellationToken cancellation) =>
            new RecordedTrial(then.TryGetValue(trial.Run, out var run) ? (await journal.OfTrialAsync(trial with { Run = run }, cancellation)).Earlier : []);
    }

    private sealed class RecordedTrial(IReadOnlyList<CallRecord> earlier) : ITrialJournal
    {
        public IReadOnlyList<CallRecord> Earlier => earlier;

        public Task KeepAsync(CallRecord record, CancellationToken cancellation) => Task.CompletedTask;

        public Task PresumeAsync(decimal mostUsd, CancellationToken cancellation) => Task.CompletedTask;
    }
}
