using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SupportAgentBench.Files;
using SupportAgentBench.Results;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Storage;

/// <summary>Results in the SQLite file of a folder: each trial in one transaction.</summary>
public sealed class SqliteResultStore : IResultStore
{
    private const string FileName = "sab.db";
    private readonly SqliteFile _file;
    private readonly TimeProvider _time;

    private SqliteResultStore(SqliteFile file, TimeProvider time)
    {
        _file = file;
        _time = time;
        Journal = new SqliteCallJournal(file, time);
    }

    /// <summary>The model calls that the results rest on, in the same file.</summary>
    public SqliteCallJournal Journal { get; }

    /// <summary>Whether there is a store in a folder.</summary>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Opens the store in a folder; makes it when <paramref name="create"/> is set.</summary>
    /// <exception cref="UserMistakeException">There is no store, or it cannot be read or written; nothing was changed.</exception>
    public static async Task<SqliteResultStore> OpenAsync(string folder, bool create, TimeProvider time, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, FileName);
        return create || File.Exists(file)
            ? new(await SqliteFile.OpenAsync(file, create, cancellation), time)
            : throw new UserMistakeException($"there are no results in '{folder}': play something first, with sab run, or name another --store");
    }

    public Task PlanAsync(Protocol protocol, IReadOnlyList<Run> runs, CancellationToken cancellation) => _file.WriteAsync(
        file =>
        {
            file.Run("INSERT INTO protocols (id, body) VALUES ($1, $2) ON CONFLICT DO NOTHING", protocol.Id, ResultJson.Write(protocol));
            foreach (var run in runs)
            {
                file.Run("INSERT INTO runs (id, protocol, agent, number, seed, planned_at, source) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
                    run.Id, run.Protocol, run.Agent, run.Number, run.Seed, _time.Stamp(), run.Source);
            }
        }, cancellation);

    public Task KeepAsync(TrialResult result, CancellationToken cancellation)
    {
        var transcript = Pack(TranscriptJson.WriteBytes(result.Transcript));
        var score = result.Score is null ? null : ResultJson.Write(result.Score);
        var judgement = result.Judgement is null ? null : ResultJson.Write(result.Judgement);
        var audit = result.Audit is null ? null : ResultJson.Write(result.Audit);
        return _file.WriteAsync(
            file =>
            {
                // A trial that counts stays; one that failed through somebody else's fault gives way to a later try.
                var kept = file.Run(
                    """
                    INSERT INTO trials (run, case_id, fault_owner, score, judgement, cost_usd, finished_at, audit)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                    ON CONFLICT (run, case_id) DO UPDATE SET
                        fault_owner = excluded.fault_owner, score = excluded.score, judgement = excluded.judgement,
                        cost_usd = excluded.cost_usd, finished_at = excluded.finished_at, audit = excluded.audit
                    WHERE trials.fault_owner IS NOT NULL
                    """,
                    result.Run, result.Case, result.FaultOwner is { } owner ? Words.Of(owner) : null, score, judgement,
                    result.CostUsd?.ToString(CultureInfo.InvariantCulture), _time.Stamp(), audit);
                if (kept > 0)
                {
                    file.Run("INSERT OR REPLACE INTO transcripts (run, case_id, body) VALUES ($1, $2, $3)", result.Run, result.Case, transcript);
                }
            }, cancellation);
    }

    public Task KeepAgainAsync(TrialRow row, CancellationToken cancellation)
    {
        var score = row.Score is null ? null : ResultJson.Write(row.Score);
        var judgement = row.Judgement is null ? null : ResultJson.Write(row.Judgement);
        var audit = row.Audit is null ? null : ResultJson.Write(row.Audit);
        return _file.WriteAsync(
            file => file.Run(
                """
                INSERT INTO trials (run, case_id, fault_owner, score, judgement, cost_usd, finished_at, audit)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (run, case_id) DO UPDATE SET
                    fault_owner = excluded.fault_owner, score = excluded.score, judgement = excluded.judgement,
                    cost_usd = excluded.cost_usd, finished_at = excluded.finished_at, audit = excluded.audit
                WHERE trials.fault_owner IS NOT NULL
                """,
                row.Run, row.Case, row.FaultOwner is { } owner ? Words.Of(owner) : null, score, judgement, row.CostUsd?.ToString(CultureInfo.InvariantCulture), _time.Stamp(), audit),
            cancellation);
    }

    public Task<IReadOnlyList<Protocol>> ProtocolsAsync(CancellationToken cancellation) =>
        _file.ReadAsync(
            """
            SELECT p.id, p.body FROM protocols p
            ORDER BY (SELECT max(max(r.planned_at, coalesce((SELECT max(t.finished_at) FROM trials t WHERE t.run = r.id), ''))) FROM runs r WHERE r.protocol = p.id), p.rowid
            """,
            reader => ProtocolOf(reader.GetString(0), reader.GetString(1)), cancellation);

    public Task<IReadOnlyList<Run>> RunsAsync(string protocol, CancellationToken cancellation) =>
        _file.ReadAsync("SELECT id, protocol, agent, number, seed FROM runs WHERE protocol = $1 ORDER BY agent, seed, number",
            reader => new Run(RunId(reader.GetString(0)), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetInt32(4)), cancellation, protocol);

    public async Task<IReadOnlyList<RunTally>> TalliesAsync(string protocol, CancellationToken cancellation)
    {
        var rows = await _file.ReadAsync(
            """
            SELECT r.id, r.protocol, r.agent, r.number, r.seed, r.planned_at, t.fault_owner, count(t.case_id), min(t.finished_at), max(t.finished_at)
            FROM runs r LEFT JOIN trials t ON t.run = r.id WHERE r.protocol = $1 GROUP BY r.id, t.fault_owner ORDER BY r.agent, r.seed, r.number
            """,
            reader => (
                Run: new Run(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetInt32(4)), Planned: Stamps.Parse(reader.GetString(5)),
                Owner: reader.IsDBNull(6) ? (ErrorOwner?)null : Words.Parse<ErrorOwner>(reader.GetString(6)), Count: reader.GetInt32(7),
                First: reader.IsDBNull(8) ? (DateTimeOffset?)null : Stamps.Parse(reader.GetString(8)), Last: reader.IsDBNull(9) ? (DateTimeOffset?)null : Stamps.Parse(reader.GetString(9))),
            cancellation, protocol);
        return [.. rows.GroupBy(row => row.Run).Select(run => new RunTally(
            run.Key, run.First().Planned, run.Min(row => row.First), run.Max(row => row.Last), run.Where(row => row.Owner is null).Sum(row => row.Count),
            run.Where(row => row.Owner is not null).ToDictionary(row => row.Owner!.Value, row => row.Count)))];
    }

    public async Task<string> VersionAsync(CancellationToken cancellation) =>
        $"{(await _file.ReadAsync("PRAGMA data_version", reader => reader.GetInt64(0), cancellation))[0]}";

    public Task<IReadOnlyList<TrialRow>> TrialsAsync(string protocol, CancellationToken cancellation) => RowsAsync("r.protocol = $1", cancellation, protocol);

    /// <summary>The trials of some runs alone: a comparison need not read a whole board.</summary>
    public Task<IReadOnlyList<TrialRow>> TrialsAsync(IReadOnlyList<Run> runs, CancellationToken cancellation) =>
        RowsAsync($"t.run IN ({string.Join(", ", runs.Select((_, place) => $"${place + 1}"))})", cancellation, [.. runs.Select(run => run.Id)]);

    private async Task<IReadOnlyList<TrialRow>> RowsAsync(string where, CancellationToken cancellation, params string[] values)
    {
        // A board reads thousands of scores at once. Understanding them is most of the work, each stands alone, and it begins while others are still read.
        try
        {
            return await _file.ReadAllAsync(
                $"""
                SELECT t.run, r.agent, t.case_id, t.fault_owner, t.score, t.judgement, t.cost_usd, t.audit
                FROM trials t JOIN runs r ON r.id = t.run WHERE {where} ORDER BY t.run, t.case_id
                """,
                StoredRow.Of, rows => rows.AsParallel().AsOrdered().Select(Row).ToList(), cancellation, values);
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<UserMistakeException>().FirstOrDefault() is { } mistake)
        {
            throw mistake;
        }
    }

    /// <summary>A protocol's id follows from all that it says: another id would be another protocol.</summary>
    private static Protocol ProtocolOf(string id, string body)
    {
        try
        {
            return ResultJson.ReadProtocol(body) is { } read && read.Id == id ? read : throw new FormatException("it says something else than it did when it was written");
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or NotSupportedException)
        {
            throw new UserMistakeException($"the protocol {id} cannot be read: {e.Message.TrimEnd('.')}. The store is damaged, or was written by another version of sab");
        }
    }

    /// <summary>Run ids become names of folders and addresses.</summary>
    private static string RunId(string id) => id.Length == 8 && id.All(char.IsAsciiHexDigitLower) ? id
        : throw new UserMistakeException($"the run '{id}' has no id that sab writes (8 digits, 0 to f). The store is damaged, or was written by another version of sab");

    /// <summary>Sums over a board must not overflow: no conversation costs a billion, whatever the prices.</summary>
    private static decimal Dollars(string text) =>
        decimal.Parse(text, CultureInfo.InvariantCulture) is >= 0 and < 1_000_000_000 and var dollars ? dollars : throw new FormatException($"{text} is no price of a conversation");

    /// <summary>A file that others may have written in is read with suspicion: what cannot be understood is told, with its place.</summary>
    private static TrialRow Row(StoredRow row)
    {
        try
        {
            var read = new TrialRow(
                row.Run, row.Agent, row.Case, row.FaultOwner is { } owner ? Words.Parse<ErrorOwner>(owner) ?? throw new FormatException($"'{owner}' owns no fault") : null,
                row.Score is { } score ? ResultJson.ReadScore(score) : null, row.Judgement is { } judgement ? ResultJson.ReadJudgement(judgement) : null, row.Cost is { } cost ? Dollars(cost) : null)
            {
                Audit = row.Audit is { } audit ? ResultJson.ReadAudit(audit) : null,
            };
            return read is { Score: { Findings: null } } or { Judgement: { Criteria: null } } ? throw new FormatException("a part of it is missing") : read;
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException or ArgumentException or NotSupportedException)
        {
            throw new UserMistakeException($"the result of case '{row.Case}' in run {row.Run} cannot be read: {e.Message.TrimEnd('.')}. The store is damaged, or was written by another version of sab");
        }
    }

    public async Task<Transcript?> TranscriptAsync(string run, string caseId, CancellationToken cancellation) =>
        (await _file.ReadAsync("SELECT body FROM transcripts WHERE run = coalesce((SELECT source FROM runs WHERE id = $1), $1) AND case_id = $2", reader => TranscriptOf((byte[])reader[0], run, caseId), cancellation, run, caseId)).SingleOrDefault();

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private static byte[] Pack(ReadOnlyMemory<byte> text)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            brotli.Write(text.Span);
        }

        return packed.ToArray();
    }

    private static Transcript TranscriptOf(byte[] body, string run, string caseId)
    {
        try
        {
            return TranscriptJson.Read(Unpack(body));
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidDataException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            throw new UserMistakeException($"the conversation of case '{caseId}' in run {run} cannot be read: {e.Message.TrimEnd('.')}. The store is damaged, or was written by another version of sab");
        }
    }

    private static string Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var reader = new StreamReader(brotli, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>A trial as it lies in the file; its JSON in UTF-8, as it will be parsed.</summary>
    private sealed record StoredRow(string Run, string Agent, string Case, string? FaultOwner, byte[]? Score, byte[]? Judgement, string? Cost, byte[]? Audit)
    {
        public static StoredRow Of(SqliteDataReader reader) => new(
            reader.GetString(0), reader.GetString(1), reader.GetString(2), Text(reader, 3), Bytes(reader, 4), Bytes(reader, 5), Text(reader, 6), Bytes(reader, 7));

        private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

        private static byte[]? Bytes(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);
    }
}
