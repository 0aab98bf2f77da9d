using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SupportAgentBench.Storage;

/// <summary>
/// A prepared statement that writes, used by one thread at a time. Bound by hand: with each model call a row is written, and for so small a row a general command costs more than
/// SQLite itself.
/// </summary>
internal sealed class WriteStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[1024];

    public WriteStatement(sqlite3 connection, string sql)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v2(connection, sql, out _statement));
    }

    /// <summary>Runs it; returns the number of rows that it changed.</summary>
    public int Run(ReadOnlySpan<object?> values)
    {
        try
        {
            Step(values);
            return raw.sqlite3_changes(_connection);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    /// <summary>Runs it; returns the number that it answers with.</summary>
    public long Number(ReadOnlySpan<object?> values)
    {
        try
        {
            Step(values);
            return raw.sqlite3_column_int64(_statement, 0);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Step(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Check(Bind(i + 1, values[i]));
        }

        Check(raw.sqlite3_step(_statement));
    }

    private int Bind(int index, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, index),
        string text => raw.sqlite3_bind_text(_statement, index, Utf8(text)),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, index, bytes),
        int number => raw.sqlite3_bind_int(_statement, index, number),
        long number => raw.sqlite3_bind_int64(_statement, index, number),
        _ => throw new ArgumentException($"a {value.GetType().Name} has no place in a store"),
    };

    private ReadOnlySpan<byte> Utf8(string text)
    {
        if (_text.Length < Encoding.UTF8.GetMaxByteCount(text.Length))
        {
            _text = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        }

        return _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text));
    }

    private void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(code, _connection);
        }
    }
}
