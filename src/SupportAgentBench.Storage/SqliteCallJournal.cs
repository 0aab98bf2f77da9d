using System.Globalization;
using SupportAgentBench.Calls;
using SupportAgentBench.Files;

namespace SupportAgentBench.Storage;

/// <summary>The journal of model calls, beside the results that rest on them.</summary>
public sealed class SqliteCallJournal : ICallJournal
{
    private readonly SqliteFile _file;
    private readonly TimeProvider _time;
    private readonly WrittenParts _written = new();

    internal SqliteCallJournal(SqliteFile file, TimeProvider time)
    {
        _file = file;
        _time = time;
    }

    public async Task<ITrialJournal> OfTrialAsync(TrialKey trial, CancellationToken cancellation) =>
        new SqliteTrialJournal(_file, _time, _written, trial, await EarlierAsync(trial, cancellation));

    /// <summary>What the calls of some runs cost, by role; a role with a call of unknown price has an unknown sum.</summary>
    public async Task<IReadOnlyList<PaidCall>> PaidAsync(IReadOnlyCollection<string> runs, CancellationToken cancellation) =>
        await _file.ReadAsync("SELECT role, cost_usd FROM calls WHERE trial IN (SELECT id FROM call_trials WHERE run IN (SELECT value FROM json_each($1)))",
            reader => new PaidCall(Words.Parse<ModelRole>(reader.GetString(0))!.Value, Cost(reader.IsDBNull(1) ? null : reader.GetString(1))),
            cancellation, Listed(runs));

    /// <summary>What calls of some runs may have cost at most of which nobody said what they cost, in US dollars.</summary>
    public async Task<decimal> PresumedAsync(IReadOnlyCollection<string> runs, CancellationToken cancellation) =>
        (await _file.ReadAsync("SELECT most_usd FROM open_costs WHERE run IN (SELECT value FROM json_each($1))", reader => Cost(reader.GetString(0)), cancellation, Listed(runs))).Sum() ?? 0;

    private async Task<IReadOnlyList<CallRecord>> EarlierAsync(TrialKey trial, CancellationToken cancellation)
    {
        var rows = await _file.ReadAsync(
            """
            SELECT id, role, model, turn, step, follows, shared, parts, response, cost_usd FROM calls
            WHERE trial = (SELECT id FROM call_trials WHERE run = $1 AND case_id = $2 AND attempt = $3) ORDER BY id
            """,
            reader => (Id: reader.GetInt64(0), Role: Words.Parse<ModelRole>(reader.GetString(1)), Model: reader.GetString(2), Turn: reader.GetInt32(3), Step: reader.GetInt32(4),
                Follows: reader.IsDBNull(5) ? (long?)null : reader.GetInt64(5), Shared: reader.GetInt32(6), Parts: PartHashes.Read((byte[])reader[7]),
                Response: reader.GetString(8), Cost: Cost(reader.IsDBNull(9) ? null : reader.GetString(9))),
            cancellation, trial.Run, trial.Case, trial.Attempt);
        if (rows.Count == 0)
        {
            return [];
        }

        var hashes = rows.SelectMany(row => row.Parts).Distinct().Select(PartHashes.Text);
        var bodies = (await _file.ReadAsync("SELECT hash, body FROM call_parts WHERE hash IN (SELECT value FROM json_each($1))",
            reader => RequestPart.Kept(PartHashes.Of(reader.GetString(0)), reader.GetString(1)), cancellation, Listed(hashes))).ToDictionary(part => part.Hash);
        var asked = new Dictionary<long, RequestPrint>();
        foreach (var row in rows)
        {
            if (row.Role is null)
            {
                throw Damaged("a call is in nobody's part");
            }

            var before = row.Follows is { } follows ? asked.GetValueOrDefault(follows)?.Parts.Take(row.Shared) : [];
            var own = row.Parts.Select(bodies.GetValueOrDefault).ToList();
            if (before is null || own.Contains(null))
            {
                throw Damaged("a part of a question is missing");
            }

            asked[row.Id] = new([.. before, .. own.Select(part => part!)]);
        }

        return [.. rows.Select(row => new CallRecord(row.Role!.Value, row.Model, row.Turn, row.Step, asked[row.Id], row.Response, row.Cost))];

        UserMistakeException Damaged(string what) =>
            new($"the model calls of case '{trial.Case}' in run {trial.Run} cannot be read: {what}. The store is damaged; results that are finished can still be read");
    }

    /// <summary>Ids and hashes, which need no escaping, for json_each.</summary>
    private static string Listed(IEnumerable<string> ids) => $"[\"{string.Join("\",\"", ids)}\"]";

    private static decimal? Cost(string? written) => written is null ? null : decimal.Parse(written, CultureInfo.InvariantCulture);
}

/// <summary>One paid call; its price is null where it is unknown.</summary>
public sealed record PaidCall(ModelRole Role, decimal? CostUsd);
