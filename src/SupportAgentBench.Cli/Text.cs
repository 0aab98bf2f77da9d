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

    public static string Percent(double? share) => share is { } known ? Shown.Percent(known) : "unknown";

    /// <summary>The first few names, and how many more there are.</summary>
    public static string Some(IReadOnlyList<string> names, int most = 4) =>
        string.Join(", ", names.Take(most)) + (names.Count > most ? $" and {names.Count - most:N0} more" : "");

    public static string Count(int count, string noun) => $"{count:N0} {noun}{(count == 1 ? "" : "s")}";
}
