using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Shouldly;
using SupportAgentBench.Calls;
using SupportAgentBench.StubProvider;
using Xunit;

namespace SupportAgentBench.Providers.Tests;

/// <summary>What goes over the wire: the vendors' own clients against the protocols as they are spoken.</summary>
public sealed class ProtocolTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse("""{"type":"object","properties":{"order_number":{"type":"integer"}},"required":["order_number"]}""").RootElement;
    private static readonly List<AITool> Tools = [AIFunctionFactory.CreateDeclaration("lookup_order", "Everything on one order.", Schema)];

    [Theory]
    [InlineData("openai/gpt-x")]
    [InlineData("anthropic/claude-x")]
    [InlineData("ollama/llama3:8b")]
    [InlineData("deepseek/chat")]
    [InlineData("acme/our/own-model")]
    public async Task Parallel_calls_and_their_results_go_round_over_several_steps(string model)
    {
        var bodies = new List<JsonElement>();
        await using var wire = await Wire.StartAsync(request =>
        {
            lock (bodies)
            {
                bodies.Add(request.Body);
            }

            return request.Number == 1
                ? new StubAnswer("Let me look.", [new("a", "lookup_order", """{"order_number":1172}"""), new("b", "lookup_order", """{"order_number":1173}""")])
                : new StubAnswer("Both were delivered.");
        });
        var client = wire.Client(model);
        List<ChatMessage> messages = [new(ChatRole.System, "Be kind."), new(ChatRole.User, "Where are they?")];

        var first = await client.GetResponseAsync(messages, new() { Tools = Tools });
        var calls = first.Messages[0].Contents.OfType<FunctionCallContent>().ToList();
        messages.Add(new(ChatRole.Assistant, [new TextContent("Let me look."), .. calls.Select((call, i) => new FunctionCallContent($"t01s01c0{i}", call.Name, JsonSerializer.Deserialize<Dictionary<string, object?>>(call.ArgumentsAsWritten())).WithArgumentsAsWritten(call.ArgumentsAsWritten()))]));
        messages.Add(new(ChatRole.Tool, [.. calls.Select((_, i) => new FunctionResultContent($"t01s01c0{i}", $$"""{"status":"delivered {{i}}"}"""))]));
        var second = await client.GetResponseAsync(messages, new() { Tools = Tools });

        calls.Select(call => call.ArgumentsAsWritten()).ShouldBe(["""{"order_number":1172}""", """{"order_number":1173}"""]);
        second.Text.ShouldBe("Both were delivered.");
        second.ModelId.ShouldBe(model[(model.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        second.Usage!.InputTokenCount.ShouldBe(1_000);
        var sent = bodies[1].ToString();
        sent.ShouldContain("delivered 0");
        sent.ShouldContain("delivered 1");
        sent.ShouldContain("1173");
        sent.ShouldContain("Let me look.");
        bodies[0].GetProperty("tools")[0].ToString().ShouldContain("order_number");
    }

    [Fact]
    public async Task A_request_that_is_longer_than_was_thought_arrives_whole()
    {
        var model = new string('m', 5_000);
        await using var wire = await Wire.StartAsync(_ => new StubAnswer("Hi."));

        await wire.AskAsync($"openai/{model}?max_tokens=777");

        wire.Stub.Last.GetProperty("max_completion_tokens").GetInt32().ShouldBe(777);
        wire.Stub.Last.GetProperty("model").GetString().ShouldBe(model);
        wire.Stub.Last.GetProperty("messages")[1].GetProperty("content").GetString().ShouldBe("Hello");
    }

    [Fact]
    public async Task Arguments_that_are_no_json_go_back_as_they_were_written()
    {
        JsonElement body = default;
        await using var wire = await Wire.StartAsync(request =>
        {
            body = request.Body;
            return new StubAnswer("Sorry.");
        });
        await wire.Client().GetResponseAsync(
            [new(ChatRole.User, "Hello"), new(ChatRole.Assistant, [new FunctionCallContent("t01s01c01", "lookup_order", null).WithArgumentsAsWritten("{oops")]), new(ChatRole.Tool, [new FunctionResultContent("t01s01c01", "not JSON")])]);

        body.GetProperty("messages")[1].GetProperty("tool_calls")[0].GetProperty("function").GetProperty("arguments").GetString().ShouldBe("{oops");
    }

    [Fact]
    public async Task Reasoning_goes_back_to_a_provider_that_wants_it_and_to_no_other()
    {
        (await SentBackAsync("deepseek/chat")).GetProperty("reasoning_content").GetString().ShouldBe("An order number: look it up.");
        (await SentBackAsync("openai/gpt-x")).TryGetProperty("reasoning_content", out _).ShouldBeFalse();

        static async Task<JsonElement> SentBackAsync(string model) => await RoundTripAsync(
            model, new StubAnswer(null, [new("a", "lookup_order", """{"order_number":1172}""")], Extra: new JsonObject { ["reasoning_content"] = "An order number: look it up." }));
    }

    [Fact]
    public async Task Anthropics_signed_thinking_goes_back_as_it_came()
    {
        var assistant = await RoundTripAsync("anthropic/claude-x?effort=low", new StubAnswer(null, [new("a", "lookup_order", """{"order_number":1172}""")], Thinking: "Look it up."));

        var thinking = assistant.GetProperty("content")[0];
        thinking.GetProperty("type").GetString().ShouldBe("thinking");
        thinking.GetProperty("thinking").GetString().ShouldBe("Look it up.");
        thinking.GetProperty("signature").GetString().ShouldBe("c2lnbmVkLWJ5LXN0dWI=");
    }

    [Fact]
    public async Task Googles_signatures_of_tool_calls_go_back_with_their_calls()
    {
        await using var wire = await Wire.StartAsync(request => request.Number == 1
            ? new StubReply { Body = """{"id":"x","object":"chat.completion","created":1,"model":"gemini-x","choices":[{"index":0,"finish_reason":"tool_calls","message":{"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"lookup_order","arguments":"{\"order_number\":1172}"},"extra_content":{"google":{"thought_signature":"sig-1"}}}]}}],"usage":{"prompt_tokens":10,"completion_tokens":2,"total_tokens":12}}""" }
            : new StubAnswer("Done."));
        var body = await SecondRequestAsync(wire, "google/gemini-x");

        body.GetProperty("messages")[2].GetProperty("tool_calls")[0].GetProperty("extra_content").GetProperty("google").GetProperty("thought_signature").GetString().ShouldBe("sig-1");
    }

    [Theory]
    [InlineData("openai/m?temperature=0.3&max_tokens=900&effort=low&seed=on", """{"temperature":0.3,"max_completion_tokens":900,"reasoning_effort":"low","seed":7}""")]
    [InlineData("deepseek/m?max_tokens=900", """{"max_tokens":900}""")]
    [InlineData("anthropic/m?temperature=0.5&max_tokens=900", """{"temperature":0.5,"max_tokens":900}""")]
    [InlineData("openai/m", """{"max_completion_tokens":8192}""")]
    public async Task The_options_of_a_reference_are_sent_under_the_providers_names(string model, string expected)
    {
        JsonElement body = default;
        await using var wire = await Wire.StartAsync(request =>
        {
            body = request.Body;
            return new StubAnswer("Hi.");
        });
        await wire.AskAsync(model, new() { Seed = 7 });

        foreach (var (name, value) in JsonNode.Parse(expected)!.AsObject())
        {
            body.TryGetProperty(name, out var sent).ShouldBeTrue($"{name} in {body}");
            if (value!.GetValueKind() is JsonValueKind.String)
            {
                sent.GetString().ShouldBe(value.GetValue<string>());
            }
            else
            {
                sent.GetDouble().ShouldBe(value.GetValue<double>(), 1e-6);
            }
        }

        if (!model.Contains("seed", StringComparison.Ordinal))
        {
            body.TryGetProperty("seed", out _).ShouldBeFalse("a seed is sent only when asked for");
        }

        if (!model.Contains("temperature", StringComparison.Ordinal))
        {
            body.TryGetProperty("temperature", out _).ShouldBeFalse("what nobody set is left to the provider");
        }
    }

    [Fact]
    public async Task An_option_that_a_model_refuses_is_left_out_and_told_once()
    {
        await using var wire = await Wire.StartAsync(request => request.Body.TryGetProperty("temperature", out _)
            ? StubReply.Error(400, "Unsupported value: 'temperature' does not support 0.2 with this model.", "unsupported_value", "invalid_request_error", "temperature")
            : new StubAnswer("Hi."));
        var client = wire.Client("openai/m?temperature=0.2");
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => client.GetResponseAsync("Hello")));
        var refused = wire.Stub.Requests;
        await client.GetResponseAsync("Hello");

        wire.Told.ShouldHaveSingleItem().ShouldContain("does not take 'temperature'");
        wire.Stub.Requests.ShouldBe(refused + 1);
    }

    [Fact]
    public async Task A_seed_for_a_provider_that_knows_none_is_told_and_not_sent()
    {
        await using var wire = await Wire.StartAsync(_ => new StubAnswer("Hi."));

        await wire.AskAsync("anthropic/m?seed=on", new() { Seed = 3 });

        wire.Told.ShouldHaveSingleItem().ShouldContain("anthropic knows no seed");
        wire.Stub.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Every_option_can_be_refused_one_after_the_other()
    {
        await using var wire = await Wire.StartAsync(request =>
            request.Body.TryGetProperty("temperature", out _) ? StubReply.Error(400, "temperature: not supported", param: "temperature")
            : request.Body.TryGetProperty("reasoning_effort", out _) ? StubReply.Error(422, "Extra inputs are not permitted", param: "reasoning_effort")
            : request.Body.TryGetProperty("seed", out _) ? StubReply.Error(400, "Unrecognized request argument supplied: \"seed\"")
            : request.Body.TryGetProperty("max_completion_tokens", out _) ? StubReply.Error(400, "'max_completion_tokens' is too large")
            : new StubAnswer("Hi."));

        (await wire.AskAsync("openai/m?temperature=1&effort=high&seed=on", new() { Seed = 3 })).Text.ShouldBe("Hi.");

        wire.Told.Count().ShouldBe(4);
        wire.Stub.Requests.ShouldBe(5);
    }

    private static async Task<JsonElement> RoundTripAsync(string model, StubAnswer first)
    {
        await using var wire = await Wire.StartAsync(request => request.Number == 1 ? first : new StubAnswer("Done."));
        var body = await SecondRequestAsync(wire, model);
        return body.GetProperty("messages").EnumerateArray().Single(message => message.GetProperty("role").GetString() == "assistant");
    }

    /// <summary>Asks, answers the call that comes back from the parts that a transcript keeps, and returns what was sent then.</summary>
    private static async Task<JsonElement> SecondRequestAsync(Wire wire, string model)
    {
        var client = wire.Client(model);
        var first = await client.GetResponseAsync([new(ChatRole.System, "Be kind."), new(ChatRole.User, "Where is 1172?")], new() { Tools = Tools });
        List<AIContent> kept = [.. first.Messages[0].Contents.Select(content => content switch
        {
            TextReasoningContent thought => (AIContent)new TextReasoningContent(thought.Text) { ProtectedData = thought.ProtectedData },
            FunctionCallContent call => new FunctionCallContent("t01s01c01", call.Name, JsonSerializer.Deserialize<Dictionary<string, object?>>(call.ArgumentsAsWritten())).WithArgumentsAsWritten(call.ArgumentsAsWritten()),
            _ => content,
        })];
        await client.GetResponseAsync(
            [new(ChatRole.System, "Be kind."), new(ChatRole.User, "Where is 1172?"), new(ChatRole.Assistant, kept), new(ChatRole.Tool, [new FunctionResultContent("t01s01c01", "{}")])], new() { Tools = Tools });
        return wire.Stub.Last;
    }
}
