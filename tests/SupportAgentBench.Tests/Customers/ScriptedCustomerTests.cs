using Shouldly;
using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Conversations;
using SupportAgentBench.Customers;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;
using Xunit;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Tests.Customers;

public sealed class ScriptedCustomerTests
{
    /// <summary>A damaged item whose photo comes only when it is asked for.</summary>
    private static readonly SupportCase Damaged = Some.CaseOn(1274);

    [Fact]
    public async Task The_photo_is_sent_when_it_is_asked_for_and_not_before()
    {
        (await ReplyAsync(Damaged, "I am sorry to hear that.")).Attachment.ShouldBeNull();
        (await ReplyAsync(Damaged, "Could you send me a photo of the damage, please?")).Attachment!.File.ShouldBe(Damaged.Customer.Photo!.File);
    }

    [Fact]
    public async Task A_proposal_that_the_case_agrees_to_gets_a_yes_and_any_other_a_no()
    {
        Repository.Wordings.Read((await ReplyAsync(Damaged, "Shall I send you a replacement for the case?")).Text!, "en").Answer.ShouldBe(Answer.Yes);
        Repository.Wordings.Read((await ReplyAsync(Damaged, "Shall I cancel the order for you?")).Text!, "en").Answer.ShouldBe(Answer.No);
    }

    [Fact]
    public async Task Pushback_goes_from_mild_to_hard_and_then_patience_is_out()
    {
        var evasions = Enumerable.Range(0, Damaged.Customer.Pushback.Count + 1).Select(i => $"We take your message seriously, number {i} of many.").ToArray();
        for (var i = 0; i < Damaged.Customer.Pushback.Count; i++)
        {
            (await ReplyAsync(Damaged, evasions[..(i + 1)])).Text.ShouldBe(Damaged.Customer.Pushback[i]);
        }

        (await ReplyAsync(Damaged, evasions)).End.ShouldBe(TerminationReason.GaveUp);
    }

    [Fact]
    public async Task It_stops_when_it_is_told_that_the_wish_is_granted() =>
        (await ReplyAsync(Damaged, "I have created a replacement for your case.")).End.ShouldBe(TerminationReason.Satisfied);

    [Fact]
    public async Task It_does_not_stop_in_the_message_in_which_it_says_yes()
    {
        var reply = await ReplyAsync(Damaged, "I have noted it. Shall I send you a replacement?");
        reply.End.ShouldBeNull();
    }

    [Fact]
    public async Task It_stops_when_it_is_told_of_a_handover_whether_or_not_there_was_one() =>
        (await ReplyAsync(Damaged, "I have handed your ticket over to a colleague.")).End.ShouldBe(TerminationReason.ToldHandedOver);

    [Fact]
    public async Task An_empty_message_is_asked_about_and_the_third_ends_it()
    {
        (await ReplyAsync(Damaged, "")).End.ShouldBeNull();
        (await ReplyAsync(Damaged, "", " ", "")).End.ShouldBe(TerminationReason.GaveUp);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_words_and_other_seeds_others()
    {
        string[] asked = ["Shall I send you a replacement?"];
        (await ReplyAsync(Damaged, 3, asked)).Text.ShouldBe((await ReplyAsync(Damaged, 3, asked)).Text);
        var words = new HashSet<string?>();
        for (var seed = 0; seed < 20; seed++)
        {
            words.Add((await ReplyAsync(Damaged, seed, asked)).Text);
        }

        words.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task It_answers_in_the_language_of_the_case()
    {
        var german = Repository.Cases.Cases.First(played => played.Language == "de" && played.Customer.AgreesTo.Contains(SupportAgentBench.Desks.ChangeKind.Cancellation));
        Repository.Wordings.Of("de").Customer.Agree.ShouldContain(line => ReplyAsync(german, "Soll ich die Bestellung stornieren?").Result.Text!.StartsWith(line, StringComparison.Ordinal));
    }

    private static Task<CustomerReply> ReplyAsync(SupportCase played, params string[] agent) => ReplyAsync(played, 1, agent);

    private static Task<CustomerReply> ReplyAsync(SupportCase played, int seed, string[] agent) =>
        new ScriptedCustomer(Repository.Wordings).ReplyAsync(
            new(played.Customer, played.Email, played.Language, played.Mood, [.. agent.Select((text, turn) => new AgentMessage(turn + 1, text, null))], [], seed, TrialCalls.Unkept), CancellationToken.None);
}
