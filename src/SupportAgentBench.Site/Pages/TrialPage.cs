using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using SupportAgentBench.Boards;
using SupportAgentBench.Cases;
using SupportAgentBench.Files;
using SupportAgentBench.Results;
using SupportAgentBench.Site.Documents;
using SupportAgentBench.Site.Trials;
using SupportAgentBench.Transcripts;
using static SupportAgentBench.Site.Documents.Inline;

namespace SupportAgentBench.Site.Pages;

/// <summary>One conversation, with what was found in it in place.</summary>
public sealed record TrialPage : SitePage
{
    public TrialPage(SiteContent content, TrialRow row, Transcript transcript)
        : base(content.OfTrial(row)!, $"{row.Case}: {row.Agent}, run {content.RunOf(row).Number}", About(content, row))
    {
        Content = content;
        Row = row;
        Transcript = transcript;
        Case = content.CaseOf(row);
        View = TrialView.Of(transcript, row);
    }

    public SiteContent Content { get; }

    public TrialRow Row { get; }

    public Transcript Transcript { get; }

    public SupportCase Case { get; }

    public TrialView View { get; }

    public override string Area => "transcripts";

    public TrialOutcome Outcome => Content.OutcomeOf(Row);

    /// <summary>The agent's failing trials before and after this one.</summary>
    public (TrialRow? Before, TrialRow? After) Failing
    {
        get
        {
            var failing = Content.FailingOf(Row.Agent);
            var place = -1;
            for (var i = 0; i < failing.Count && place < 0; i++)
            {
                place = ReferenceEquals(failing[i], Row) ? i : -1;
            }

            return place < 0 ? (null, failing.FirstOrDefault(row => row != Row)) : (place > 0 ? failing[place - 1] : null, place + 1 < failing.Count ? failing[place + 1] : null);
        }
    }

    /// <summary>All runs of this case by this agent.</summary>
    public IReadOnlyList<TrialRow> Runs => [.. Content.TrialsOf(Row.Case).FirstOrDefault(agent => agent.Key == Row.Agent) ?? Enumerable.Empty<TrialRow>()];

    public override RenderFragment Body => builder =>
    {
        builder.OpenComponent<TrialPageView>(0);
        builder.AddComponentParameter(1, nameof(TrialPageView.Page), this);
        builder.CloseComponent();
    };

    public static string Told(TrialOutcome outcome, Bucket bucket) => (outcome, bucket) switch
    {
        (TrialOutcome.Lost, _) => "lost",
        (TrialOutcome.CannotTell, _) => "could not be judged",
        (TrialOutcome.Passed, Bucket.Resolvable) => "resolved",
        (TrialOutcome.Failed, Bucket.Resolvable) => "not resolved",
        (TrialOutcome.Passed, Bucket.MustEscalate) => "handed over",
        (TrialOutcome.Failed, Bucket.MustEscalate) => "not handed over",
        (TrialOutcome.Passed, Bucket.Adversarial) => "trap held",
        (TrialOutcome.Failed, Bucket.Adversarial) => "fell for the trap",
        (TrialOutcome.Passed, _) => "served",
        _ => "not served",
    };

    /// <summary>The stored lines as they are, around them what was made of them.</summary>
    public override string Json()
    {
        var lines = TranscriptJson.Write(Transcript).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var json = new StringBuilder("{\n")
            .Append($"\"run\": {JsonSerializer.Serialize(Row.Run)},\n\"agent\": {JsonSerializer.Serialize(Row.Agent)},\n\"case\": {JsonSerializer.Serialize(Row.Case)},\n")
            .Append($"\"outcome\": \"{Words.Of(Outcome)}\",\n\"fault_owner\": {(Row.FaultOwner is { } owner ? $"\"{Words.Of(owner)}\"" : "null")},\n")
            .Append($"\"cost_usd\": {Row.CostUsd?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"},\n")
            .Append($"\"score\": {(Row.Score is null ? "null" : ResultJson.Write(Row.Score))},\n\"judgement\": {(Row.Judgement is null ? "null" : ResultJson.Write(Row.Judgement))},\n")
            .Append("\"header\": ").Append(lines[0]).Append(",\n\"events\": [\n").AppendJoin(",\n", lines.Skip(1)).Append("\n]\n}\n");
        return json.ToString();
    }

    public override string Markdown()
    {
        var text = new MarkdownText(Address).Heading(1, Title).Paragraph([Description])
            .Paragraph([new Link(Content.OfAgent(Row.Agent), "The agent's report"), ", ", new Link(Content.OfCase(Row.Case), "the case"), "."]);
        foreach (var turn in View.Turns)
        {
            text.Heading(2, $"Turn {turn.Number}");
            foreach (var entry in turn.Entries)
            {
                text.Said(Say.Word(entry.Lane) + (entry.Head is null ? "" : $" ({entry.Head})"), string.Concat(entry.Words.Select(segment => segment.Words)) + string.Concat(entry.Detail.Select(detail => $"\n{detail.Name}: {detail.Text}"))
                    + (entry.Left > 0 ? $"\n... {entry.Left:N0} more letters in the JSON form" : ""));
                Findings(text, entry.Findings);
            }

            Findings(text, turn.Missing);
        }

        if (Row.Judgement is { } judgement)
        {
            text.Heading(2, "Criteria").Paragraph([$"Judge: {judgement.Judge}. Resolved: {Say.Word(judgement.Resolved)}. Customer experience: {(judgement.CustomerExperience is { } felt ? Shown.Number(felt, "0.00") : "unknown")}."])
                .Table([new("criterion"), new("verdict"), new("rule"), new("quote")], judgement.Criteria.Select(criterion => (IReadOnlyList<IReadOnlyList<Inline>>)
                    [[criterion.Criterion], [Say.Word(criterion.Verdict)], [criterion.Policy ?? ""], [criterion.Quote ?? criterion.Note ?? ""]]));
        }

        return text.ToString();
    }

    private void Findings(MarkdownText text, IReadOnlyList<int> numbers)
    {
        foreach (var (number, finding) in View.Findings.Where(finding => numbers.Contains(finding.Number)))
        {
            text.Paragraph([new Alarm($"{number}. {Say.Word(finding.Rule)}"), $": {finding.What}", .. Content.RuleText(finding.Policy) is { } rule ? (Inline[])[$" {finding.Policy}: {rule}"] : []]);
        }
    }

    private static string About(SiteContent content, TrialRow row)
    {
        var played = content.CaseOf(row);
        return $"{CaseListPage.Kind(played.Bucket)}: {Say.Named(played.Intent)}, order #{played.Order}; {Told(content.OutcomeOf(row), played.Bucket)}. The customer wants: {played.Customer.Goal}";
    }
}
