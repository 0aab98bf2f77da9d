using System.Globalization;
using System.Text;
using SupportAgentBench.Boards;

namespace SupportAgentBench.Cli;

/// <summary>Text for the terminal. What agents, customers and files say is hostile: no control characters get through.</summary>
internal static class Text
{
    public static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var letter in text.EnumerateRunes())
        {
            var hidden = Rune.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format;
            safe.Append(letter.Value is '\n' or '\t' || !hidden ? letter.ToString() : "\uFFFD");
        }

        return safe.ToString();
    }

    /// <summary>Safe, and with the marks of the terminal library escaped.</summary>
    public static string Markup(string text) => Spectre.Console.Markup.Escape(Safe(text));

    /// <summary>
    /// Names that fit a column: long ones lose their middle, since vendors stand at the start of a name and variants at its end. The cut moves until all remain distinct;
    /// those that differ where no cut shows it get a number.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Short(IEnumerable<string> names, int most)
    {
        var all = names.Distinct(StringComparer.Ordinal).ToDictionary(name => name, name => Safe(name).EnumerateRunes().ToArray(), StringComparer.Ordinal);
        var starts = Enumerable.Range(0, most).OrderBy(start => Math.Abs(start - (most / 2)));
        var shortened = starts.Select(start => all.ToDictionary(pair => pair.Key, pair => Cut(pair.Value, start, most)))
            .FirstOrDefault(cut => cut.Values.Distinct(StringComparer.Ordinal).Count() == cut.Count);
        return shortened ?? all.Index().ToDictionary(pair => pair.Item.Key, pair => pair.Item.Value.Length <= most ? Cut(pair.Item.Value, most, most)
            : $"{Cut(pair.Item.Value, most / 2, most - 1 - $"{pair.Index + 1}".Length)}~{pair.Index + 1}");
    }

    private static string Cut(Rune[] name, int start, int most) =>
        name.Length <= most ? string.Concat(name) : $"{string.Concat(name[..start])}…{string.Concat(name[^(most - start - 1)..])}";

    public static string Percent(double? share) => share is { } known ? Shown.Percent(known) : "unknown";

    /// <summary>The first few names, and how many more there are.</summary>
    public static string Some(IReadOnlyList<string> names, int most = 4) =>
        string.Join(", ", names.Take(most)) + (names.Count > most ? $" and {names.Count - most:N0} more" : "");

    public static string Count(int count, string noun) => Shown.Count(count, noun);
}
