using System.Text.Json;
using Microsoft.AspNetCore.Components;
using SupportAgentBench.Files;
using SupportAgentBench.Site.Documents;
using static SupportAgentBench.Site.Documents.Block;
using static SupportAgentBench.Site.Documents.Inline;

namespace SupportAgentBench.Site.Pages;

/// <summary>Every run: what is kept of it, and, when it is served, how a run under way goes.</summary>
/// <param name="UnderWay">The runs that are under way now; null in an exported site.</param>
public sealed record RunsPage(SiteContent Content, IReadOnlyList<Results.RunStatus>? UnderWay)
    : DocumentPage(SiteContent.Runs, "Runs", $"Every pass over the cases by every agent under protocol {Content.Board.Protocol.Id}: when, how far, and what was lost.")
{
    public override IReadOnlyList<Block> Blocks =>
    [
        .. UnderWay is null ? (Block[])[] : [new Markup(Live)],
        new Section("all", "All runs",
        [
            new Table("Runs, the newest first", [new("run"), new("agent"), new("number", true), new("seed", true), new("planned"), new("last played"), new("trials scored", true), new("lost")],
            [
                .. Newest.Select(run => new Row(
                [
                    [new Code(run.Run.Id)], [Content.Board.Find(run.Run.Agent) is null ? run.Run.Agent : new Link(Content.OfAgent(run.Run.Agent), run.Run.Agent)], [$"{run.Run.Number}"], [$"{run.Run.Seed}"],
                    [Say.Day(run.Planned)], [Say.Day(run.Last)], [$"{run.Kept:N0}"], [run.Lost == 0 ? new Quiet("none") : Say.Lost(run.Faults)],
                ], $"run-{run.Run.Id}")),
            ]),
        ]),
        .. Content.Source.Others.Count == 0 ? (Block[])[] :
        [
            new Section("others", "Other protocols",
            [
                Tell("The same store holds runs under other protocols. They differ in something that moves figures, and so stand on no page of this site."),
                new Bullets([.. Content.Source.Others.Select(other => (IReadOnlyList<Inline>)[new Code(other.Id), $": {string.Join("; ", Content.Board.Protocol.DifferencesTo(other))}"])]),
            ]),
        ],
    ];

    private RenderFragment Live => builder =>
    {
        builder.OpenComponent<LiveView>(0);
        builder.AddComponentParameter(1, nameof(LiveView.Statuses), UnderWay);
        builder.CloseComponent();
    };

    public IReadOnlyList<Results.RunTally> Newest => [.. Content.Source.Runs.OrderByDescending(run => run.Last ?? run.Planned).ThenBy(run => run.Run.Id, StringComparer.Ordinal)];

    public override string Json() => JsonSerializer.Serialize(new
    {
        protocol = Content.Board.Protocol.Id,
        runs = Newest.Select(run => new
        {
            run = run.Run.Id,
            agent = run.Run.Agent,
            number = run.Run.Number,
            seed = run.Run.Seed,
            planned_at = run.Planned,
            first_kept_at = run.First,
            last_kept_at = run.Last,
            kept = run.Kept,
            lost = run.Faults.ToDictionary(fault => Words.Of(fault.Key), fault => fault.Value),
        }),
        other_protocols = Content.Source.Others.Select(other => other.Id),
    }, JsonStyle.Indented);
}
