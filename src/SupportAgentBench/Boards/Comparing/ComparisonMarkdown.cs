using System.Text;
using System.Text.RegularExpressions;

namespace SupportAgentBench.Boards.Comparing;

/// <summary>The comparison as Markdown, for pull requests and documents.</summary>
public static partial class ComparisonMarkdown
{
    /// <param name="mostFlips">Cases that went differently, of which no more are listed.</param>
    /// <param name="address">Where a conversation's page stands, by the case and <c>run/case</c>; null where none is known, and then its name stands there, which <c>sab show</c> takes.</param>
    public static string Write(Comparison comparison, int mostFlips, Func<string, string, Uri>? address = null)
    {
        string Told(string caseId, string trial) => address is null ? NameCell(trial) : $"[{trial.Split('/')[0]}]({address(caseId, trial)})";

        var text = new StringBuilder();
        text.Append($"## {Name(comparison.First.Name)} against {Name(comparison.Second.Name)}\n\n");
        text.Append($"{Verdict(comparison)}\n\n");
        text.Append("| metric | first | second | difference | 95 % | p | p, corrected | n | |\n| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | --- |\n");
        foreach (var difference in comparison.Differences)
        {
            text.Append($"| {Shown.Name(difference.Metric)} | {Shown.Value(difference.Metric, difference.First)} | {Shown.Value(difference.Metric, difference.Second)} "
                + $"| {Shown.Difference(difference.Metric, difference.Value)} | {Shown.DifferenceRange(difference.Metric, difference.Interval)} | {Shown.P(difference.P)} "
                + $"| {(difference.Holm is null ? "" : Shown.P(difference.Holm))} | {difference.N} | {Says(difference)} |\n");
        }

        text.Append($"\nPaired by case. n: cases that both have played. Corrected: Holm, over all metrics.\n");
        foreach (var note in Notes(comparison))
        {
            text.Append($"\n{Cell(note)}\n");
        }

        if (comparison.Flips.Count > 0)
        {
            text.Append($"\n### {Shown.Count(comparison.Flips.Count, "case")} went differently\n\n| case | decided by | first went well | second went well | trials |\n| --- | --- | --- | --- | --- |\n");
            foreach (var flip in comparison.Flips.Take(mostFlips))
            {
                text.Append($"| {NameCell(flip.Case)} | {Shown.Name(flip.Metric)} | {flip.First.Hits} of {flip.First.Of} | {flip.Second.Hits} of {flip.Second.Of} | {Told(flip.Case, flip.FirstTrial)}, {Told(flip.Case, flip.SecondTrial)} |\n");
            }

            if (comparison.Flips.Count > mostFlips)
            {
                text.Append($"\n{comparison.Flips.Count - mostFlips} more with `--flips {comparison.Flips.Count}`.\n");
            }
        }

        return text.ToString();
    }

    /// <summary>One sentence: what can be claimed, or that nothing can.</summary>
    public static string Verdict(Comparison comparison)
    {
        if (comparison.Differences.Count == 0)
        {
            return "They have no case in common: nothing can be compared.";
        }

        var sure = comparison.Sure.ToList();
        if (sure.Count == 0)
        {
            return "No difference that chance would not explain.";
        }

        var better = sure.Where(difference => difference.FirstIsBetter is true).Select(difference => Shown.Name(difference.Metric)).ToList();
        var worse = sure.Where(difference => difference.FirstIsBetter is false).Select(difference => Shown.Name(difference.Metric)).ToList();
        var other = sure.Where(difference => difference.Lower is null).Select(difference => Shown.Name(difference.Metric)).ToList();
        return string.Join(' ', new[]
        {
            better.Count > 0 ? $"The first is better in {string.Join(", ", better)}." : null,
            worse.Count > 0 ? $"The second is better in {string.Join(", ", worse)}." : null,
            other.Count > 0 ? $"They differ in {string.Join(", ", other)}, where neither more nor less is better." : null,
        }.OfType<string>());
    }

    /// <summary>What a row says: who is better, or how small a difference it could have seen.</summary>
    public static string Says(Difference difference) =>
        difference.P is null ? "not tested"
        : difference.BeyondNoise ? (difference.Lower is null ? "they differ" : difference.FirstIsBetter is true ? "first is better" : "second is better") + (difference.Holds ? "" : ", uncorrected")
        : difference is { Detectable: null, Interval: { } interval } && interval.High > interval.Low ? "too few cases to see any"
        : difference.FirstBetter + difference.SecondBetter == 0 && difference.Detectable is null ? "the same in every case"
        : difference.Detectable is null ? "no difference seen"
        : $"none seen; would see {Shown.Difference(difference.Metric, difference.Detectable).TrimStart('+')}";

    /// <summary>What a reader must know besides the figures.</summary>
    public static IEnumerable<string> Notes(Comparison comparison)
    {
        if (comparison.First.Runs.Intersect(comparison.Second.Runs).Any())
        {
            yield return "Both sides rest on the same trials: this compares results with themselves, and says nothing about chance.";
        }

        if (comparison.First.Runs.Count != comparison.Second.Runs.Count)
        {
            yield return $"Unequal runs: {comparison.First.Runs.Count} of the first, {comparison.Second.Runs.Count} of the second.";
        }

        if (comparison.OnlyFirst.Count + comparison.OnlySecond.Count > 0)
        {
            yield return $"Cases that one side alone has played are in no difference: {comparison.OnlyFirst.Count} of the first, {comparison.OnlySecond.Count} of the second.";
        }

        if (comparison.First.Faults + comparison.Second.Faults > 0)
        {
            yield return $"Lost to customer, judge or infrastructure, and in no figure: {Shown.Count(comparison.First.Faults, "trial")} of the first, {comparison.Second.Faults} of the second.";
        }
    }

    /// <summary>A sentence of ours as one cell: no table is torn and no tag opened.</summary>
    internal static string Cell(string text) => Line(text).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    /// <summary>
    /// A name, which anybody may have given, as code: there no mark is one, no address, "@team" or "#12" becomes a link, and nothing drives the terminal that prints it.
    /// A backslash would not do, since a page looks for mentions after it has read the marks.
    /// </summary>
    internal static string Name(string name)
    {
        var line = Line(name);
        var fence = new string('`', 1 + Fences().Matches(line).Select(run => run.Length).DefaultIfEmpty(0).Max());
        var room = line is "" or ['`', ..] or [.., '`'] ? " " : "";
        return $"{fence}{room}{line}{room}{fence}";
    }

    /// <summary>A name as a cell of a table, which is cut at its bars before code is looked for; a backslash before one would hide ours.</summary>
    internal static string NameCell(string name) => Bars().Replace(Name(name), "\\|");

    private static string Line(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(letter => char.IsControl(letter) || IsTurn(letter) ? '\uFFFD' : letter));

    /// <summary>Marks that turn the direction of what follows.</summary>
    private static bool IsTurn(char letter) => letter is '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    [GeneratedRegex("`+", RegexOptions.CultureInvariant)]
    private static partial Regex Fences();

    [GeneratedRegex(@"\\*\|", RegexOptions.CultureInvariant)]
    private static partial Regex Bars();
}
