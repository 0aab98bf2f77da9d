using Parquet;
using Parquet.Schema;

namespace SupportAgentBench.Exports;

/// <summary>The flat table as Parquet: typed columns, null for what is unknown.</summary>
public static class ParquetExport
{
    public static async Task WriteAsync(ExportedResults results, Stream to, CancellationToken cancellation)
    {
        var trials = results.Trials();
        var fields = Column.All.Select(Field).ToList();
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), to, cancellationToken: cancellation);
        using var group = writer.CreateRowGroup();
        foreach (var (column, field) in Column.All.Zip(fields))
        {
            switch (column)
            {
                case Column.Text text:
                    await group.WriteAsync(field, [.. trials.Select(text.Of)!]);
                    break;
                case Column.Whole whole:
                    await group.WriteAsync<int>(field, trials.Select(whole.Of).ToArray(), cancellationToken: cancellation);
                    break;
                case Column.Real real:
                    await group.WriteAsync<double>(field, trials.Select(real.Of).ToArray(), cancellationToken: cancellation);
                    break;
                case Column.Flag flag:
                    await group.WriteAsync<bool>(field, trials.Select(flag.Of).ToArray(), cancellationToken: cancellation);
                    break;
            }
        }
    }

    private static DataField Field(Column column) => column switch
    {
        Column.Text => new DataField(column.Name, typeof(string), isNullable: true),
        Column.Whole => new DataField(column.Name, typeof(int), isNullable: true),
        Column.Real => new DataField(column.Name, typeof(double), isNullable: true),
        _ => new DataField(column.Name, typeof(bool), isNullable: true),
    };
}
