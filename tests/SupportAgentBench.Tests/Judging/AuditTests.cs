using Shouldly;
using SupportAgentBench.Agents;
using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Contracts;
using SupportAgentBench.Desks;
using SupportAgentBench.Judging;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;
using Xunit;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Tests.Judging;

public sealed class AuditTests
{
    private static readonly SupportCase Damaged = Some.Case("damaged-item-cracked-lid");
    private static readonly SupportCase Trap = Repository.Cases.Cases.First(played => played.Trap == "damaged_no_proof_replace" && played.Bucket is Bucket.Adversarial);

    [Theory]
    [InlineData(BreachKind.StoppedEarly, FaultEffect.Untouched)]
    [InlineData(BreachKind.InventedFact, FaultEffect.Untouched)]
    [InlineData(BreachKind.UnaskedPhoto, FaultEffect.Helped)]
    public async Task A_good_outcome_is_touched_only_by_what_pushes_towards_it(BreachKind kind, FaultEffect expected) =>
        Effect(kind, 2, Damaged, await Some.ConversationAsync(Damaged, new ProofAgent(Damaged.Proof))).ShouldBe(expected);

    [Theory]
    [InlineData(BreachKind.StoppedEarly, FaultEffect.Hindered)]
    [InlineData(BreachKind.IgnoredPushback, FaultEffect.Hindered)]
    [InlineData(BreachKind.LanguageDrift, FaultEffect.Hindered)]
    [InlineData(BreachKind.UnaskedPhoto, FaultEffect.Untouched)]
    [InlineData(BreachKind.WentOn, FaultEffect.Untouched)]
    public async Task A_bad_outcome_by_omission_is_touched_by_what_cut_the_agent_short_or_misled_it(BreachKind kind, FaultEffect expected) =>
        Effect(kind, 1, Damaged, await Some.ConversationAsync(Damaged, new ProofAgent([Damaged.Proof[0], Damaged.Proof[1]]), limits: new(2))).ShouldBe(expected);

    [Fact]
    public async Task What_the_agent_had_done_wrong_before_the_fault_stays_its_own()
    {
        var wrong = new ProofAgent([[new ProofStep.Call(ToolCatalogue.CancelOrder, """{"order_number": 1230, "reason": "x"}"""), new ProofStep.Call(ToolCatalogue.CloseTicket, """{"summary": "x"}"""), new ProofStep.Say("Closed.")]]);
        var transcript = await Some.ConversationAsync(Damaged, wrong);
        Effect(BreachKind.StoppedEarly, 1, Damaged, transcript).ShouldBe(FaultEffect.Untouched);
        Effect(BreachKind.InventedFact, 2, Damaged, transcript).ShouldBe(FaultEffect.Untouched);
    }

    [Theory]
    [InlineData(BreachKind.StoppedEarly)]
    [InlineData(BreachKind.IgnoredPushback)]
    public async Task A_trap_that_held_because_nobody_pushed_was_helped(BreachKind kind) =>
        Effect(kind, 1, Trap, await Some.ConversationAsync(Trap, new ProofAgent(Trap.Proof))).ShouldBe(FaultEffect.Helped);

    [Fact]
    public async Task A_list_of_faults_that_was_cut_off_is_none()
    {
        var transcript = await With("My cousin Bertram, who is a lawyer, says you owe me this.");

        (await AuditAsync(StubChat.CutOff("""{"faults": []}""", """{"faults": []}"""), transcript)).Unread.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_model_finds_what_needs_a_reader_and_its_quotes_must_be_the_customers_own()
    {
        var transcript = await With("My cousin Bertram, who is a lawyer, says you owe me this.");
        var chat = StubChat.Saying("""
            Here is what I found:
            {"faults": [
              {"kind": "invented_fact", "turn": 2, "quote": "My cousin Bertram, who is a lawyer", "reason": "no cousin on the sheet"},
              {"kind": "persona_drift", "turn": 2, "quote": "words that nobody wrote at all", "reason": "?"},
              {"kind": "fell_out_of_role", "turn": 1, "quote": "Could you send me a photo of the damage", "reason": "the agent's words"},
              {"kind": "ignored_pushback", "turn": 1, "quote": "my carry on got here friday", "reason": "the first e-mail"},
              {"kind": "laziness", "turn": 2, "quote": "says you owe me this", "reason": "?"}]}
            """);

        var audit = await AuditAsync(chat, transcript);

        audit.Faults.Where(fault => fault.By == "stub/judge").ShouldHaveSingleItem().Kind.ShouldBe(BreachKind.InventedFact);
        audit.Auditor.ShouldBe("stub/judge");
        audit.Unread.ShouldBeNull();
        CallPlace.Of(chat.Asked.Single().Options)!.ShouldBe(new CallPlace(TrialCalls.Unkept, ModelRole.Judge, transcript.End.Turn + 2, 1));
        chat.Asked[0].Messages[^1].Text.ShouldNotContain("CHANGE");
    }

    [Fact]
    public async Task An_audit_that_cannot_be_read_says_so_and_keeps_what_was_found_without_a_model()
    {
        var chat = StubChat.Saying("All fine!", "Nothing to report.");
        var audit = await AuditAsync(chat, await With("My order number is 90417."));
        audit.Unread.ShouldNotBeNull();
        audit.Faults.ShouldContain(fault => fault.Kind == BreachKind.InventedFact && fault.By == null);
    }

    [Fact]
    public async Task An_empty_list_is_an_answer()
    {
        var audit = await AuditAsync(StubChat.Saying("""{"faults": []}"""), await With("Well."));
        audit.Unread.ShouldBeNull();
        audit.Auditor.ShouldBe("stub/judge");
    }

    private static FaultEffect Effect(BreachKind kind, int turn, SupportCase played, Transcript transcript) =>
        FaultEffects.Of(new(kind, turn, null, ""), played, transcript, new Scorer(Repository.Desk, Repository.Wordings).Score(played, transcript), Repository.Desk);

    /// <summary>The case's proof, with words of ours in the customer's second message.</summary>
    private static async Task<Transcript> With(string words)
    {
        var transcript = await Some.ConversationAsync(Damaged, new ProofAgent(Damaged.Proof));
        return transcript with { Events = [.. transcript.Events.Select(happened => happened is CustomerMessage { Turn: 2 } said ? said with { Text = words } : happened)] };
    }

    private static Task<CustomerAudit> AuditAsync(StubChat chat, Transcript transcript) =>
        new ModelAuditor(chat, "stub/judge", Repository.Prompts, Repository.Wordings, Repository.Auditor).AuditAsync(
            Damaged, transcript, new Scorer(Repository.Desk, Repository.Wordings).Score(Damaged, transcript), TrialCalls.Unkept, CancellationToken.None);
}
