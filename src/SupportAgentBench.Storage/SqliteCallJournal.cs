using System.Collections.Concurrent;
using System.Globalization;
using SupportAgentBench.Calls;
using SupportAgentBench.Files;

namespace SupportAgentBench.Storage;

/// <summary>The journal of model calls, beside the results that rest on them.</summary>
public sealed class SqliteCallJournal : ICallJournal
{
    /// <summary>Instructions and tools are in every request: what was written once need not be offered again. Bounded, so that memory stays so.</summary>
    private const int MostRemembered = 65_536;

    private readonly SqliteFile _file;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, bool> _written = new(StringComparer.Ordinal);
    private int _remembered;

    internal SqliteCallJournal(SqliteFile file, TimeProvider time)
    {
        _file = file;
        _time = time;
    }

    public async Task<IReadOnlyList<CallRecord>> OfTrialAsync(TrialKey trial, CancellationToken cancellation)
    {
        var rows = await _file.ReadAsync(
            "SELECT role, model, turn, step, request, parts, response, cost_usd FROM calls WHERE run = $1 AND case_id = $2 AND attempt = $3 ORDER BY rowid",
            reader => (Role: Words.Parse<ModelRole>(reader.GetString(0))!.Value, Model: reader.GetString(1), Turn: reader.GetInt32(2), Step: reader.GetInt32(3),
                Request: reader.GetString(4), Parts: Convert.ToHexStringLower((byte[])reader[5]).Chunk(RequestPart.HashLetters).Select(letters => new string(letters)).ToList(),
                Response: reader.GetString(6), Cost: reader.IsDBNull(7) ? (decimal?)null : decimal.Parse(reader.GetString(7), CultureInfo.InvariantCulture)),
            cancellation, trial.Run, trial.Case, trial.Attempt);
        if (rows.Count == 0)
        {
            return [];
        }

        var hashes = rows.SelectMany(row => row.Parts).Distinct(StringComparer.Ordinal).ToList();
        var bodies = (await _file.ReadAsync("SELECT hash, body FROM call_parts WHERE hash IN (SELECT value FROM json_each($1))",
            reader => new RequestPart(reader.GetString(0), reader.GetString(1)), cancellation, $"[\"{string.Join("\",\"", hashes)}\"]")).ToDictionary(part => part.Hash);
        return [.. rows.Select(row => new CallRecord(row.Role, row.Model, row.Turn, row.Step, new(row.Request, [.. row.Parts.Select(hash => bodies[hash])]), row.Response, row.Cost))];
    }

    public async Task KeepAsync(TrialKey trial, CallRecord record, CancellationToken cancellation)
    {
        var parts = new byte[record.Request.Parts.Count * RequestPart.HashLetters / 2];
        var fresh = new List<RequestPart>();
        foreach (var (index, part) in record.Request.Parts.Index())
        {
            Convert.FromHexString(part.Hash, parts.AsSpan(index * RequestPart.HashLetters / 2), out _, out _);
            if (!_written.ContainsKey(part.Hash))
            {
                fresh.Add(part);
            }
        }

        await _file.WriteAsync(
            file =>
            {
                foreach (var part in fresh)
                {
                    file.Run("INSERT INTO call_parts (hash, body) VALUES ($1, $2) ON CONFLICT DO NOTHING", part.Hash, part.Body);
                }

                file.Run(
                    """
                    INSERT INTO calls (run, case_id, attempt, role, model, turn, step, request, parts, response, cost_usd, kept_at)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING
                    """,
                    trial.Run, trial.Case, trial.Attempt, Words.Of(record.Role), record.Model, record.Turn, record.Step, record.Request.Hash, parts, record.Response,
                    record.CostUsd?.ToString(CultureInfo.InvariantCulture), _time.Stamp());
            }, cancellation);
        foreach (var part in fresh)
        {
            // Counted apart: the dictionary's own count locks all of it.
            if (_remembered < MostRemembered && _written.TryAdd(part.Hash, true))
            {
                Interlocked.Increment(ref _remembered);
            }
        }
    }

    /// <summary>What the calls of some runs cost, by role; a role with a call of unknown price has an unknown sum.</summary>
    public async Task<IReadOnlyList<PaidCall>> PaidAsync(IReadOnlyCollection<string> runs, CancellationToken cancellation) =>
        await _file.ReadAsync("SELECT role, cost_usd FROM calls WHERE run IN (SELECT value FROM json_each($1))",
            reader => new PaidCall(Words.Parse<ModelRole>(reader.GetString(0))!.Value, reader.IsDBNull(1) ? null : decimal.Parse(reader.GetString(1), CultureInfo.InvariantCulture)),
            cancellation, $"[\"{string.Join("\",\"", runs)}\"]");
}

/// <summary>One paid call; its price is null where it is unknown.</summary>
public sealed record PaidCall(ModelRole Role, decimal? CostUsd);
