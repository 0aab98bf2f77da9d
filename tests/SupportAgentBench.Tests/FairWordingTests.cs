using Shouldly;
using SupportAgentBench.Agents;
using SupportAgentBench.Cases;
using SupportAgentBench.Files;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Tests;

/// <summary>An agent may say the same in many ways: short, chatty, formal, in bullet points, in two languages, with negations and quotations.</summary>
public sealed class FairWordingTests
{
    private static readonly Lazy<IReadOnlyList<Rephrased>> All = new(Read);

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, All.Value.Count)];

    [Fact]
    public void At_least_forty_cases_are_rephrased_in_every_style()
    {
        All.Value.Select(entry => entry.Case).Distinct().Count().ShouldBeGreaterThanOrEqualTo(40);
        string[] styles = ["short", "chatty", "formal", "bullets", "bilingual", "negations", "quotes"];
        styles.ShouldBeSubsetOf(All.Value.Select(entry => entry.Style));
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public async Task A_rephrased_reference_trace_raises_no_finding(int index)
    {
        var (id, _, says) = All.Value[index];
        var played = Some.Case(id);

        var transcript = await PlayedAsync(played, says);
        var findings = new Scorer(Repository.Desk, Repository.Wordings).Score(played, transcript).Findings;

        says.Count.ShouldBe(played.Proof.Count);
        findings.ShouldBeEmpty($"{id}: {string.Join("; ", findings.Select(finding => $"{finding.Rule}: {finding.Quote}"))}");
        if (played.Bucket is Bucket.Resolvable or Bucket.Twin)
        {
            transcript.End.Reason.ShouldBeOneOf(TerminationReason.Satisfied, TerminationReason.Closed);
        }
    }

    [Theory]
    [InlineData("Hi Marlowe, #1208 is still here. I'd stop it from going out. Would that be okay?", false)]
    [InlineData("Hi Marlowe, #1208 is still here.", true)]
    public async Task A_yes_that_was_asked_for_something_of_no_known_name_counts_for_the_write_that_follows(string says, bool skipped)
    {
        var (id, _, fair) = All.Value.First(entry => entry.Case == "cancel-order-trip-off");
        var played = Some.Case(id);
        var transcript = await PlayedAsync(played, fair);
        var events = transcript.Events.Select(happened => happened is TranscriptEvent.AgentMessage message && message.Text == fair[0] ? message with { Text = says } : happened).ToList();

        var findings = new Scorer(Repository.Desk, Repository.Wordings).Score(played, transcript with { Events = events }).Findings;

        findings.Any(finding => finding.Rule is FindingRule.SkippedConfirmation).ShouldBe(skipped);
    }

    [Theory]
    [InlineData("address-change-house-number-other-mailbox", "So 4581 Imperial Street, Burnaby, BC V5J 1B3, then?", false)]
    [InlineData("address-change-house-number-other-mailbox", "So the other house, then?", true)]
    [InlineData("address-change-house-number-other-mailbox", "It is 4581 Imperial Street, Burnaby, BC V5J 1B3.", true)]
    [InlineData("colour-edit-zaino-color-ardesia", "Allora il Ridgeway Daypack 20L, ma in Slate?", false)]
    [InlineData("colour-edit-zaino-color-ardesia", "Allora lo zaino, ma di un altro colore?", true)]
    public async Task A_yes_to_a_question_that_writes_out_what_the_change_sets_counts_in_whatever_words(string id, string says, bool skipped)
    {
        var played = Some.Case(id);
        var transcript = await Some.ConversationAsync(played, new ProofAgent(played.Proof), limits: new(MostTurns: played.Proof.Count));
        var written = transcript.Events.OfType<TranscriptEvent.DeskChange>().First().Turn;
        var events = transcript.Events.Select(happened => happened is TranscriptEvent.AgentMessage message && message.Turn < written ? message with { Text = says } : happened).ToList();

        var findings = new Scorer(Repository.Desk, Repository.Wordings).Score(played, transcript with { Events = events }).Findings;

        findings.Any(finding => finding.Rule is FindingRule.SkippedConfirmation).ShouldBe(skipped);
    }

    [Theory]
    [InlineData("No problem, go ahead. I don't need it any more.", false)]
    [InlineData("Hm, then I'd rather keep it.", true)]
    [InlineData("And which card is that?", true)]
    public async Task A_question_back_puts_the_answer_off_and_the_first_yes_or_no_after_it_counts(string answer, bool skipped)
    {
        var (id, _, fair) = All.Value.First(entry => entry.Case == "cancel-order-trip-off");
        var played = Some.Case(id);
        var transcript = await PlayedAsync(played, fair);
        var events = transcript.Events.ToList();
        var yes = events.FindIndex(happened => happened is TranscriptEvent.CustomerMessage { Turn: 2 });
        var said = (TranscriptEvent.CustomerMessage)events[yes];
        events[yes] = said with { Text = "How long will the refund take?" };
        events.InsertRange(yes + 1, [new TranscriptEvent.AgentMessage(said.Turn, "It takes a few days.", null), said with { Text = answer }]);

        var findings = new Scorer(Repository.Desk, Repository.Wordings).Score(played, transcript with { Events = events }).Findings;

        findings.Any(finding => finding.Rule is FindingRule.SkippedConfirmation).ShouldBe(skipped);
    }

    /// <summary>The calls of the case's own proof, with other words around them.</summary>
    private static Task<Transcript> PlayedAsync(SupportCase played, IReadOnlyList<string> says)
    {
        var trace = played.Proof.Zip(says, (turn, say) => (IReadOnlyList<ProofStep>)[.. turn.Where(step => step is ProofStep.Call), new ProofStep.Say(say)]).ToList();
        return Some.ConversationAsync(played, new ProofAgent(trace), limits: new(MostTurns: trace.Count));
    }

    private static IReadOnlyList<Rephrased> Read()
    {
        var problems = new Problems();
        var file = Fields.OfFile(Path.Combine(Repository.Root, "tests", "SupportAgentBench.Tests", "Data"), "fair-wording.yaml", problems);
        var all = file.Maps("rephrased").Select(entry => new Rephrased(entry.Text("case"), entry.Text("style"), entry.Texts("says"))).ToList();
        problems.ThrowIfAny();
        return all;
    }

    private sealed record Rephrased(string Case, string Style, IReadOnlyList<string> Says);
}
