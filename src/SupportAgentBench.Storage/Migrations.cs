using Microsoft.Data.Sqlite;
using SupportAgentBench.Files;

namespace SupportAgentBench.Storage;

/// <summary>Numbered SQL files, applied in order; the number of the last one stands in the database.</summary>
internal static class Migrations
{
    private static readonly IReadOnlyList<string> Scripts =
        [.. typeof(Migrations).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static async Task ApplyAsync(SqliteConnection connection, string file, CancellationToken cancellation)
    {
        foreach (var (index, name) in Scripts.Index().Skip(await KnownAsync(connection, file, cancellation)))
        {
            using var reader = new StreamReader(typeof(Migrations).Assembly.GetManifestResourceStream(name)!);
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

    /// <exception cref="UserMistakeException">The store is of another form than ours, and nobody may change it.</exception>
    public static async Task RefuseOtherAsync(SqliteConnection connection, string file, CancellationToken cancellation)
    {
        if (await KnownAsync(connection, file, cancellation) < Scripts.Count)
        {
            throw new UserMistakeException($"the store '{file}' was written by an older version of sab, and cannot be written here to be taken over: copy it to where it can");
        }
    }

    private static async Task<int> KnownAsync(SqliteConnection connection, string file, CancellationToken cancellation) =>
        await VersionAsync(connection, cancellation) is var version && version <= Scripts.Count ? version
            : throw new UserMistakeException($"the store '{file}' was written by a newer version of sab: update sab, or name another --store");

    private static async Task<int> VersionAsync(SqliteConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellation));
    }
}
