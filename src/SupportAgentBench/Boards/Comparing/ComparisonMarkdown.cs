using System.Text;

namespace SupportAgentBench.Boards.Comparing;

/// <summary>The comparison as Markdown, for pull requests and documents.</summary>
public static class ComparisonMarkdown
{
    private const int MostFlips = 20;

    /// <param name="address">Where a conversation's page stands, by the case and <c>run/case</c>; null where none is known, and then its name stands there, which <c>sab show</c> takes.</param>
    public static string Write(Comparison comparison, Func<string, string, Uri>? address = null)
    {
        string Told(string caseId, string trial) => address is null ? $"`{trial}`" : $"[{trial.Split('/')[0]}]({address(caseId, trial)})";

        var text = new StringBuilder();
        text.Append($"## {Cell(comparison.First.Name)} against {Cell(comparison.Second.Name)}\n\n");
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
            text.Append($"\n### {comparison.Flips.Count} cases went differently\n\n| case | decided by | first went well | second went well | conversations |\n| --- | --- | --- | --- | --- |\n");
            foreach (var flip in comparison.Flips.Take(MostFlips))
            {
                text.Append($"| {Cell(flip.Case)} | {Shown.Name(flip.Metric)} | {flip.First.Hits} of {flip.First.Of} | {flip.Second.Hits} of {flip.Second.Of} | {Told(flip.Case, flip.FirstTrial)}, {Told(flip.Case, flip.SecondTrial)} |\n");
            }

            if (comparison.Flips.Count > MostFlips)
            {
                text.Append($"\n{comparison.Flips.Count - MostFlips} more in the JSON.\n");
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
            yield return "Both sides rest on the same conversations: this compares results with themselves, and says nothing about chance.";
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
            yield return $"Lost to customer, judge or infrastructure, and in no figure: {comparison.First.Faults} conversations of the first, {comparison.Second.Faults} of the second.";
        }
    }

    /// <summary>A name or a sentence of anybody's as one cell: no table is torn, no tag opened, and no terminal driven by what is printed there.</summary>
    internal static string Cell(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(letter => char.IsControl(letter) ? '\uFFFD' : letter))
        .Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
