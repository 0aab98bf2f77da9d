using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Files;
using SupportAgentBench.Results;
using SupportAgentBench.Runs;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Cli;

/// <summary>A store whose model calls are played again: who played there, and what they were answered.</summary>
internal sealed class RecordedRuns : IAsyncDisposable
{
    private readonly SqliteResultStore _store;
    private readonly Protocol _protocol;
    private readonly IReadOnlyList<Run> _runs;
    private readonly IReadOnlySet<string> _cases;

    private RecordedRuns(SqliteResultStore store, Protocol protocol, IReadOnlyList<Run> runs, IReadOnlySet<string> cases)
    {
        _store = store;
        _protocol = protocol;
        _runs = runs;
        _cases = cases;
    }

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
            throw new UserMistakeException($"nothing was recorded in '{folder}': record a run first (sab run --store {folder})");
        }

        var cases = (await store.TrialsAsync(protocol!.Id, cancellation)).Select(row => row.Case).ToHashSet();
        return new(store, protocol, [.. runs.Where(run => run.Seed == runs[0].Seed)], cases);
    }

    /// <summary>The names of those who played, where none were given.</summary>
    public CastNames NamesFor(CastNames given) =>
        new(given.Agents.Count > 0 ? given.Agents : [.. _runs.Select(run => run.Agent).Distinct()], _protocol.Customer, _protocol.Judge.Split(Protocol.And));

    public IReadOnlyList<SupportCase> CasesOf(CaseSet set) => [.. set.Cases.Where(played => _cases.Contains(played.Id))];

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
    }
}
