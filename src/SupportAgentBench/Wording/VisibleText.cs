using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportAgentBench.Wording;

/// <summary>
/// A message as the eye sees it. What a mail program or a chat window does not show is not said, and a word that is spelt with signs that only look like its
/// letters is that word: an agent is held to what its customer reads.
/// </summary>
public static partial class VisibleText
{
    /// <summary>Cyrillic and Greek letters, each before the Latin one that it cannot be told from.</summary>
    private const string Lookalikes = "\u0430a\u0435e\u043Eo\u0440p\u0441c\u0443y\u0445x\u0456i\u0458j\u0455s\u0501d\u04BBh\u051Bq\u051Dw\u03BFo\u03B1a\u03BDv\u03C1p"
        + "\u0410A\u0412B\u0415E\u041AK\u041CM\u041DH\u041EO\u0420P\u0421C\u0422T\u0425X\u0406I\u0408J\u0405S"
        + "\u0391A\u0392B\u0395E\u0396Z\u0397H\u0399I\u039AK\u039CM\u039DN\u039FO\u03A1P\u03A4T\u03A5Y\u03A7X";

    private static readonly Dictionary<char, char> Latin = Lookalikes.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>What is seen of a text: nearly always all of it.</summary>
    public static string Of(string text)
    {
        var seen = text.Contains("<!--", StringComparison.Ordinal) ? Comment().Replace(text, "") : text;
        seen = seen.Contains("](", StringComparison.Ordinal) ? LinkTitle().Replace(seen, "$1)") : seen;
        seen = seen.Contains("]:", StringComparison.Ordinal) ? Definition().Replace(seen, "") : seen;
        seen = Ascii.IsValid(seen) ? seen : Plain(seen);
        return LikeLatin().IsMatch(seen) ? Word().Replace(seen, static word => InOneAlphabet(word.Value)) : seen;
    }

    /// <summary>A word with Latin letters and such as look like them, all in Latin; a word of another alphabet stays.</summary>
    private static string InOneAlphabet(string word) => word.Any(char.IsAsciiLetter) ? string.Concat(word.Select(letter => Latin.GetValueOrDefault(letter, letter))) : word;

    /// <summary>Without what has no width, and with the wide and the mathematical forms of letters and digits as what they are.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format)
            {
                plain.Append(Undressed(rune).ToString());
            }
        }

        return plain.ToString();
    }

    /// <summary>By the order of the code tables: normalisation does it only where the machine has data for it.</summary>
    private static Rune Undressed(Rune rune) => rune.Value switch
    {
        >= 0xFF01 and <= 0xFF5E and var wide => new(wide - 0xFF01 + '!'),
        >= 0x1D400 and <= 0x1D6A3 and var letter when (letter - 0x1D400) % 52 is var place => new(place < 26 ? 'A' + place : 'a' + place - 26),
        >= 0x1D7CE and <= 0x1D7FF and var digit => new('0' + ((digit - 0x1D7CE) % 10)),
        _ => rune,
    };

    [GeneratedRegex("<!--.*?(?:-->|\\z)", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    /// <summary>In Markdown, what is shown only where a pointer rests on the link.</summary>
    [GeneratedRegex("""(\]\([^\s()]*)\s+(?:"[^"]*"|'[^']*')\s*\)""", RegexOptions.CultureInvariant)]
    private static partial Regex LinkTitle();

    /// <summary>In Markdown, where a link's address stands apart from it; a note to nobody is written so as well.</summary>
    [GeneratedRegex("""^ {0,3}\[[^\]\n]+\]:[ \t]+\S+[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^)\n]*\))[ \t]*$""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Definition();

    [GeneratedRegex(@"[\u0370-\u052F]", RegexOptions.CultureInvariant)]
    private static partial Regex LikeLatin();

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
