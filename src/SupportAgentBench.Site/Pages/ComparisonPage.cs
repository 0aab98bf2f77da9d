using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Comparing;
using SupportAgentBench.Files;
using SupportAgentBench.Site.Documents;
using static SupportAgentBench.Site.Documents.Block;
using static SupportAgentBench.Site.Documents.Inline;

namespace SupportAgentBench.Site.Pages;

/// <summary>Two agents, paired by case: what differs, how sure that is, and in which trials it shows.</summary>
public sealed record ComparisonPage(SiteContent Content, Comparison Comparison)
    : DocumentPage(Content.OfComparison(Comparison.First.Agent, Comparison.Second.Agent), $"{Comparison.First.Agent} against {Comparison.Second.Agent}", About(Comparison))
{
    public override string Area => SiteContent.Comparisons.Path;

    public override IReadOnlyList<Link> Crumbs =>
        [new(SiteContent.Comparisons, "All comparisons"), new(Content.OfAgent(Comparison.First.Agent), Comparison.First.Agent), new(Content.OfAgent(Comparison.Second.Agent), Comparison.Second.Agent)];

    public override IReadOnlyList<Block> Blocks
    {
        get
        {
            var (first, second) = (Comparison.First.Agent, Comparison.Second.Agent);
            var flips = Comparison.Flips;
            return
            [
                new Section("figures", "Figures, paired by case",
                [
                    Tell("Differences are the first less the second, on the cases that both have played. Corrected: Holm, over all metrics; a claim holds, and stands in bold, when the corrected p is below 0.05."),
                    new Table($"{first} against {second}", [new("figure"), new(first, true), new(second, true), new("difference", true), new("95 %", true), new("p", true), new("corrected", true), new("n", true), new("says")],
                        [.. Comparison.Differences.Select(difference => new Row(
                        [
                            [Shown.Name(difference.Metric)], [Shown.Value(difference.Metric, difference.First)], [Shown.Value(difference.Metric, difference.Second)], [Shown.Difference(difference.Metric, difference.Value)],
                            [Shown.DifferenceRange(difference.Metric, difference.Interval)], [Shown.P(difference.P)], [difference.Holm is null ? "" : Shown.P(difference.Holm)], [$"{difference.N:N0}"], [Says(difference)],
                        ]))]),
                    .. ComparisonMarkdown.Notes(Comparison).Select(note => Tell(note)),
                ]),
                new Section("flips", $"{Say.Number(flips.Count, "case")} went differently",
                    flips.Count == 0 ? [Tell("The outcome is the same in every case that both have played, in as many runs: what differs are the figures above.")] :
                    [
                        new Markup(builder => builder.AddComponent<FlipFilters>((nameof(FlipFilters.First), first), (nameof(FlipFilters.Second), second))),
                        new Table("Cases in which one of them did better, the plainest first", [new("case"), new("bucket"), new("decided by"), new(first, true), new(second, true), new("better"), new("trials")],
                            [.. flips.Select(flip => new Row(
                            [
                                [new Link(Content.OfCase(flip.Case), flip.Case)], [Say.Word(flip.Bucket)], [Shown.Name(flip.Metric)], [$"{flip.First.Hits}/{flip.First.Of}"], [$"{flip.Second.Hits}/{flip.Second.Of}"], [flip.Change > 0 ? first : second],
                                Apart([new Link(Content.OfTrial(flip.FirstTrial), "first"), new Link(Content.OfTrial(flip.SecondTrial), "second")]),
                            ], null, $"b-{Words.Of(flip.Bucket)} {(flip.Change > 0 ? "first-better" : "second-better")}"))]),
                    ]),
            ];
        }
    }

    public override string Json() => ComparisonJson.Write(Comparison);

    private Inline Says(Difference difference)
    {
        var says = ComparisonMarkdown.Says(difference);
        says = says.StartsWith("first is", StringComparison.Ordinal) ? Comparison.First.Agent + says["first".Length..] : says.StartsWith("second is", StringComparison.Ordinal) ? Comparison.Second.Agent + says["second".Length..] : says;
        return difference.Holds ? new Strong(says) : difference.BeyondNoise ? says : new Quiet(says);
    }

    private static string About(Comparison comparison) => ComparisonMarkdown.Verdict(comparison)
        .Replace("The first", comparison.First.Agent, StringComparison.Ordinal).Replace("The second", comparison.Second.Agent, StringComparison.Ordinal);
}
