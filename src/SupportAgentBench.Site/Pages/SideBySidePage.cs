using System.Text.Json;
using Microsoft.AspNetCore.Components;
using SupportAgentBench.Cases;
using SupportAgentBench.Files;
using SupportAgentBench.Results;
using SupportAgentBench.Site.Documents;
using SupportAgentBench.Site.Trials;
using static SupportAgentBench.Site.Documents.Inline;

namespace SupportAgentBench.Site.Pages;

/// <summary>All runs of one case by one agent, beside each other.</summary>
public sealed record SideBySidePage(SiteContent Content, string Agent, SupportCase Case, IReadOnlyList<(TrialRow Row, TrialView View)> Runs)
    : SitePage(Content.OfSideBySide(Agent, Case.Id)!, $"{Case.Id}: {Agent}, all runs", $"The same case, played {Say.Number(Runs.Count, "time")} by {Agent}: {string.Join(", ", Runs.Select(run => TrialPage.Told(Content.OutcomeOf(run.Row), Case.Bucket)))}.")
{
    public override string Area => "transcripts";

    public override RenderFragment Body => builder =>
    {
        builder.OpenComponent<SideBySideView>(0);
        builder.AddComponentParameter(1, nameof(SideBySideView.Page), this);
        builder.CloseComponent();
    };

    public override string Json() => JsonSerializer.Serialize(new
    {
        agent = Agent,
        @case = Case.Id,
        runs = Runs.Select(run => new { run = run.Row.Run, outcome = Words.Of(Content.OutcomeOf(run.Row)), findings = run.View.Findings.Select(finding => Words.Of(finding.Finding.Rule)), transcript = Content.OfTrial(run.Row)!.From(Address, extension: ".json") }),
    }, JsonStyle.Indented);

    public override string Markdown()
    {
        var text = new MarkdownText(Address).Heading(1, Title).Paragraph([Description]);
        foreach (var (row, view) in Runs)
        {
            text.Heading(2, $"Run {Content.RunOf(row).Number}: {TrialPage.Told(Content.OutcomeOf(row), Case.Bucket)}").Paragraph([new Link(Content.OfTrial(row), "the whole conversation")]);
            foreach (var finding in view.Findings)
            {
                text.Bullet([$"turn {finding.Finding.Turn}: ", new Alarm(Say.Word(finding.Finding.Rule)), $", {finding.Finding.What}"]);
            }

            text.End();
        }

        return text.ToString();
    }
}
