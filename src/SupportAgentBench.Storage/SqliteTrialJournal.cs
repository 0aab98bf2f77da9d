using System.Collections.Concurrent;
using System.Globalization;
using SupportAgentBench.Calls;
using SupportAgentBench.Files;

namespace SupportAgentBench.Storage;

/// <summary>One trial's part of the journal. Questions mostly begin as the one before them: only what is new is written.</summary>
internal sealed class SqliteTrialJournal(SqliteFile file, TimeProvider time, WrittenParts written, TrialKey trial, IReadOnlyList<CallRecord> earlier) : ITrialJournal
{
    private readonly ConcurrentDictionary<(ModelRole, string), Kept> _last = [];
    private long _number;

    public IReadOnlyList<CallRecord> Earlier => earlier;

    public async Task KeepAsync(CallRecord record, CancellationToken cancellation)
    {
        var parts = record.Request.Parts;
        var before = _last.GetValueOrDefault((record.Role, record.Model));
        var shared = before?.Request.Shared(record.Request) ?? 0;
        var fresh = parts.Skip(shared).Where(part => !written.Has(part)).ToList();
        var (number, row) = (0L, 0L);
        await file.WriteAsync(
            file =>
            {
                number = _number > 0 ? _number : file.Number(
                    "INSERT INTO call_trials (run, case_id, attempt) VALUES ($1, $2, $3) ON CONFLICT DO UPDATE SET attempt = attempt RETURNING id", trial.Run, trial.Case, trial.Attempt);
                foreach (var part in fresh)
                {
                    file.Run("INSERT INTO call_parts (hash, body) VALUES ($1, $2) ON CONFLICT DO NOTHING", PartHashes.Text(part.Hash), part.Body);
                }

                file.Run(
                    """
                    INSERT INTO calls (trial, role, model, turn, step, follows, shared, parts, response, cost_usd, kept_at)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                    """,
                    number, Words.Of(record.Role), record.Model, record.Turn, record.Step, before?.Row, shared, PartHashes.Write(parts, shared), record.Response,
                    record.CostUsd?.ToString(CultureInfo.InvariantCulture), time.Stamp());
                row = file.Added();
            }, cancellation);
        _number = number;
        _last[(record.Role, record.Model)] = new(row, record.Request);
        fresh.ForEach(written.Add);
    }

    public Task PresumeAsync(decimal mostUsd, CancellationToken cancellation) => file.WriteAsync(
        file => file.Run("INSERT INTO open_costs (run, most_usd, kept_at) VALUES ($1, $2, $3)", trial.Run, mostUsd.ToString(CultureInfo.InvariantCulture), time.Stamp()), cancellation);

    private sealed record Kept(long Row, RequestPrint Request);
}
