using Microsoft.Extensions.AI;
using Shouldly;
using SupportAgentBench.Calls;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Tests.Calls;

/// <summary>What goes out with every call of a conversation is made once.</summary>
public sealed class LastingMessageTests
{
    [Fact]
    public void Each_maker_makes_its_own_of_a_lasting_message_once()
    {
        var message = new LastingMessage(ChatRole.User, "Hello");
        object a = new(), b = new();

        var first = LastingMessage.Made(message, a, said => new string(said.Text));
        LastingMessage.Made(message, b, said => new List<string> { said.Text }).ShouldBe(["Hello"]);
        LastingMessage.Made<string>(message, a, _ => throw new InvalidOperationException("made twice")).ShouldBeSameAs(first);
    }

    [Fact]
    public void Of_any_other_message_it_is_made_each_time()
    {
        var message = new ChatMessage(ChatRole.User, "Hello");
        object maker = new();

        LastingMessage.Made(message, maker, said => said.Text + "!").ShouldNotBeSameAs(LastingMessage.Made(message, maker, said => said.Text + "!"));
    }

    [Fact]
    public async Task Two_events_with_the_same_words_are_two_messages_and_one_event_is_another_to_each_role()
    {
        var calls = await TrialCalls.OpenAsync(new NoJournal(), new("run", "case", 1), CancellationToken.None);
        var (said, again) = (new TranscriptEvent.AgentMessage(1, "Hello", null), new TranscriptEvent.AgentMessage(1, "Hello", null));

        var message = calls.Message(ModelRole.Agent, said, Told);
        calls.Message(ModelRole.Agent, said, Told).ShouldBeSameAs(message);
        calls.Message(ModelRole.Agent, again, Told).ShouldNotBeSameAs(message);
        calls.Message(ModelRole.Customer, said, Told).ShouldNotBeSameAs(message);
    }

    [Fact]
    public void Trials_without_a_journal_share_nothing()
    {
        var said = new TranscriptEvent.AgentMessage(1, "Hello", null);

        TrialCalls.Unkept.Message(ModelRole.Agent, said, Told).ShouldNotBeSameAs(TrialCalls.Unkept.Message(ModelRole.Agent, said, Told));
    }

    private static LastingMessage Told(TranscriptEvent.AgentMessage message) => new(ChatRole.Assistant, message.Text);

    private sealed class NoJournal : ICallJournal, ITrialJournal
    {
        public IReadOnlyList<CallRecord> Earlier => [];

        public Task<ITrialJournal> OfTrialAsync(TrialKey trial, CancellationToken cancellation) => Task.FromResult<ITrialJournal>(this);

        public Task KeepAsync(CallRecord record, CancellationToken cancellation) => Task.CompletedTask;

        public Task PresumeAsync(decimal mostUsd, CancellationToken cancellation) => Task.CompletedTask;
    }
}
