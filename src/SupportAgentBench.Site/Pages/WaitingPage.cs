using SupportAgentBench.Results;
using SupportAgentBench.Site.Documents;
using static SupportAgentBench.Site.Documents.Block;

namespace SupportAgentBench.Site.Pages;

/// <summary>What a visitor of a served store finds before a first conversation is finished: how to begin, or how far it is.</summary>
/// <param name="Begin">The command that plays into the store.</param>
public sealed record WaitingPage(Address Address, string Begin, IReadOnlyList<RunStatus> UnderWay)
    : DocumentPage(Address, "No conversation is finished yet", "The board stands here as soon as there is one; this page looks again by itself.")
{
    public override bool HasTwins => false;

    public override IReadOnlyList<Block> Blocks => UnderWay.Count == 0
        ? [Tell("Nothing is being played into this store. This begins a run:"), new Verbatim(Begin)]
        : [Tell("Under way:"), new Bullets([.. UnderWay.Select(status => (IReadOnlyList<Inline>)[$"{status.What}: {status.Done:N0} of {status.Planned:N0} conversations"])])];

    public override string Json() => "{}";
}
