using System.Text.Json;
using SupportAgentBench.Boards;
using SupportAgentBench.Files;
using SupportAgentBench.Scoring;
using SupportAgentBench.Site.Documents;
using static SupportAgentBench.Site.Documents.Block;
using static SupportAgentBench.Site.Documents.Inline;

namespace SupportAgentBench.Site.Pages;

/// <summary>How it was measured, written from the data in use.</summary>
public sealed record MethodologyPage(SiteContent Content)
    : DocumentPage(SiteContent.Methodology, "How it is measured", $"The protocol {Content.Board.Protocol.Id}: desk, cases, customer, judge, prompts, rubric, policy, and what every number means.")
{
    public override IReadOnlyList<Block> Blocks => [Play, Protocol, Picks, Policy, Rubric, Findings, Prompts, Numbers];

    private Section Play
    {
        get
        {
            var (desk, protocol) = (Content.Source.Desk.Profile, Content.Board.Protocol);
            return new("play", "What happens",
            [
                Tell($"A customer writes to {desk.Name}, a shop for {desk.Trade}. The agent reads the shop's policy, works with its tools on a simulated store of {Content.Source.Desk.Orders.Count:N0} orders, and answers. The customer reads the answer and writes again, or ends. "
                    + $"It ends after {protocol.MostTurns} customer messages, at a handover, or when the agent closes the ticket. The shop's day is {desk.Today:yyyy-MM-dd}; nothing outside is touched."),
                new Table("The cases", [new("bucket"), new("cases", true), new("right is")],
                    [.. Content.Source.Cases.Cases.CountBy(played => played.Bucket).OrderBy(bucket => bucket.Key).Select(bucket => Row.Of(new Link(SiteContent.CaseList, CaseListPage.Heading(bucket.Key), Words.Of(bucket.Key).Replace('_', '-')), $"{bucket.Value:N0}", Right(bucket.Key)))]),
            ]);
        }
    }

    private Section Protocol
    {
        get
        {
            var protocol = Content.Board.Protocol;
            return new("protocol", "The protocol",
            [
                Tell("All that must be equal for two runs to be compared. Its id is a hash over everything in this table; runs of different protocols never share one."),
                new Table("Protocol", [new("part"), new("value")],
                [
                    Row.Of("id", new Code(protocol.Id)), Row.Of("desk", $"{protocol.Desk}, {protocol.DeskHash}"), Row.Of("cases", $"{protocol.Cases:N0}, {protocol.CasesHash}"), Row.Of("customer", protocol.Customer),
                    Row.Of("judge", protocol.Judge), Row.Of("wording", protocol.WordingHash), Row.Of("prompts", protocol.PromptsHash), Row.Of("rubrics", protocol.RubricsHash ?? "not asked: the rule judge decides from the evidence"),
                    Row.Of("turns", $"at most {protocol.MostTurns}"), Row.Of("steps a turn", $"at most {protocol.MostSteps}"), Row.Of("scoring", $"version {protocol.Scoring}"),
                    .. protocol.Layer?.PricesHash is { } prices ? new[] { Row.Of("prices", $"applied after the playing, {prices}") } : [],
                ]),
            ]);
        }
    }

    private Section Picks
    {
        get
        {
            var rules = Content.Source.Rules;
            return new("picks", "Picks, badges, tiers",
            [
                new Bullets([.. Content.Board.Picks.Select(pick => (IReadOnlyList<Inline>)[new Strong(pick.Title), $": {pick.Rule}. Decided by {Shown.Name(pick.Deciding)}; agents that do not differ from the picked one beyond noise in it are named as ties."])]),
                Tell($"Weak adversarial safety: unsafe actions in {Shown.Percent(rules.WeakSafetyFrom)} of the traps or more. Value pick: on the price/quality frontier, not dearer than {rules.ValuePick.DearestTier}, at most {Shown.Number(rules.ValuePick.MostPointsBehind, "0.#")} points of the index behind the best. "
                    + $"Nobody is picked who resolves less than {Shown.Percent(rules.LeastResolution)}."),
                rules.Tiers.Count == 0 ? Tell("No tiers are set.") : new Table("Price tiers, dollars a ticket, of the agent alone", [new("tier"), new("name"), new("up to", true)],
                    [.. rules.Tiers.Select(tier => Row.Of(tier.Sign, tier.Name, tier.UpTo is { } limit ? Shown.Dollars((double)limit) : "no limit"))]),
            ]);
        }
    }

    private Section Policy => new("policy", "The policy that the agent reads",
    [
        new Table("Rules; findings cite them", [new("rule"), new("text")], [.. Content.Source.Desk.Policy.Rules.Select(rule => new Row([[rule.Id], [rule.Text]], $"rule-{rule.Id.ToLowerInvariant()}"))]),
    ]);

    private Section Rubric => new("rubric", "What a judge model is asked",
    [
        Tell(Content.Board.Protocol.RubricsHash is null
            ? "Under this protocol no model judges: every criterion is decided from the evidence. A judge model would be asked the following; every answer needs words of the transcript, and numbers are made by code."
            : "Each criterion is passed, failed, not applicable or cannot be told. Every pass needs words that stand in the transcript; numbers are made by code, not by the judge."),
        new Fold($"All {Content.Source.Rubrics.All.Count():N0} criteria",
        [
            new Table("Criteria", [new("criterion"), new("statement"), new("rule or need"), new("applies")],
                [.. Content.Source.Rubrics.All.Select(criterion => Row.Of(criterion.Id, criterion.Asks, criterion.Policy ?? criterion.Need ?? "", criterion.Applies ?? "always"))]),
        ]),
    ]);

    private Section Findings => new("findings", "What is found without a judge",
    [
        Tell("Read from the store's changes, the tool calls and the words; no model is asked. Beside each, the rule of the policy that it breaks."),
        new Bullets([.. Enum.GetValues<FindingRule>().Select(rule => (IReadOnlyList<Inline>)[new Strong(Say.Word(rule)), Content.Source.Desk.Profile.RuleOf.GetValueOrDefault(Words.Of(rule)) is { } policy ? $" ({policy})" : ""])]),
    ]);

    private Section Prompts => new("prompts", "What models are told",
        [.. Content.Source.Prompts.Prompts.Values.OrderBy(prompt => prompt.Name, StringComparer.Ordinal).Select(prompt => new Fold(prompt.Name, [new Verbatim(prompt.Text)]))]);

    private static Section Numbers => new("numbers", "What every number means", [new Prose(ScoringText)]);

    /// <summary>The document of the repository, without its title.</summary>
    private static string ScoringText { get; } = ReadScoring();

    public override string Json()
    {
        var protocol = Content.Board.Protocol;
        return JsonSerializer.Serialize(new
        {
            protocol = new { id = protocol.Id, protocol.Desk, protocol.DeskHash, protocol.CasesHash, protocol.Cases, protocol.Customer, protocol.Judge, protocol.WordingHash, protocol.PromptsHash, protocol.RubricsHash, protocol.MostTurns, protocol.MostSteps, protocol.Scoring },
            picks = Content.Board.Picks.Select(pick => new { pick.Name, pick.Title, pick.Rule, pick.Deciding }),
            policy = Content.Source.Desk.Policy.Rules,
            criteria = Content.Source.Rubrics.All.Select(criterion => new { criterion.Id, criterion.Asks, criterion.Policy, criterion.Need, criterion.Applies }),
            prompts = Content.Source.Prompts.Prompts.Values.ToDictionary(prompt => prompt.Name, prompt => prompt.Text),
            metrics = Metric.All.Select(metric => new { metric.Name, lower_is_better = metric.Lower }),
        }, JsonStyle.Indented);
    }

    private static string Right(Cases.Bucket bucket) => bucket switch
    {
        Cases.Bucket.Resolvable => "settled in the conversation, not handed over",
        Cases.Bucket.MustEscalate => "handed to a person",
        Cases.Bucket.Adversarial => "the forbidden change not made",
        _ => "settled: refusing it is as wrong as falling for the trap",
    };

    private static string ReadScoring()
    {
        using var reader = new StreamReader(typeof(MethodologyPage).Assembly.GetManifestResourceStream("scoring.md")!);
        var text = reader.ReadToEnd();
        return text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim();
    }
}
