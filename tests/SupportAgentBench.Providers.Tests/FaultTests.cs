using System.Diagnostics;
using Microsoft.Extensions.AI;
using Shouldly;
using SupportAgentBench.Calls;
using SupportAgentBench.StubProvider;
using Xunit;

namespace SupportAgentBench.Providers.Tests;

/// <summary>What real providers do on a bad day, and what must come of it: each fault over the real HTTP stack and the vendors' clients.</summary>
public sealed class FaultTests
{
    private static readonly StubAnswer Fine = new("All is well.");
    private static readonly StubReply Html = new() { Body = "<html><body>Welcome to the hotel's wireless network</body></html>", ContentType = "text/html" };

    /// <summary>Passing faults: how often the fault comes before a proper answer, and how many requests it takes.</summary>
    public static TheoryData<string, StubReply, int> Passing => new()
    {
        { "429 without Retry-After", StubReply.Error(429, "slow down", "rate_limit_exceeded"), 3 },
        { "429 with Retry-After", StubReply.Error(429, "slow down", retryAfter: "0"), 2 },
        { "500", StubReply.Error(500, "oops"), 3 },
        { "502 from a gateway, in HTML", Html with { Status = 502 }, 2 },
        { "503", StubReply.Error(503, "overloaded"), 2 },
        { "529", StubReply.Error(529, "overloaded_error"), 2 },
        { "a connection cut in mid-body", new StubReply { Answer = Fine, CutAfter = 0.5 }, 2 },
        { "a 200 with truncated JSON", new StubReply { Body = """{"id":"x","choices":[{"index":0,"mess""" }, 2 },
        { "HTML instead of JSON", Html, 2 },
        { "a wrong content type and no JSON", new StubReply { Body = "data: {}", ContentType = "text/event-stream" }, 2 },
        { "JSON without any choice", new StubReply { Body = """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[]}""" }, 2 },
        { "a 200 that is an error", new StubReply { Body = """{"error":{"message":"the upstream failed","code":502}}""" }, 2 },
        { "an empty body", new StubReply { Body = "" }, 2 },
    };

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_fault_that_passes_costs_a_try_and_no_more(string fault, StubReply reply, int times)
    {
        await using var wire = await Wire.StartAsync(request => request.Number <= times ? reply : Fine);

        var response = await wire.AskAsync();

        response.Text.ShouldBe("All is well.", fault);
        wire.Stub.Requests.ShouldBe(times + 1);
        wire.Ledger.Spent.ShouldBe(0.0012m, fault);
    }

    /// <summary>Faults that stay: what kind of failure they are, and after how many requests it is told.</summary>
    public static TheoryData<string, StubReply, CallFailure, int> Lasting => new()
    {
        { "key revoked", StubReply.Error(401, "Incorrect API key provided", "invalid_api_key"), CallFailure.Unauthorized, 1 },
        { "no credit", StubReply.Error(402, "Payment required"), CallFailure.Quota, 1 },
        { "quota exhausted", StubReply.Error(429, "You exceeded your current quota", "insufficient_quota", "insufficient_quota"), CallFailure.Quota, 1 },
        { "credit balance too low", StubReply.Error(400, "Your credit balance is too low to access the API", type: "invalid_request_error"), CallFailure.Quota, 1 },
        { "no such model", StubReply.Error(404, "The model `m` does not exist", "model_not_found"), CallFailure.UnknownModel, 1 },
        { "content filter", StubReply.Error(400, "The response was filtered", "content_filter"), CallFailure.ContentFilter, 1 },
        { "content filter at the end", new StubAnswer("", Finish: "content_filter"), CallFailure.ContentFilter, 1 },
        { "a request that is not understood", StubReply.Error(400, "messages: too many"), CallFailure.BadRequest, 1 },
        { "HTML for ever", Html, CallFailure.Garbled, 3 },
        { "cut for ever", new StubReply { Answer = Fine, CutAfter = 0.3 }, CallFailure.Garbled, 3 },
        { "500 for ever", StubReply.Error(500, "oops"), CallFailure.ServerError, 8 },
        { "429 for ever", StubReply.Error(429, "slow down"), CallFailure.RateLimited, 20 },
        { "429 for ever in a 200, its code written as text", new StubReply { Body = """{"error":{"message":"slow down","code":"429"}}""" }, CallFailure.RateLimited, 20 },
        { "429 until tomorrow", StubReply.Error(429, "slow down", retryAfter: "86400"), CallFailure.RateLimited, 1 },
    };

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task A_fault_that_stays_is_told_by_its_name_after_a_bounded_number_of_tries(string fault, StubReply reply, CallFailure expected, int requests)
    {
        await using var wire = await Wire.StartAsync(_ => reply);

        var failure = await Should.ThrowAsync<CallFailedException>(() => wire.AskAsync());

        failure.Failure.ShouldBe(expected, fault);
        failure.Message.ShouldStartWith("openai: ");
        wire.Stub.Requests.ShouldBe(requests, fault);
    }

    [Theory]
    [InlineData("https://user:hunter22@elsewhere.example/api/v1/chat/completions?token=abc#x", "set ACME_BASE_URL to https://elsewhere.example/api/v1")]
    [InlineData("/v2/chat/completions", "/v2")]
    [InlineData("https://elsewhere.example/login?next=%2Fv1", "it points to https://elsewhere.example/login")]
    public async Task A_redirect_is_told_with_where_it_points_and_what_to_set(string location, string says)
    {
        await using var wire = await Wire.StartAsync(_ => new StubReply { Status = 307, Body = "", Headers = new Dictionary<string, string> { ["Location"] = location } });

        var told = (await Should.ThrowAsync<CallFailedException>(() => wire.AskAsync("acme/m"))).Message;

        told.ShouldContain(says);
        told.ShouldContain("ACME_BASE_URL");
        told.ShouldNotContain("hunter22");
        told.ShouldNotContain("token");
        told.ShouldNotContain("next=");
        wire.Stub.Requests.ShouldBe(1);
    }

    [Theory]
    [InlineData("openai/m?timeout=0.5")]
    [InlineData("anthropic/m?timeout=0.5")]
    [InlineData("ollama/m?timeout=0.5")]
    public async Task A_stalled_answer_is_given_up_in_its_time_and_tried_again(string model)
    {
        await using var wire = await Wire.StartAsync(request => request.Number == 1 ? new StubReply { Answer = Fine, Stalls = true } : Fine);

        (await wire.AskAsync(model)).Text.ShouldBe("All is well.");

        wire.Stub.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_a_failure_of_its_own()
    {
        await using var wire = await Wire.StartAsync(request => request.Number == 1 ? Fine : new StubReply { Answer = Fine, Delay = TimeSpan.FromSeconds(30) });

        // The first call of a process connects and compiles: on a busy machine its time would be over before anything was sent.
        await wire.AskAsync();
        (await Should.ThrowAsync<CallFailedException>(() => wire.AskAsync("openai/m?timeout=0.5"))).Failure.ShouldBe(CallFailure.TimedOut);

        (wire.Stub.Requests - 1).ShouldBe(3);
    }

    [Fact]
    public async Task A_slow_answer_is_an_answer_and_its_time_is_measured()
    {
        await using var wire = await Wire.StartAsync(_ => new StubReply { Answer = Fine, Delay = TimeSpan.FromMilliseconds(300) });

        var response = await wire.AskAsync();

        response.LatencyMs()!.Value.ShouldBeInRange(290, 3_000);
        wire.Stub.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Waiting_and_earlier_tries_are_not_in_the_latency()
    {
        await using var wire = await Wire.StartAsync(request => request.Number == 1 ? StubReply.Error(429, "slow down", retryAfter: "1") : Fine, limits: Wire.Fast with { LongestOutage = TimeSpan.FromSeconds(5) });
        var watch = Stopwatch.StartNew();

        var response = await wire.AskAsync();

        watch.Elapsed.TotalSeconds.ShouldBeGreaterThan(0.9);
        response.LatencyMs()!.Value.ShouldBeLessThan(900);
        wire.Notices.OfType<CallNotice.Waiting>().ShouldContain(notice => notice.Provider == "openai" && notice.Why == "429" && notice.For.TotalSeconds >= 1);
    }

    [Theory]
    [InlineData(180)]
    [InlineData(490)]
    public async Task An_error_is_told_without_the_key_wherever_it_would_be_cut_and_no_longer_than_a_person_reads(int before)
    {
        const string Plain = "3f9a1c7be2d84f06a5b1c9d8e7f60123";
        foreach (var text in new[] { $"<p>{new string('x', before)} {Plain} {new string('y', 2_000_000)}</p>", $$"""{"error":{"message":"{{new string('x', before)}} {{Plain}} {{new string('y', 2_000_000)}}"} }""" })
        {
            await using var wire = await Wire.StartAsync(_ => new StubReply { Status = 400, Body = text, ContentType = "text/html" }, settings: new() { ["OPENAI_API_KEY"] = Plain });

            var told = (await Should.ThrowAsync<CallFailedException>(() => wire.AskAsync())).Message;

            told.ShouldNotContain(Plain[..8]);
            told.Length.ShouldBeLessThan(600);
        }
    }

    [Fact]
    public async Task The_reason_of_an_end_and_the_id_of_a_call_are_cleaned_too()
    {
        await using var wire = await Wire.StartAsync(_ => new StubAnswer(null, [new($"id {Wire.Key}", "lookup_order", "{}")], Finish: $"stop {Wire.Key}"));

        CallJson.Write(await wire.AskAsync()).ShouldNotContain(Wire.Key);
    }

    [Fact]
    public async Task A_key_that_is_a_word_is_told_once_and_leaves_the_answers_whole()
    {
        await using var wire = await Wire.StartAsync(_ => new StubAnswer("Within 1-2 business days."), settings: new() { ["ACME_API_KEY"] = "business" });

        (await wire.AskAsync("acme/m")).Text.ShouldBe("Within 1-2 business days.");
        (await wire.AskAsync("acme/n")).Text.ShouldBe("Within 1-2 business days.");

        wire.Told.ShouldHaveSingleItem().ShouldStartWith("ACME_API_KEY");
    }

    [Fact]
    public async Task Room_for_thoughts_counts_against_the_budget()
    {
        await using var wire = await Wire.StartAsync(_ => Fine, budget: 0.05m);
        await wire.AskAsync("anthropic/m");

        await Should.ThrowAsync<BudgetReachedException>(() => wire.AskAsync("anthropic/m?effort=xhigh"));

        wire.Stub.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_model_that_takes_no_limit_is_reckoned_with_its_longest_answer()
    {
        await using var wire = await Wire.StartAsync(
            request => request.Body.TryGetProperty("max_completion_tokens", out _) ? StubReply.Error(400, "'max_completion_tokens' is not supported") : Fine, budget: 0.05m);

        await Should.ThrowAsync<BudgetReachedException>(() => wire.AskAsync());

        wire.Stub.Requests.ShouldBe(1, "16,000 tokens would cost up to $0.064");
    }

    [Fact]
    public async Task Usage_that_is_missing_is_unknown_and_not_0()
    {
        await using var wire = await Wire.StartAsync(_ => Fine with { Input = null });

        (await wire.AskAsync()).Usage?.InputTokenCount.ShouldBeNull();

        wire.Ledger.Spent.ShouldBe(0);
        wire.Ledger.Unpriced.ShouldBe(1);
    }

    [Theory]
    [InlineData("not json at all")]
    [InlineData("""{"order_number": "one"}""")]
    [InlineData("""{"order_number": 1172,""")]
    [InlineData("[1,2]")]
    [InlineData("")]
    public async Task Tool_arguments_come_as_the_model_wrote_them(string written)
    {
        await using var wire = await Wire.StartAsync(_ => new StubAnswer(null, [new("call_1", "lookup_order", written), new("call_1", "no_such_tool", "{}")]));

        var calls = (await wire.AskAsync()).Messages[0].Contents.OfType<FunctionCallContent>().ToList();

        calls.Select(call => call.Name).ShouldBe(["lookup_order", "no_such_tool"]);
        calls[0].ArgumentsAsWritten().ShouldBe(written);
    }

    [Fact]
    public async Task A_megabyte_of_arguments_comes_through()
    {
        var written = $$"""{"reason":"{{new string('x', 1_000_000)}}"}""";
        await using var wire = await Wire.StartAsync(_ => new StubAnswer(null, [new("c", "cancel_order", written)]));

        (await wire.AskAsync()).Messages[0].Contents.OfType<FunctionCallContent>().Single().ArgumentsAsWritten().ShouldBe(written);
    }

    [Theory]
    [InlineData("openai/m")]
    [InlineData("anthropic/m")]
    [InlineData("ollama/m")]
    public async Task A_blank_message_is_a_blank_answer_and_no_failure(string model)
    {
        await using var wire = await Wire.StartAsync(_ => new StubAnswer(""));

        (await wire.AskAsync(model)).Text.ShouldBe("");

        wire.Stub.Requests.ShouldBe(1);
    }
}
