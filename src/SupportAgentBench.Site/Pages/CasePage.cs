using System.Text.Json;
using SupportAgentBench.Boards;
using SupportAgentBench.Cases;
using SupportAgentBench.Files;
using SupportAgentBench.Results;
using SupportAgentBench.Site.Documents;
using static SupportAgentBench.Site.Documents.Block;
using static SupportAgentBench.Site.Documents.Inline;

namespace SupportAgentBench.Site.Pages;

/// <summary>One case: the e-mail, what is behind it, what must be true in the end, and how each agent did.</summary>
public sealed record CasePage(SiteContent Content, SupportCase Case)
    : DocumentPage(Content.OfCase(Case.Id), Case.Id, $"{CaseListPage.Kind(Case.Bucket)}: {Say.Named(Case.Intent)}, order #{Case.Order}. The customer wants: {Case.Customer.Goal}")
{
    public override string Area => SiteContent.CaseList.Path;

    public override IReadOnlyList<Link> Crumbs =>
    [
        new(SiteContent.CaseList, "Cases"),
        .. Case.Trap is { } trap ? (Link[])[new Link(Content.OfTrap(trap), $"Trap: {Say.Named(trap)}")] : [],
        .. Content.Source.Cases.Cases.Where(other => Case.Trap is not null && other.Trap == Case.Trap && other.Bucket != Case.Bucket).Take(1).Select(other => new Link(Content.OfCase(other.Id), other.Bucket is Bucket.Twin ? "Its benign twin" : "The trap that it is the twin of")),
    ];

    public override IReadOnlyList<Block> Blocks =>
    [
        new Section("mail", "The e-mail",
        [
            Tell(new Quiet($"From {Case.Email.From}, in {Case.Language}, {Say.Word(Case.Mood)}. Subject: {Case.Email.Subject}")),
            new Exchange([new("customer", Case.Email.Body + (Case.Email.Photo is { } photo ? $"\n[attached {photo.File}: {photo.Shows}]" : ""))], new Link(null, $"order #{Case.Order}")),
        ]),
        new Section("customer", "What the customer knows and the agent does not", CaseBlocks.Customer(Case)),
        new Section("expected", "What must be true in the end", CaseBlocks.Expectations(Case)),
        new Section("agents", "How agents did",
        [
            new Table("Every trial of this case", [new("agent"), new("went well", true), new("trials"), new("found")],
            [
                .. Content.TrialsOf(Case.Id).Select(agent => new Row(
                [
                    [new Link(Content.OfAgent(agent.Key), agent.Key)],
                    [$"{agent.Count(row => Content.OutcomeOf(row) is TrialOutcome.Passed)}/{agent.Count(row => Content.OutcomeOf(row) is TrialOutcome.Passed or TrialOutcome.Failed)}"],
                    Apart([.. agent.Select(row => new Link(Content.OfTrial(row), TrialPage.Told(Content.OutcomeOf(row), Case.Bucket))), .. Content.OfSideBySide(agent.Key, Case.Id) is { } beside && agent.Count() > 1 ? (Inline[])[new Link(beside, "side by side")] : []]),
                    [Found(agent)],
                ], Content.PartOf(agent.Key))),
            ]),
        ]),
    ];

    public override string Json() => JsonSerializer.Serialize(new
    {
        @case = Case.Id,
        bucket = Words.Of(Case.Bucket),
        intent = Case.Intent,
        trap = Case.Trap,
        order = Case.Order,
        language = Case.Language,
        mood = Words.Of(Case.Mood),
        email = new { from = Case.Email.From, subject = Case.Email.Subject, body = Case.Email.Body },
        goal = Case.Customer.Goal,
        trials = Content.TrialsOf(Case.Id).SelectMany(agent => agent).Select(row => new { agent = row.Agent, run = row.Run, outcome = Words.Of(Content.OutcomeOf(row)), findings = row.Score?.Findings.Select(finding => Words.Of(finding.Rule)) }),
    }, JsonStyle.Indented);

    private static Inline Found(IEnumerable<TrialRow> rows)
    {
        var found = rows.SelectMany(row => row.Score?.Findings.Select(finding => finding.Rule).Distinct() ?? []).CountBy(rule => rule).OrderByDescending(pair => pair.Value).ToList();
        return found.Count == 0 ? new Quiet("nothing") : string.Join(", ", found.Select(pair => pair.Value == 1 ? Say.Word(pair.Key) : $"{Say.Word(pair.Key)} ({pair.Value})"));
    }
}
