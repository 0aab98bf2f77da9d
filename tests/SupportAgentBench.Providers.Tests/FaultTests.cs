using System.Diagnostics;
using Microsoft.Extensions.AI;
using Shouldly;
using SupportAgentBench.Calls;
using SupportAgentBench.Providers.Pipeline;
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

    [Fact]
    public async Task Retry_After_as_a_date_is_held_against_the_providers_own_clock()
    {
        var reply = StubReply.Error(429, "slow down") with { Headers = new Dictionary<string, string> { ["Date"] = "Tue, 01 Jan 2030 00:00:00 GMT", ["Retry-After"] = "Tue, 01 Jan 2030 00:00:01 GMT" } };
        await using var wire = await Wire.StartAsync(request => request.Number == 1 ? reply : Fine, limits: Wire.Fast with { LongestOutage = TimeSpan.FromSeconds(5) });
        var watch = Stopwatch.StartNew();

        (await wire.AskAsync()).Text.ShouldBe("All is well.");

        watch.Elapsed.TotalSeconds.ShouldBeInRange(0.9, 4);
    }

    [Fact]
    public async Task Tokens_that_were_used_count_against_the_limit_a_minute()
    {
        await using var wire = await Wire.StartAsync(_ => Fine with { Input = 1_000, Output = 50 }, limits: Wire.Fast with { TokensPerMinute = 6_000 });
        await wire.AskAsync();
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() => wire.AskAsync(cancellation: impatient.Token));

        // A tenth of a minute may come at once: 1,050 tokens are 10.5 s at this limit, 6 of them are free.
        wire.Notices.OfType<CallNotice.Waiting>().ShouldHaveSingleItem().For.TotalSeconds.ShouldBeInRange(3, 4.6);
        wire.Stub.Requests.ShouldBe(1);
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

    [Fact]
    public async Task A_key_that_is_revoked_in_mid_run_ends_the_calls_and_is_told_once()
    {
        await using var wire = await Wire.StartAsync(request => request.Number <= 5 ? Fine : StubReply.Error(401, $"Incorrect API key provided: {Wire.Key}", "invalid_api_key"));
        var client = wire.Client();
        var failures = 0;
        for (var i = 0; i < 50; i++)
        {
            try
            {
                await client.GetResponseAsync("Hello");
            }
            catch (CallFailedException e)
            {
                e.Failure.ShouldBe(CallFailure.Unauthorized);
                e.Message.ShouldNotContain(Wire.Key);
                failures++;
            }
        }

        failures.ShouldBe(45);
        wire.Stub.Requests.ShouldBe(8, "three refusals in a row, and nobody asks again");
        wire.Told.ShouldHaveSingleItem().ShouldContain("mend the key");
    }

    [Fact]
    public async Task A_model_that_does_not_exist_is_asked_three_times_and_no_more()
    {
        await using var wire = await Wire.StartAsync(_ => StubReply.Error(404, "no such model", "model_not_found"));
        var client = wire.Client();
        for (var i = 0; i < 20; i++)
        {
            await Should.ThrowAsync<CallFailedException>(() => client.GetResponseAsync("Hello"));
        }

        wire.Stub.Requests.ShouldBe(3);
        wire.Told.ShouldHaveSingleItem().ShouldContain("check its name");
    }

    [Fact]
    public async Task A_provider_that_is_down_is_tried_by_one_call_at_a_time_until_it_answers()
    {
        const int Down = 60;
        var together = 0;
        var most = 0;
        await using var wire = await Wire.StartAsync(
            request =>
            {
                // The first ones were under way when it went down; from then on there is one probe at a time.
                var now = Interlocked.Increment(ref together);
                most = request.Number > LineLimits.StartAtOnce + 8 && request.Number <= Down ? Math.Max(most, now) : most;
                Thread.Sleep(1);
                Interlocked.Decrement(ref together);
                return request.Number <= Down ? StubReply.Error(503, "down") : Fine;
            },
            limits: Wire.Fast with { LongestOutage = TimeSpan.FromMinutes(1) });
        var client = wire.Client();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => client.GetResponseAsync("Hello")));

        answers.ShouldAllBe(answer => answer.Text == "All is well.");
        wire.Stub.Requests.ShouldBe(Down + 40);
        most.ShouldBe(1);
        wire.Notices.OfType<CallNotice.Answers>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_provider_that_stays_down_is_given_up_and_told_once()
    {
        await using var wire = await Wire.StartAsync(_ => StubReply.Error(503, "down"), limits: Wire.Fast with { LongestOutage = TimeSpan.FromMilliseconds(100) });
        var client = wire.Client();
        for (var i = 0; i < 200; i++)
        {
            await Should.ThrowAsync<CallFailedException>(() => client.GetResponseAsync("Hello"));
        }

        wire.Stub.Requests.ShouldBeLessThan(40);
        wire.Told.ShouldHaveSingleItem().ShouldContain("run the same command again");
    }

    [Fact]
    public async Task Cancelling_ends_a_call_wherever_it_waits()
    {
        await using var wire = await Wire.StartAsync(_ => StubReply.Error(429, "slow down", retryAfter: "3600"), limits: Wire.Fast with { LongestOutage = TimeSpan.FromHours(2) });
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var client = wire.Client();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Should.ThrowAsync<OperationCanceledException>(() => client.GetResponseAsync("Hello", cancellationToken: stop.Token))));
    }

    [Theory]
    [InlineData(-3_650)]
    [InlineData(3_650)]
    public async Task A_clock_that_jumps_by_years_moves_no_wait(int days)
    {
        var time = new JumpingClock(TimeSpan.FromDays(days));
        await using var wire = await Wire.StartAsync(
            request => request.Number == 1 ? StubReply.Error(429, "slow down", retryAfter: "1") : Fine, limits: Wire.Fast with { LongestOutage = TimeSpan.FromSeconds(5), RequestsPerMinute = 6_000 }, time: time);
        var watch = Stopwatch.StartNew();

        (await wire.AskAsync()).LatencyMs()!.Value.ShouldBeInRange(0, 3_000);

        watch.Elapsed.TotalSeconds.ShouldBeInRange(0.9, 4);
    }

    /// <summary>The wall clock jumps at every look; the monotonic one does not.</summary>
    private sealed class JumpingClock(TimeSpan by) : TimeProvider
    {
        private int _looks;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + (by * (Interlocked.Increment(ref _looks) % 2));
    }
}
