using SupportAgentBench.Site.Documents;
using static SupportAgentBench.Site.Documents.Inline;

namespace SupportAgentBench.Site.Pages;

/// <summary>What a visitor finds where nothing is: the way back.</summary>
/// <param name="Address">Where it was looked for: links are relative to it.</param>
public sealed record MissingPage(SiteContent Content, Address Address)
    : DocumentPage(Address, "There is no such page", "Nothing of this store stands here. A link to it may be older than the store, or of another protocol.")
{
    /// <summary>What hosts of plain files show for an address where nothing is.</summary>
    public static Address Exported { get; } = new("404");

    public override string Area => "";

    public override bool HasTwins => false;

    public override IReadOnlyList<Block> Blocks =>
    [
        new Block.Bullets(
        [
            [new Link(SiteContent.Leaderboard, "All agents")], [new Link(SiteContent.CaseList, "All cases")],
            [new Link(SiteContent.Comparisons, "Any two agents")], [new Link(SiteContent.Runs, "All runs")], [new Link(SiteContent.Methodology, "How it is measured")],
        ]),
    ];

    public override string Json() => "{}";
}
