using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using SupportAgentBench.Files;

namespace SupportAgentBench.Storage;

/// <summary>
/// One SQLite file (WAL). One writer: what is waiting is written together in one transaction, and each write returns when it is committed.
/// A process that is killed at any moment leaves whole writes only.
/// </summary>
internal sealed class SqliteFile : IAsyncDisposable
{
    /// <summary>A commit costs as much as some hundred rows; longer batches only keep the first waiting.</summary>
    private const int MostTogether = 512;

    private readonly SqliteConnection _writer;
    private readonly SqliteConnection _reader;
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly Channel<Write> _waiting = Channel.CreateUnbounded<Write>(new() { SingleReader = true });
    private readonly Dictionary<string, WriteStatement> _prepared = [];
    private readonly Task _writing;

    private SqliteFile(SqliteConnection writer, SqliteConnection reader)
    {
        _writer = writer;
        _reader = reader;
        _writing = Task.Run(WriteAllAsync);
    }

    /// <exception cref="UserMistakeException">It cannot be read or written; nothing was changed.</exception>
    public static async Task<SqliteFile> OpenAsync(string file, bool create, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var writer = await ConnectAsync(file, create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite, cancellation);
            return await OrLetGo(writer, async () =>
            {
                await using (var settings = writer.CreateCommand())
                {
                    settings.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;";
                    await settings.ExecuteNonQueryAsync(cancellation);
                }

                await Migrations.ApplyAsync(writer, file, cancellation);
                // Statements that are bound by hand wait for another process's write as long as a command would.
                raw.sqlite3_busy_timeout(writer.Handle, 1000 * writer.DefaultTimeout);
                return new SqliteFile(writer, await ConnectAsync(file, SqliteOpenMode.ReadWrite, cancellation));
            });
        }
        catch (SqliteException e) when (!create && e.SqliteErrorCode is raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN && IsWhole(file))
        {
            return await OpenToReadAsync(file, cancellation);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new UserMistakeException($"the store '{file}' cannot be used: {Reason(e)}");
        }
    }

    /// <summary>On a disk that takes no writes SQLite has nowhere to note that it reads; the file is taken as one that nobody changes.</summary>
    private static async Task<SqliteFile> OpenToReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            var unchanging = new Uri(file).AbsoluteUri + "?immutable=1";
            var reader = await ConnectAsync(unchanging, SqliteOpenMode.ReadOnly, cancellation);
            return await OrLetGo(reader, async () =>
            {
                await Migrations.RefuseOtherAsync(reader, file, cancellation);
                return new SqliteFile(await ConnectAsync(unchanging, SqliteOpenMode.ReadOnly, cancellation), reader);
            });
        }
        catch (SqliteException e)
        {
            throw new UserMistakeException($"the store '{file}' cannot be used: {Reason(e)}");
        }
    }

    /// <summary>Whether all that was written is in the file itself: a process that was killed leaves the last of it beside.</summary>
    private static bool IsWhole(string file) => File.Exists(file) && new FileInfo(file + "-wal") is not { Exists: true, Length: > 0 };

    /// <summary>Writes in a transaction and returns when it is committed; the writes of one call stand or fall together.</summary>
    public async Task WriteAsync(Action<SqliteFile> write, CancellationToken cancellation)
    {
        var waiting = new Write(write);
        await _waiting.Writer.WriteAsync(waiting, cancellation);
        try
        {
            // Once it is waiting it will be written: whoever stops waiting would only not hear of it.
            await waiting.Done.Task;
        }
        catch (SqliteException e)
        {
            throw new UserMistakeException($"a result could not be kept: {Reason(e)}. What was finished before is kept; mend it and run the same command again");
        }
    }

    /// <summary>Runs a statement inside a write; returns the number of rows that it changed.</summary>
    public int Run(string sql, params ReadOnlySpan<object?> values) => Prepared(sql).Run(values);

    /// <summary>Runs a statement inside a write that returns a number.</summary>
    public long Number(string sql, params ReadOnlySpan<object?> values) => Prepared(sql).Number(values);

    /// <summary>The number of the row that was added last, inside a write.</summary>
    public long Added() => raw.sqlite3_last_insert_rowid(_writer.Handle);

    public Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<SqliteDataReader, T> row, CancellationToken cancellation, params object?[] values) =>
        ReadAllAsync<T, T>(sql, row, rows => [.. rows], cancellation, values);

    /// <param name="row">Reads the row that the reader stands on; never called twice at once.</param>
    /// <param name="all">Makes the answer of the rows, which it gets one by one while they are read, and asks for once.</param>
    public async Task<IReadOnlyList<TOut>> ReadAllAsync<TRow, TOut>(
        string sql, Func<SqliteDataReader, TRow> row, Func<IEnumerable<TRow>, IReadOnlyList<TOut>> all, CancellationToken cancellation, params object?[] values)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            await using var command = _reader.CreateCommand();
            command.CommandText = sql;
            foreach (var (index, value) in values.Index())
            {
                command.Parameters.AddWithValue($"${index + 1}", value ?? DBNull.Value);
            }

            await using var reader = await command.ExecuteReaderAsync(cancellation);
            return all(Rows(reader, row, cancellation));
        }
        catch (SqliteException e)
        {
            throw new UserMistakeException($"the results cannot be read: {Reason(e)}");
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<SqliteException>().FirstOrDefault() is { } inner)
        {
            throw new UserMistakeException($"the results cannot be read: {Reason(inner)}");
        }
        catch (AggregateException e) when (e.InnerExceptions.Any(inner => inner is OperationCanceledException))
        {
            // Rows that are read on several threads: whoever stopped it waits for one exception.
            throw new OperationCanceledException(cancellation);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>SQLite reads from the disk and waits for nobody: there is nothing to await.</summary>
    private static IEnumerable<T> Rows<T>(SqliteDataReader reader, Func<SqliteDataReader, T> row, CancellationToken cancellation)
    {
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return row(reader);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing;
        foreach (var statement in _prepared.Values)
        {
            statement.Dispose();
        }

        await _reader.DisposeAsync();
        await _writer.DisposeAsync();
        _reading.Dispose();
    }

    private async Task WriteAllAsync()
    {
        var together = new List<Write>(MostTogether);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            together.Clear();
            while (together.Count < MostTogether && _waiting.Reader.TryRead(out var next))
            {
                together.Add(next);
            }

            if (Commit(together) is not { } failure)
            {
                together.ForEach(write => write.Done.SetResult());
            }
            else if (together.Count == 1)
            {
                together[0].Done.SetException(failure);
            }
            else
            {
                // One bad write must not take its neighbours down: each once more, alone.
                foreach (var write in together)
                {
                    if (Commit([write]) is { } own)
                    {
                        write.Done.SetException(own);
                    }
                    else
                    {
                        write.Done.SetResult();
                    }
                }
            }
        }
    }

    private WriteStatement Prepared(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
        {
            statement = _prepared[sql] = new(_writer.Handle!, sql);
        }

        return statement;
    }

    private Exception? Commit(IReadOnlyList<Write> writes)
    {
        try
        {
            Run("BEGIN IMMEDIATE");
            try
            {
                foreach (var write in writes)
                {
                    write.Work(this);
                }

                Run("COMMIT");
                return null;
            }
            catch
            {
                TryRollBack();
                throw;
            }
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>A full disk ends the transaction by itself; then there is nothing to roll back.</summary>
    private void TryRollBack()
    {
        try
        {
            Run("ROLLBACK");
        }
        catch (SqliteException)
        {
        }
    }

    private static async Task<SqliteConnection> ConnectAsync(string file, SqliteOpenMode mode, CancellationToken cancellation)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        return await OrLetGo(connection, async () =>
        {
            await connection.OpenAsync(cancellation);
            return connection;
        });
    }

    /// <summary>What cannot be used is not held: whoever mends or deletes the file need not wait for this process.</summary>
    private static async Task<T> OrLetGo<T>(SqliteConnection connection, Func<Task<T>> use)
    {
        try
        {
            return await use();
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

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

    private sealed record Write(Action<SqliteFile> Work)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
