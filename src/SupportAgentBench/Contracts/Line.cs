using System.Text.RegularExpressions;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Contracts;

/// <summary>A text as it is compared with others: taken apart when it is first asked for, and once.</summary>
internal sealed partial class Line(string text, LanguageWords words)
{
    /// <summary>Lower case, plain apostrophes, single spaces.</summary>
    public string Plain => field ??= PlainOf(text);

    /// <summary>E-mail addresses, and whatever holds a digit.</summary>
    public IReadOnlyList<string> Codes => field ??= [.. Code().Matches(Plain).Select(match => match.Value)];

    /// <summary>Words that carry meaning: none of the language's frequent ones.</summary>
    public IReadOnlyList<string> Content => field ??= [.. Tokens.Of(text).Where(word => word.Length > 2 && !words.Common.Contains(word)).Distinct()];

    public static string PlainOf(string text) =>
        string.Join(' ', text.Replace('’', '\'').Replace('\u00A0', ' ').ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Stands in this text from end to end.</summary>
    public bool Holds(Line other) => Plain.Contains(other.Plain, StringComparison.Ordinal);

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\p{L}\d]*\d[\p{L}\d]+|\d{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
