using System.Text.RegularExpressions;

namespace SupportAgentBench.Boards.Telling;

/// <summary>What became of one sentence of a rewritten text.</summary>
/// <param name="Kept">False: it says a number or a quote that the data do not have.</param>
/// <param name="Unsupported">Those numbers and quotes.</param>
public sealed record ReadSentence(string Text, bool Kept, IReadOnlyList<string> Unsupported);

/// <summary>
/// Reads what a model has made of a report: every number must be a figure of the report, every quotation stand in the transcripts. A
/// sentence that says more is dropped, not mended.
/// </summary>
public static partial class Proofreader
{
    private static readonly string[] NumberWords =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "half", "third", "quarter", "twice", "double", "dozen", "hundred", "thousand"];

    /// <param name="quotable">Texts that may be quoted: messages, calls, findings.</param>
    /// <param name="names">Names whose digits are no figures: agents, cases, orders that the report speaks of.</param>
    public static IReadOnlyList<ReadSentence> Read(string text, IEnumerable<Sentence> report, IReadOnlyList<string> quotable, IReadOnlyList<string> names)
    {
        var sentences = report.ToList();
        var numbers = sentences.SelectMany(sentence => sentence.Figures).SelectMany(figure => Numbers(figure.Shown)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var told = sentences.SelectMany(sentence => Numbers(sentence.Text)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var plain = quotable.Select(Plain).ToList();
        return [.. Ends().Split(text.Trim()).Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => Check(part.Trim()))];

        ReadSentence Check(string sentence)
        {
            var quotes = Quoted().Matches(sentence).Select(match => match.Groups["words"].Value).ToList();
            var bare = names.OrderByDescending(name => name.Length).Aggregate(Quoted().Replace(sentence, " "), (rest, name) => rest.Replace(name, " ", StringComparison.OrdinalIgnoreCase));
            List<string> wrong =
            [
                .. Numbers(bare).Where(number => !numbers.Contains(number) && !told.Contains(number)),
                .. quotes.Where(quote => !plain.Any(known => known.Contains(Plain(quote), StringComparison.OrdinalIgnoreCase))),
            ];
            return new(sentence, wrong.Count == 0, wrong);
        }
    }

    /// <summary>The numbers in a text: figures with their unit, and numbers written as words.</summary>
    public static IReadOnlyList<string> Numbers(string text) =>
    [
        .. Digits().Matches(text).Select(match => match.Value.Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).TrimStart('+').TrimEnd('.')),
        .. Word().Matches(text).Select(match => match.Value.ToLowerInvariant()).Where(word => NumberWords.Contains(word)),
    ];

    private static string Plain(string text) => Spaces().Replace(text.Replace('’', '\'').Replace('“', '"').Replace('”', '"'), " ").Trim();

    [GeneratedRegex(@"(?<![\w.#])[-+]?\$?\d[\d,]*(?:\.\d+)?(?:\s?%)?", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"[A-Za-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex("[\"“](?<words>[^\"“”]{3,})[\"”]", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<=[.!?][""”]?)\s+(?=[""“A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Ends();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
