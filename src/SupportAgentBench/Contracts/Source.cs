using System.Text.RegularExpressions;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Contracts;

/// <summary>A text from which a customer may have a fact: taken apart when it is first asked for, and once.</summary>
internal sealed partial class Source(string text, Wordings wordings)
{
    public string Text => text;

    /// <summary>Without spaces, dashes and number signs, in capitals.</summary>
    public string Compact => field ??= CompactOf(text);

    public Mentions Mentions => field ??= wordings.MentionsIn(text);

    /// <summary>Runs of digits, without zeros in front.</summary>
    public IReadOnlySet<string> Digits => field ??= Run().Matches(text).Select(match => match.Value.TrimStart('0')).ToHashSet();

    public static string CompactOf(string text) => new([.. text.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('-' or '#')).Select(char.ToUpperInvariant)]);

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Run();
}
