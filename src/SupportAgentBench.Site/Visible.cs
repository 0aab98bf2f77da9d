using System.Globalization;
using System.Text;

namespace SupportAgentBench.Site;

/// <summary>
/// What agents, customers and files say may hold characters that nobody sees: control characters, marks that turn the direction of
/// reading, letters without width. They are told, never passed on. Joiners stay: writing in several languages, and emoji, need them.
/// </summary>
public static class Visible
{
    /// <summary>The text cut at such characters; each stands alone, by its name.</summary>
    public static IEnumerable<(string Words, bool Hidden)> Parts(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsHidden(text, i))
            {
                if (i > start)
                {
                    yield return (text[start..i], false);
                }

                yield return (NameOf(text, ref i), true);
                start = i + 1;
            }
        }

        if (start < text.Length)
        {
            yield return (start == 0 ? text : text[start..], false);
        }
    }

    /// <summary>In one piece, for titles, attributes and plain text.</summary>
    public static string Of(string text)
    {
        var any = false;
        for (var i = 0; i < text.Length && !any; i++)
        {
            any = IsHidden(text, i);
        }

        return any ? string.Concat(Parts(text).Select(part => part.Hidden ? $"[{part.Words}]" : part.Words)) : text;
    }

    /// <summary>JSON as it was, but for hidden characters in its texts, which are written as escapes: whoever reads the file sees them, and a program gets them back.</summary>
    public static string OfJson(string json)
    {
        StringBuilder? escaped = null;
        var kept = 0;
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] > '\u007E' && IsHidden(json, i))
            {
                escaped ??= new(json.Length + 64);
                escaped.Append(json, kept, i - kept).Append($"\\u{(int)json[i]:X4}");
                if (char.IsSurrogatePair(json, i))
                {
                    i++;
                    escaped.Append($"\\u{(int)json[i]:X4}");
                }

                kept = i + 1;
            }
        }

        return escaped is null ? json : escaped.Append(json, kept, json.Length - kept).ToString();
    }

    /// <summary>The first so many letters, and how many there are when that is not all.</summary>
    public static (string Words, int Left) Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return (text, 0);
        }

        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return (text[..end], text.Length - end);
    }

    private static bool IsHidden(string text, int at)
    {
        var letter = text[at];
        if (letter is '\n' or '\t' or '\u200C' or '\u200D' || letter is >= ' ' and < '\u007F')
        {
            return false;
        }

        if (letter is '\r')
        {
            return at + 1 >= text.Length || text[at + 1] != '\n';
        }

        if (char.IsSurrogate(letter))
        {
            return !char.IsSurrogatePair(text, at) ? !(char.IsLowSurrogate(letter) && at > 0 && char.IsHighSurrogate(text[at - 1])) : CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.Format;
        }

        return CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
    }

    private static string NameOf(string text, ref int at)
    {
        if (!char.IsSurrogatePair(text, at))
        {
            return $"U+{(int)text[at]:X4}";
        }

        var name = $"U+{char.ConvertToUtf32(text, at):X4}";
        at++;
        return name;
    }
}
