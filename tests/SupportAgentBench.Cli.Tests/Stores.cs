using System.IO.Compression;
using Microsoft.Data.Sqlite;

namespace SupportAgentBench.Cli.Tests;

/// <summary>Looks into stores past the product's own readers.</summary>
internal static class Stores
{
    public static Dictionary<string, string> Finished(string store) =>
        Read(store, "SELECT run || ' ' || case_id, finished_at FROM trials", reader => (reader.GetString(0), reader.GetString(1))).ToDictionary();

    public static List<string> Transcripts(string store) =>
        [.. Read(store, "SELECT run || ' ' || case_id || ' ' || hex(body) FROM transcripts ORDER BY run, case_id", reader => reader.GetString(0))];

    /// <summary>The transcripts, unpacked.</summary>
    public static List<string> Plain(string store) => Read(store, "SELECT body FROM transcripts", reader =>
    {
        using var brotli = new BrotliStream(new MemoryStream((byte[])reader[0]), CompressionMode.Decompress);
        using var text = new StreamReader(brotli);
        return text.ReadToEnd();
    });

    public static void Run(string store, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(store, "sab.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Empty while there is no such table yet.</summary>
    public static List<T> Read<T>(string store, string sql, Func<SqliteDataReader, T> row)
    {
        var file = Path.Combine(store, "sab.db");
        if (!File.Exists(file))
        {
            return [];
        }

        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var tables = connection.CreateCommand();
        tables.CommandText = "SELECT count(*) FROM sqlite_master WHERE name IN ('trials', 'calls')";
        if (Convert.ToInt32(tables.ExecuteScalar()) < 2)
        {
            return [];
        }

        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }
}
