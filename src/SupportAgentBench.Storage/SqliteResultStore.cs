using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;
using SupportAgentBench.Files;
using SupportAgentBench.Results;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Storage;

/// <summary>
/// Results in one SQLite file (WAL). One writer: trials are kept one after the other, each in a transaction of its own, so that
/// a process that is killed at any moment leaves whole trials only.
/// </summary>
public sealed class SqliteResultStore : IResultStore
{
    private const string FileName = "sab.db";
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _one = new(1, 1);

    private SqliteResultStore(SqliteConnection connection, TimeProvider time)
    {
        _connection = connection;
        _time = time;
    }

    /// <summary>Opens the store in a folder; makes it when <paramref name="create"/> is set.</summary>
    /// <exception cref="UserMistakeException">There is no store, or it cannot be read or written; nothing was changed.</exception>
    public static async Task<SqliteResultStore> OpenAsync(string folder, bool create, TimeProvider time, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, FileName);
        if (!create && !File.Exists(file))
        {
            throw new UserMistakeException($"there are no results in '{folder}': play something first (sab run --store {folder}), or name another --store");
        }

        try
        {
            Directory.CreateDirectory(folder);
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
                Pooling = false,
                DefaultTimeout = 30,
            }.ToString());
            await connection.OpenAsync(cancellation);
            var store = new SqliteResultStore(connection, time);
            await store.ExecuteAsync("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;", cancellation);
            await Migrations.ApplyAsync(connection, file, cancellation);
            return store;
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new UserMistakeException($"the store '{file}' cannot be used: {Reason(e)}");
        }
    }

    public Task PlanAsync(Protocol protocol, IReadOnlyList<Run> runs, CancellationToken cancellation) => InTransactionAsync(
        async transaction =>
        {
            await WriteAsync(transaction, "INSERT INTO protocols (id, body) VALUES ($id, $body) ON CONFLICT DO NOTHING", cancellation,
                ("$id", protocol.Id), ("$body", ResultJson.Write(protocol)));
            foreach (var run in runs)
            {
                await WriteAsync(transaction,
                    "INSERT INTO runs (id, protocol, agent, number, seed, planned_at) VALUES ($id, $protocol, $agent, $number, $seed, $at) ON CONFLICT DO NOTHING",
                    cancellation, ("$id", run.Id), ("$protocol", run.Protocol), ("$agent", run.Agent), ("$number", run.Number), ("$seed", run.Seed), ("$at", Now()));
            }
        }, cancellation);

    public Task KeepAsync(TrialResult result, CancellationToken cancellation)
    {
        var transcript = Pack(TranscriptJson.Write(result.Transcript));
        return InTransactionAsync(
            async transaction =>
            {
                // A trial that counts stays; one that failed through somebody else's fault gives way to a later try.
                var kept = await WriteAsync(transaction,
                    """
                    INSERT INTO trials (run, case_id, fault_owner, score, judgement, cost_usd, finished_at)
                    VALUES ($run, $case, $owner, $score, $judgement, $cost, $at)
                    ON CONFLICT (run, case_id) DO UPDATE SET
                        fault_owner = excluded.fault_owner, score = excluded.score, judgement = excluded.judgement,
                        cost_usd = excluded.cost_usd, finished_at = excluded.finished_at
                    WHERE trials.fault_owner IS NOT NULL
                    """,
                    cancellation, ("$run", result.Run), ("$case", result.Case), ("$owner", result.FaultOwner is { } owner ? Words.Of(owner) : null),
                    ("$score", result.Score is null ? null : ResultJson.Write(result.Score)),
                    ("$judgement", result.Judgement is null ? null : ResultJson.Write(result.Judgement)),
                    ("$cost", result.CostUsd?.ToString(CultureInfo.InvariantCulture)), ("$at", Now()));
                if (kept > 0)
                {
                    await WriteAsync(transaction, "INSERT OR REPLACE INTO transcripts (run, case_id, body) VALUES ($run, $case, $body)", cancellation,
                        ("$run", result.Run), ("$case", result.Case), ("$body", transcript));
                }
            }, cancellation);
    }

    public Task<IReadOnlyList<Protocol>> ProtocolsAsync(CancellationToken cancellation) =>
        ReadAsync("SELECT body FROM protocols ORDER BY rowid", reader => ResultJson.ReadProtocol(reader.GetString(0)), cancellation);

    public Task<IReadOnlyList<Run>> RunsAsync(string protocol, CancellationToken cancellation) =>
        ReadAsync("SELECT id, protocol, agent, number, seed FROM runs WHERE protocol = $protocol ORDER BY agent, seed, number",
            reader => new Run(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetInt32(4)), cancellation, ("$protocol", protocol));

    public Task<IReadOnlyList<TrialRow>> TrialsAsync(string protocol, CancellationToken cancellation) =>
        ReadAsync(
            """
            SELECT t.run, r.agent, t.case_id, t.fault_owner, t.score, t.judgement, t.cost_usd
            FROM trials t JOIN runs r ON r.id = t.run WHERE r.protocol = $protocol ORDER BY t.run, t.case_id
            """,
            reader => new TrialRow(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : Words.Parse<ErrorOwner>(reader.GetString(3)),
                reader.IsDBNull(4) ? null : ResultJson.ReadScore(reader.GetString(4)), reader.IsDBNull(5) ? null : ResultJson.ReadJudgement(reader.GetString(5)),
                reader.IsDBNull(6) ? null : decimal.Parse(reader.GetString(6), CultureInfo.InvariantCulture)),
            cancellation, ("$protocol", protocol));

    public async Task<Transcript?> TranscriptAsync(string run, string caseId, CancellationToken cancellation) =>
        (await ReadAsync("SELECT body FROM transcripts WHERE run = $run AND case_id = $case", reader => TranscriptJson.Read(Unpack((byte[])reader[0])),
            cancellation, ("$run", run), ("$case", caseId))).SingleOrDefault();

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _one.Dispose();
    }

    private async Task InTransactionAsync(Func<SqliteTransaction, Task> write, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await using var transaction = (SqliteTransaction)await _connection.BeginTransactionAsync(cancellation);
            await write(transaction);
            await transaction.CommitAsync(cancellation);
        }
        catch (SqliteException e)
        {
            throw new UserMistakeException($"a result could not be kept: {Reason(e)}. What was finished before is kept; mend it and run the same command again");
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<int> WriteAsync(SqliteTransaction transaction, string sql, CancellationToken cancellation, params (string Name, object? Value)[] parameters)
    {
        await using var command = Command(sql, parameters);
        command.Transaction = transaction;
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(
        string sql, Func<SqliteDataReader, T> row, CancellationToken cancellation, params (string Name, object? Value)[] parameters)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await using var command = Command(sql, parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellation))
            {
                rows.Add(row(reader));
            }

            return rows;
        }
        catch (SqliteException e)
        {
            throw new UserMistakeException($"the results cannot be read: {Reason(e)}");
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var command = Command(sql, []);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private SqliteCommand Command(string sql, (string Name, object? Value)[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    private string Now() => _time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);

    private static string Reason(Exception e) => e is SqliteException sqlite
        ? sqlite.SqliteErrorCode switch
        {
            13 => "the disk is full",
            26 or 11 => "the file is not a store, or it is damaged",
            8 or 14 => "it cannot be opened or written; check the folder's permissions",
            5 or 6 => "another process is writing to it; wait for it, or name another --store",
            _ => sqlite.Message,
        }
        : e.Message;

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            brotli.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static string Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var reader = new StreamReader(brotli, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
