using Shouldly;
using SupportAgentBench.Calls;
using SupportAgentBench.Conversations;
using SupportAgentBench.Desks;
using SupportAgentBench.Transcripts;
using Xunit;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Tests.Conversations;

public sealed class ConversationTests
{
    [Fact]
    public async Task It_ends_after_eight_customer_messages_and_says_that_it_was_the_limit()
    {
        var transcript = await PlayAsync(new Agent(view => new AgentStep.Answer($"Thank you for your message number {view.Turn}.")), new Endless());

        transcript.Events.OfType<CustomerMessage>().Count().ShouldBe(8);
        transcript.End.ShouldBe(new Ended(8, TerminationReason.TurnLimit, null));
    }

    [Fact]
    public async Task Twelve_steps_without_an_answer_are_the_agents_failure()
    {
        var transcript = await PlayAsync(new Agent(_ => new AgentStep.Calls([new("lookup_order", """{"order_number":1112}""")])), new Endless());

        transcript.End.ShouldBe(new Ended(1, TerminationReason.StepLimit, ErrorOwner.Agent));
        transcript.Events.OfType<ToolCall>().Count().ShouldBe(12);
    }

    [Fact]
    public async Task A_handover_ends_it_after_the_agents_message()
    {
        var transcript = await PlayAsync(new Agent(view => view.Step == 1
            ? new AgentStep.Calls([new("handover_to_human", """{"reason":"r","summary":"s"}""")]) : new AgentStep.Answer("I have handed it over.")), new Endless());

        transcript.End.Reason.ShouldBe(TerminationReason.HandedOver);
        transcript.Events[^2].ShouldBe(new AgentMessage(1, "I have handed it over.", null));
    }

    [Fact]
    public async Task Calls_results_and_changes_stand_in_order_with_what_the_agent_wrote()
    {
        var transcript = await PlayAsync(new Agent(view => view.Step switch
        {
            1 => new AgentStep.Calls([new("lookup_order", """{"order_number":1112}"""), new("nonsense", "{")]),
            2 => new AgentStep.Calls([new("close_ticket", """{"summary":"s"}""")]),
            _ => new AgentStep.Answer("Closed."),
        }), new Endless());

        transcript.Events.Select(happened => happened.GetType().Name).ShouldBe(
            ["CustomerMessage", "ToolCall", "ToolResult", "ToolCall", "ToolResult", "ToolCall", "ToolResult", "DeskChange", "AgentMessage", "Ended"]);
        ((ToolCall)transcript.Events[3]).Arguments.ShouldBe("{");
        ((ToolResult)transcript.Events[4]).IsError.ShouldBeTrue();
        transcript.End.Reason.ShouldBe(TerminationReason.Closed);
    }

    [Theory]
    [InlineData(ErrorOwner.Infrastructure)]
    [InlineData(ErrorOwner.Agent)]
    public async Task A_turn_that_fails_has_one_owner(ErrorOwner owner)
    {
        var transcript = await PlayAsync(new Agent(_ => throw new TurnFailedException(owner, "no luck")), new Endless());

        transcript.End.ShouldBe(new Ended(1, TerminationReason.Error, owner));
        transcript.Events.OfType<Fault>().ShouldHaveSingleItem().What.ShouldBe("no luck");
    }

    [Fact]
    public async Task The_agent_never_sees_the_case()
    {
        AgentView? seen = null;
        var played = Some.CaseOn(1256);
        await Some.ConversationAsync(played, new Agent(view =>
        {
            seen = view;
            return new AgentStep.Answer("Hello.");
        }));

        var everything = seen!.Instructions + string.Join('\n', seen.Events);
        everything.ShouldNotContain(played.Id);
        everything.ShouldNotContain(played.Customer.Goal);
        everything.ShouldNotContain(played.Trap!);
    }

    private static Task<Transcript> PlayAsync(IAgent agent, ICustomer customer)
    {
        var played = Some.CaseOn(1112);
        return new Conversation(played, new OpenDesk(Repository.Desk), agent, customer, "be kind", Limits.Standard, Some.Header(played), TrialCalls.Unkept).PlayAsync(CancellationToken.None);
    }

    private sealed class Agent(Func<AgentView, AgentStep> next) : IAgent
    {
        public string Name => "test";

        public Task<AgentStep> NextAsync(AgentView view, CancellationToken cancellation) => Task.FromResult(next(view));
    }

    private sealed class Endless : ICustomer
    {
        public string Name => "endless";

        public Task<CustomerReply> ReplyAsync(CustomerView view, CancellationToken cancellation) => Task.FromResult(new CustomerReply("And then?", null, null));
    }
}
