using SupportAgentBench.Boards.Comparing;
using SupportAgentBench.Results;
using SupportAgentBench.Site.Pages;
using SupportAgentBench.Site.Reports;
using SupportAgentBench.Site.Trials;

namespace SupportAgentBench.Site;

/// <summary>The one table of pages: which there are, and what stands at an address. Serving and exporting both go by it.</summary>
/// <param name="underWay">The runs that are under way now; null in an exported site.</param>
public sealed class SiteMap(SiteContent content, IResultStore store, Func<IReadOnlyList<RunStatus>>? underWay = null)
{
    private const int MostMoments = 3;

    public SiteContent Content => content;

    /// <summary>Every page, in the order in which a visitor would come to it.</summary>
    public IEnumerable<Address> Addresses =>
    [
        .. LeaderboardOrder.All(content.Board).Select(order => order.Address), .. content.Board.Agents.Select(agent => content.OfAgent(agent.Agent)), .. content.Board.Fleet.Keys.Select(content.OfTrap),
        SiteContent.CaseList, .. content.Source.Cases.Cases.Select(played => content.OfCase(played.Id)), SiteContent.Runs, SiteContent.Methodology,
        SiteContent.Comparisons, .. content.Pairs.Select(pair => content.OfComparison(pair.First.Agent, pair.Second.Agent)),
        .. content.SideBySides, .. content.Trials.Select(content.OfTrial).OfType<Address>(),
    ];

    /// <summary>The page at a path without its extension; null when there is none.</summary>
    public async Task<SitePage?> FindAsync(string path, CancellationToken cancellation) => path.Split('/') switch
    {
        ["index"] or ["by", _] => LeaderboardOrder.All(content.Board).FirstOrDefault(order => order.Address.Path == path) is { } order ? new LeaderboardPage(content, order) : null,
        ["agents", _] => await ReportAsync(path, cancellation),
        ["traps", _] => await TrapAsync(path, cancellation),
        ["cases", "index"] => new CaseListPage(content),
        ["cases", _] => content.Source.Cases.Cases.FirstOrDefault(played => content.OfCase(played.Id).Path == path) is { } played ? new CasePage(content, played) : null,
        ["compare", "index"] => new ComparisonListPage(content),
        ["compare", _] => content.Pairs.Where(pair => content.OfComparison(pair.First.Agent, pair.Second.Agent).Path == path).Select(pair => new ComparisonPage(content, Comparison.Of(pair.First.Agent, pair.First, pair.Second.Agent, pair.Second))).FirstOrDefault(),
        ["runs", "index"] => new RunsPage(content, underWay?.Invoke()),
        ["methodology"] => new MethodologyPage(content),
        ["side-by-side", _, _] => await SideBySideAsync(path, cancellation),
        ["transcripts", _, _] => await TrialAsync(path, cancellation),
        _ => null,
    };

    private async Task<SitePage?> ReportAsync(string path, CancellationToken cancellation) =>
        content.Board.Agents.FirstOrDefault(agent => content.OfAgent(agent.Agent).Path == path) is { } agent ? new ReportPage(content, agent, await Moment.OfAsync(agent, content, store, cancellation)) : null;

    /// <summary>With moments of agents that fell for it, different ones where there are several.</summary>
    private async Task<SitePage?> TrapAsync(string path, CancellationToken cancellation)
    {
        if (content.Board.Fleet.Keys.FirstOrDefault(trap => content.OfTrap(trap).Path == path) is not { } found)
        {
            return null;
        }

        var moments = new List<Moment>();
        foreach (var agent in content.Board.Agents.Where(agent => agent.Traps.GetValueOrDefault(found)?.Fired > 0).Take(MostMoments))
        {
            if (await Moment.OfAsync(agent.Traps[found].Trials.First(trial => trial.Fired), content, store, cancellation) is { } moment)
            {
                moments.Add(moment);
            }
        }

        return new TrapPage(content, found, moments);
    }

    private async Task<SitePage?> TrialAsync(string path, CancellationToken cancellation) =>
        content.TrialAt(path) is { } row && await store.TranscriptAsync(row.Run, row.Case, cancellation) is { } transcript ? new TrialPage(content, row, transcript) : null;

    private async Task<SitePage?> SideBySideAsync(string path, CancellationToken cancellation)
    {
        if (content.SideBySideAt(path) is not var (agent, played))
        {
            return null;
        }

        var runs = new List<(TrialRow, TrialView)>();
        foreach (var row in content.TrialsOf(played.Id).Single(trials => trials.Key == agent))
        {
            if (await store.TranscriptAsync(row.Run, row.Case, cancellation) is { } transcript)
            {
                runs.Add((row, TrialView.Of(transcript, row)));
            }
        }

        return new SideBySidePage(content, agent, played, runs);
    }
}
