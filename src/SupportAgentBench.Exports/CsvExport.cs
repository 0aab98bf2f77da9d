using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportAgentBench.Exports;

/// <summary>
/// The flat table as CSV (RFC 4180, UTF-8, comma, one header line). An unknown cell is empty; an empty text is quoted. A text that a spreadsheet would take for a
/// formula gets an apostrophe before it, which <see cref="Read"/> takes off again.
/// </summary>
public static partial class CsvExport
{
    public static void Write(ExportedResults results, TextWriter to)
    {
        to.Write($"{string.Join(',', Column.All.Select(column => column.Name))}\r\n");
        foreach (var trial in results.Trials())
        {
            to.Write($"{string.Join(',', Column.All.Select(column => Cell(column, trial)))}\r\n");
        }
    }

    /// <summary>The rows of such a file, cell by column name; null for an unknown one.</summary>
    /// <exception cref="FormatException">The text is not such a table; the message names the row.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, string?>> Read(TextReader from)
    {
        var rows = Rows(from.ReadToEnd()).ToList();
        if (rows.Count == 0)
        {
            throw new FormatException("the table is empty: it has no header");
        }

        var names = rows[0];
        return [.. rows.Skip(1).Select((cells, row) => cells.Count == names.Count
            ? (IReadOnlyDictionary<string, string?>)names.Zip(cells).ToDictionary(pair => pair.First!, pair => pair.Second)
            : throw new FormatException($"row {row + 2} has {cells.Count} cells, the header has {names.Count}"))];
    }

    private static string Cell(Column column, ExportedTrial trial) => column switch
    {
        Column.Text text => text.Of(trial) is { } value ? Quoted(value) : "",
        Column.Whole whole => whole.Of(trial)?.ToString(CultureInfo.InvariantCulture) ?? "",
        Column.Real real => real.Of(trial)?.ToString("R", CultureInfo.InvariantCulture) ?? "",
        Column.Flag flag => flag.Of(trial) switch { true => "true", false => "false", _ => "" },
        _ => throw new InvalidOperationException($"no such column: {column}"),
    };

    private static string Quoted(string text) =>
        IsFormula(text) ? $"\"'{Doubled(text)}\"" : text.Length == 0 || text.IndexOfAny([',', '"', '\r', '\n']) >= 0 ? $"\"{Doubled(text)}\"" : text;

    private static string Doubled(string text) => text.Replace("\"", "\"\"", StringComparison.Ordinal);

    /// <summary>As OWASP lists them; -5 is a number and no formula. Apostrophes before it count as well, so that what was written can be told from what we add.</summary>
    private static bool IsFormula(string text) => Formula().IsMatch(text) && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]", RegexOptions.CultureInvariant)]
    private static partial Regex Formula();

    /// <summary>Without the apostrophe that was added.</summary>
    private static string Written(string cell) => cell is ['\'', ..] && IsFormula(cell[1..]) ? cell[1..] : cell;

    private static IEnumerable<IReadOnlyList<string?>> Rows(string text)
    {
        var row = new List<string?>();
        var cell = new StringBuilder();
        bool quoted = false, wasQuoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (quoted)
            {
                if (letter == '"' && at + 1 < text.Length && text[at + 1] == '"')
                {
                    cell.Append('"');
                    at++;
                }
                else if (letter == '"')
                {
                    quoted = false;
                }
                else
                {
                    cell.Append(letter);
                }

                continue;
            }

            switch (letter)
            {
                case '"':
                    quoted = wasQuoted = true;
                    break;
                case ',':
                    End();
                    break;
                case '\r':
                    break;
                case '\n':
                    End();
                    yield return row;
                    row = [];
                    break;
                default:
                    cell.Append(letter);
                    break;
            }
        }

        if (cell.Length > 0 || row.Count > 0)
        {
            End();
            yield return row;
        }

        void End()
        {
            row.Add(cell.Length == 0 && !wasQuoted ? null : Written(cell.ToString()));
            cell.Clear();
            wasQuoted = false;
        }
    }
}
