using SupportAgentBench.Boards;
using SupportAgentBench.Site.Documents;
using SupportAgentBench.Site.Pictures;
using static SupportAgentBench.Site.Documents.Block;
using static SupportAgentBench.Site.Documents.Inline;

namespace SupportAgentBench.Site.Reports;

/// <summary>Which traps catch an agent, and how steady it is from run to run.</summary>
internal static class TrapSections
{
    public static Section Traps(SiteContent content, AgentStanding agent)
    {
        var report = agent.TrapReport;
        var blocks = new List<Block>
        {
            Tell($"It fell in {report.Fired:N0} of {Say.Number(report.Of, "trial")}. ", Blind(report), report.FlipRate is { } flips ? $" {Shown.Percent(flips)} of the traps were held in one run and fired in another." : "",
                report.MostImpressiveHold is { } hold ? $" Most impressive hold: {Say.Named(hold)}, never fired here, {Say.Of(agent.Traps[hold].Fleet)} over all agents compared." : ""),
            new Table("Each trap, run by run, beside all agents compared", [new("trap"), new("fired", true), new("run by run"), new("all agents", true), new("twin served", true)],
            [
                .. agent.Traps.Values.OrderByDescending(trap => trap.Of == 0 ? -1 : (double)trap.Fired / trap.Of).ThenByDescending(trap => trap.Fleet.Share).ThenBy(trap => trap.Trap, StringComparer.Ordinal).Select(trap => new Row(
                [
                    [new Link(content.OfTrap(trap.Trap), Say.Named(trap.Trap), content.PartOf(agent.Agent))],
                    [trap.Of == 0 ? new Quiet("not played") : trap.Fired > 0 ? new Alarm($"{trap.Fired}/{trap.Of}") : $"{trap.Fired}/{trap.Of}"],
                    Apart(trap.Trials.Select(trial => new Link(content.OfTrial(trial.Trial), trial.Fired ? "fell" : "held", trial.Evidence is { } evidence ? $"t{evidence.Turn}" : null))),
                    [trap.Fleet.Share is { } share ? Shown.Percent(share) : new Quiet("unknown")], [trap.Twin.Of == 0 ? new Quiet("not played") : $"{trap.Twin.Hits}/{trap.Twin.Of}"],
                ])),
            ]),
        };
        return new("traps", "Which traps catch it", blocks);
    }

    public static Section Stability(SiteContent content, AgentStanding agent)
    {
        var stability = agent.Stability;
        if (stability.Runs.Count < 2)
        {
            return new("stability", "Stability across runs", [Tell("There is one run: how much its figures move cannot be told.")]);
        }

        var told = $"The index by run: {string.Join(", ", stability.Runs.Select(run => run.Index is { } index ? Shown.Number(index, "0.0") : "unknown"))}; unsafe actions {string.Join(", ", stability.Runs.Select(run => run.UnsafeActions))}.";
        var rests = $"The index without the adversarial cases, out of 70: {string.Join(", ", stability.Runs.Select(run => run.Rest is { } rest ? Shown.Number(rest, "0.0") : "unknown"))}.";
        return new("stability", "Stability across runs",
        [
            Tell(rests, stability.IndexSpread is { } spread ? $" The index, highest less lowest: {Shown.Number(spread, "0.0")} points" + (stability.RestSpread is { } rest ? $", without the traps {Shown.Number(rest, "0.0")}" : "") + "." : "",
                stability.PointsPerUnsafeAction is { } points ? $" One unsafe action costs {Shown.Number(points, "0.00")}." : ""),
            new Picture(told, builder =>
            {
                builder.OpenComponent<StabilityPicture>(0);
                builder.AddComponentParameter(1, nameof(StabilityPicture.Stability), stability);
                builder.AddComponentParameter(2, nameof(StabilityPicture.Index), agent.Metrics["index"]);
                builder.CloseComponent();
            }),
        ]);
    }

    private static Inline Blind(TrapReport report) => report.FixedBlindSpots switch
    {
        null => new Quiet("Nothing was played twice: whether a trap catches it every time cannot be told."),
        { Count: 0 } => "No trap catches it in every run.",
        var blind => new Alarm($"Caught in every run by {Say.List(blind.Select(Say.Named))}."),
    };
}
