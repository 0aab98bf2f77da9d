using Microsoft.Extensions.AI;
using Shouldly;
using SupportAgentBench.Agents;
using SupportAgentBench.Calls;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;
using Xunit;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Tests.Agents;

public sealed class ModelAgentTests
{
    private readonly List<List<ChatMessage>> _asked = [];
    private readonly List<ChatOptions> _options = [];

    [Fact]
    public async Task It_acts_with_the_desks_tools_over_several_rounds_and_its_thoughts_do_not_reach_the_customer()
    {
        var transcript = await PlayAsync(
            Says(new TextReasoningContent("Look it up.") { ProtectedData = "signed" }, new TextContent("One moment."), Call("lookup_order", """{"order_number":1172}"""), Call("find_orders", """{"email":"a@example.com"}""")),
            Says(Call("get_return_link", """{"order_number":1172}""")),
            Says(new TextContent("Could you send a photo?")));

        transcript.Events.OfType<ToolCall>().Take(3).Select(call => (call.Step, call.Name)).ShouldBe([(1, "lookup_order"), (1, "find_orders"), (2, "get_return_link")]);
        transcript.Events.OfType<Thought>().Where(thought => thought.Turn == 1).Select(thought => (thought.Kind, thought.Text, thought.Sealed))
            .ShouldBe([(ThoughtKind.Reasoning, "Look it up.", "signed"), (ThoughtKind.Aloud, "One moment.", null)]);
        transcript.Events.OfType<AgentMessage>().First().Text.ShouldBe("Could you send a photo?");
        transcript.Events.OfType<ModelUsage>().First().ShouldBe(new(1, ModelRole.Agent, "m-2026", 100, 40, null, 7, null, "stop", null));
    }

    [Fact]
    public async Task Every_call_gets_an_id_of_ours_and_its_answer_goes_back_under_it()
    {
        await PlayAsync(Says(Call("lookup_order", """{"order_number":1172}"""), Call("lookup_order", """{"order_number":1172}""")), Says(new TextContent("Hello.")));

        var assistant = _asked[1][2];
        assistant.Contents.OfType<FunctionCallContent>().Select(call => call.CallId).ShouldBe(["t01s01c01", "t01s01c02"]);
        _asked[1][3].Contents.OfType<FunctionResultContent>().Select(result => result.CallId).ShouldBe(["t01s01c01", "t01s01c02"]);
        assistant.Contents.OfType<FunctionCallContent>().ShouldAllBe(call => call.CallId.Length == 9 && call.CallId.All(char.IsAsciiLetterOrDigit));
    }

    [Fact]
    public async Task Reasoning_goes_back_within_its_turn_and_not_later()
    {
        await PlayAsync(
            Says(new TextReasoningContent("First."), Call("lookup_order", """{"order_number":1172}""")), Says(new TextContent("Which bag?")),
            Says(new TextContent("Thank you.")));

        _asked[1].SelectMany(message => message.Contents).OfType<TextReasoningContent>().ShouldHaveSingleItem().Text.ShouldBe("First.");
        _asked[2].SelectMany(message => message.Contents).OfType<TextReasoningContent>().ShouldBeEmpty();
        _asked[2].SelectMany(message => message.Contents).OfType<FunctionCallContent>().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("lookup_order", "not json", "the arguments are not valid JSON")]
    [InlineData("lookup_order", """{"order_number":"eleven"}""", "'order_number' must be a whole number")]
    [InlineData("no_such_tool", "{}", "there is no tool 'no_such_tool'")]
    public async Task A_bad_call_gets_an_error_that_the_model_can_read_and_is_a_finding(string tool, string arguments, string error)
    {
        var transcript = await PlayAsync(Says(Call(tool, arguments)), Says(new TextContent("Sorry.")));

        transcript.Events.OfType<ToolCall>().First().Arguments.ShouldBe(arguments);
        transcript.Events.OfType<ToolResult>().First().IsError.ShouldBeTrue();
        _asked[1][3].Contents.OfType<FunctionResultContent>().Single().Result!.ToString()!.ShouldContain(error);
        new Scorer(Repository.Desk, Repository.Wordings).Score(Some.CaseOn(1172), transcript).Found(FindingRule.InvalidCall).ShouldBeTrue();
    }

    [Fact]
    public async Task Arguments_without_measure_are_refused_and_cut_in_the_transcript()
    {
        var transcript = await PlayAsync(Says(Call("cancel_order", $$"""{"order_number":1172,"reason":"{{new string('x', 1_000_000)}}"}""")), Says(new TextContent("Sorry.")));

        transcript.Events.OfType<ToolCall>().First().Arguments.Length.ShouldBeLessThan(40_000);
        transcript.Events.OfType<ToolResult>().First().Content.ShouldContain("too long");
        transcript.Events.OfType<DeskChange>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_blank_answer_is_the_agents_failure_and_a_lost_provider_is_not()
    {
        var blank = await PlayAsync(Says(new TextReasoningContent("Hm.")));
        blank.Events.OfType<AgentMessage>().First().Text.ShouldBe("");
        new Scorer(Repository.Desk, Repository.Wordings).Score(Some.CaseOn(1172), blank).Found(FindingRule.BlankReply).ShouldBeTrue();

        var lost = await Some.ConversationAsync(Some.CaseOn(1172), new ModelAgent("p/m", new Chat(_ => throw new CallFailedException(CallFailure.ContentFilter, "p: the content filter withheld the answer"))));
        lost.End.ShouldBe(new Ended(1, TerminationReason.Error, ErrorOwner.Infrastructure));
        lost.Events.OfType<Fault>().ShouldHaveSingleItem().What.ShouldContain("content filter");
    }

    [Fact]
    public async Task The_model_is_told_who_writes_and_what_a_photo_shows_and_nothing_of_the_case()
    {
        await PlayAsync(Says(new TextContent("Could you send me a photo of the damage?")), Says(new TextContent("Thank you.")));

        var played = Some.CaseOn(1172);
        _asked[0][1].Text.ShouldStartWith($"From: {played.Email.From}\nSubject: {played.Email.Subject}");
        _asked[1][^1].Text.ShouldContain(played.Customer.Photo!.Shows);
        string.Join('\n', _asked.SelectMany(messages => messages).Select(message => message.Text)).ShouldNotContain(played.Id);
        _options.ShouldAllBe(options => options.Tools!.Count == 14 && CallPlace.Of(options)!.Role == ModelRole.Agent);
    }

    private Task<Transcript> PlayAsync(params ChatResponse[] answers) => Some.ConversationAsync(Some.CaseOn(1172), new ModelAgent("p/m", new Chat(call =>
    {
        _asked.Add(call.Messages);
        _options.Add(call.Options);
        return _asked.Count <= answers.Length ? answers[_asked.Count - 1] : Says(new TextContent($"Anything else? ({_asked.Count})"));
    })));

    private static ChatResponse Says(params AIContent[] contents) => new(new ChatMessage(ChatRole.Assistant, contents))
    {
        ModelId = "m-2026",
        FinishReason = ChatFinishReason.Stop,
        Usage = new() { InputTokenCount = 100, CachedInputTokenCount = 40, OutputTokenCount = 7 },
    };

    private static FunctionCallContent Call(string name, string arguments) => new FunctionCallContent("same id", name).WithArgumentsAsWritten(arguments);

    private sealed class Chat(Func<(List<ChatMessage> Messages, ChatOptions Options), ChatResponse> answer) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(answer(([.. messages], options!)));

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
