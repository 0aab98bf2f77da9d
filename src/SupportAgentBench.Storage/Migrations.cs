using Microsoft.Data.Sqlite;
using SupportAgentBench.Files;

namespace SupportAgentBench.Storage;

/// <summary>Numbered SQL files, applied in order; the number of the last one stands in the database.</summary>
internal static class Migrations
{
    public static async Task ApplyAsync(SqliteConnection connection, string file, CancellationToken cancellation)
    {
        var assembly = typeof(Migrations).Assembly;
        var scripts = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var version = await VersionAsync(connection, cancellation);
        if (version > scripts.Count)
        {
            throw new UserMistakeException($"the store '{file}' was written by a newer version of sab: update sab, or name another --store");
        }

        foreach (var (index, name) in scripts.Index().Skip(version))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(cancellation);

            // Two processes may open a new store at once: whoever comes second finds the work done.
            if (await VersionAsync(connection, cancellation) > index)
            {
                continue;
            }

            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"{await reader.ReadToEndAsync(cancellation)}\nPRAGMA user_version = {index + 1};";
            await command.ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    private static async Task<int> VersionAsync(SqliteConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellation));
    }
}
