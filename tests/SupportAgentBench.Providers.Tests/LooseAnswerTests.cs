using Microsoft.Extensions.AI;
using Shouldly;
using SupportAgentBench.Calls;
using SupportAgentBench.StubProvider;
using Xunit;

namespace SupportAgentBench.Providers.Tests;

/// <summary>Servers that speak OpenAI's protocol leave things out and add others: none of that is a failure, and nothing that was not told becomes a number.</summary>
public sealed class LooseAnswerTests
{
    [Theory]
    [InlineData("null", null)]
    [InlineData("\"eos\"", "eos")]
    [InlineData("\"function_call\"", "tool_calls")]
    [InlineData("\"length\"", "length")]
    public async Task The_reason_of_an_end_is_taken_as_it_is_told(string told, string? reason)
    {
        var answer = await AnswerAsync($$"""{"choices":[{"finish_reason":{{told}},"message":{"content":"Hi."} }]}""");

        answer.Text.ShouldBe("Hi.");
        answer.FinishReason?.Value.ShouldBe(reason);
        answer.ModelId.ShouldBeNull();
        answer.Usage.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"id":"a","type":"function","function":{"name":"lookup_order","arguments":{"order_number":1172}}}""", "lookup_order", """{"order_number":1172}""")]
    [InlineData("""{"function":{"name":"lookup_order","arguments":"{}"}}""", "lookup_order", "{}")]
    [InlineData("""{"id":null,"function":{"name":"lookup_order","arguments":null}}""", "lookup_order", "")]
    [InlineData("""{"id":"a","function":{"name":"lookup_order"}}""", "lookup_order", "")]
    [InlineData("""{"id":"a","function":{"arguments":"{}"}}""", "unnamed", "{}")]
    [InlineData("""{"id":"a","type":"custom","custom":{"name":"x","input":"y"}}""", "unnamed", "")]
    public async Task A_call_with_parts_missing_is_a_call_that_the_desk_can_answer(string call, string name, string arguments)
    {
        var asked = (await AnswerAsync($$"""{"choices":[{"finish_reason":"tool_calls","message":{"content":null,"tool_calls":[{{call}}]} }]}"""))
            .Messages[0].Contents.ShouldHaveSingleItem().ShouldBeOfType<FunctionCallContent>();

        asked.Name.ShouldBe(name);
        asked.ArgumentsAsWritten().ShouldBe(arguments);
    }

    [Theory]
    [InlineData("""{"content":"Hi.","reasoning_content":"So."}""")]
    [InlineData("""{"content":"Hi.","reasoning":"So."}""")]
    [InlineData("""{"content":[{"type":"thinking","thinking":[{"type":"text","text":"So."}]},{"type":"text","text":"Hi."}]}""")]
    public async Task Thoughts_are_told_from_the_answer_wherever_they_stand(string message)
    {
        var answer = await AnswerAsync($$"""{"choices":[{"finish_reason":"stop","message":{{message}} }]}""");

        answer.Text.ShouldBe("Hi.");
        answer.Messages[0].Contents.OfType<TextReasoningContent>().ShouldHaveSingleItem().Text.ShouldBe("So.");
    }

    [Theory]
    [InlineData("openai", """{"prompt_tokens":30,"completion_tokens":4,"total_tokens":34,"prompt_tokens_details":{"cached_tokens":20},"completion_tokens_details":{"reasoning_tokens":3}}""", 30L, 20L, 4L, 3L)]
    [InlineData("xai counts reasoning beside the completion", """{"prompt_tokens":32,"completion_tokens":9,"total_tokens":135,"completion_tokens_details":{"reasoning_tokens":94}}""", 32L, null, 103L, 94L)]
    [InlineData("gemini counts thoughts in the total only", """{"prompt_tokens":21,"completion_tokens":6,"total_tokens":87}""", 21L, null, 66L, null)]
    [InlineData("deepseek names cached input itself", """{"prompt_tokens":30,"completion_tokens":4,"total_tokens":34,"prompt_cache_hit_tokens":20,"prompt_cache_miss_tokens":10}""", 30L, 20L, 4L, null)]
    [InlineData("a total that says less is no reason to count less", """{"prompt_tokens":30,"completion_tokens":4,"total_tokens":0}""", 30L, null, 4L, null)]
    [InlineData("numbers with a point", """{"prompt_tokens":3.0,"completion_tokens":4.0}""", 3L, null, 4L, null)]
    [InlineData("numbers as text", """{"prompt_tokens":"3","completion_tokens":4}""", null, null, 4L, null)]
    [InlineData("more than any model reads or writes", """{"prompt_tokens":1000000000000,"completion_tokens":20000001}""", null, null, null, null)]
    [InlineData("a server that does not count", """{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}""", null, null, null, null)]
    [InlineData("a server that counts its answers alone", """{"prompt_tokens":0,"completion_tokens":4,"total_tokens":90}""", null, null, 4L, null)]
    [InlineData("a server that counts its input alone", """{"prompt_tokens":30,"completion_tokens":0,"total_tokens":30}""", 30L, null, null, null)]
    [InlineData("half of it", """{"prompt_tokens":3}""", 3L, null, null, null)]
    [InlineData("none of it", """{"prompt_tokens_details":{}}""", null, null, null, null)]
    public async Task Usage_is_what_was_told_and_unknown_otherwise(string who, string usage, long? input, long? cached, long? output, long? reasoning)
    {
        var counted = (await AnswerAsync($$"""{"choices":[{"finish_reason":"stop","message":{"content":"Hi."} }],"usage":{{usage}} }""")).Usage.ShouldNotBeNull(who);

        (counted.InputTokenCount, counted.CachedInputTokenCount, counted.OutputTokenCount, counted.ReasoningTokenCount).ShouldBe((input, cached, output, reasoning), who);
    }

    [Theory]
    [InlineData("openai/m")]
    [InlineData("anthropic/m")]
    [InlineData("ollama/m")]
    public async Task A_server_that_reports_no_input_tokens_has_unknown_usage(string model)
    {
        await using var wire = await Wire.StartAsync(_ => new StubAnswer("Hi.", Input: 0, Output: 0));

        var counted = (await wire.AskAsync(model)).Usage.ShouldNotBeNull();

        (counted.InputTokenCount, counted.OutputTokenCount).ShouldBe((null, null));
        new TokenPrice(1, 0.1m, 4).CostOf(counted).ShouldBeNull();
        new TokenPrice(1, 0.1m, 4).CostOf(0, null, null, 12).ShouldBeNull("stores of earlier builds hold such usage");
    }

    [Fact]
    public async Task An_answer_that_says_nothing_may_have_no_output_tokens()
    {
        await using var wire = await Wire.StartAsync(_ => new StubAnswer("", Output: 0));

        (await wire.AskAsync()).Usage!.OutputTokenCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("a list of plain texts", """{"choices":[{"message":{"content":["Hi", "."]} }]}""")]
    [InlineData("a mark before the JSON", "\uFEFF" + """{"choices":[{"message":{"content":"Hi."} }]}""")]
    public async Task Words_are_read_as_the_server_gives_them(string how, string body) => (await AnswerAsync(body)).Text.ShouldBe("Hi.", how);

    [Fact]
    public async Task A_call_of_the_protocols_first_form_is_a_call()
    {
        var call = (await AnswerAsync("""{"choices":[{"finish_reason":"function_call","message":{"content":null,"function_call":{"name":"lookup_order","arguments":"{}"}} }]}"""))
            .Messages[0].Contents.ShouldHaveSingleItem().ShouldBeOfType<FunctionCallContent>();

        (call.Name, call.ArgumentsAsWritten()).ShouldBe(("lookup_order", "{}"));
    }

    [Theory]
    [InlineData("""{"choices":[]}""", "it holds no message")]
    [InlineData("""{"choices":null}""", "it holds no message")]
    [InlineData("""{"choices":[{"message":null}]}""", "it holds no message")]
    [InlineData("""{"choices":[{"finish_reason":"error","error":{"code":502,"message":"upstream"},"message":{"content":"Hel"}}]}""", "it broke off with an error")]
    public async Task What_holds_no_whole_message_is_the_providers_failure(string body, string why)
    {
        var failed = await Should.ThrowAsync<CallFailedException>(() => AnswerAsync(body));

        failed.Failure.ShouldBe(CallFailure.Garbled);
        failed.Message.ShouldContain(why);
    }

    private static async Task<ChatResponse> AnswerAsync(string body)
    {
        await using var wire = await Wire.StartAsync(_ => new StubReply { Body = body });
        return await wire.AskAsync();
    }
}
