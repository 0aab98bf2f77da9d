using System.Diagnostics;
using Microsoft.Extensions.AI;
using Shouldly;
using SupportAgentBench.Calls;
using SupportAgentBench.Files;
using SupportAgentBench.Providers.Pipeline;
using SupportAgentBench.StubProvider;
using Xunit;

namespace SupportAgentBench.Providers.Tests;

/// <summary>How calls to one provider wait for it, slow down, and give it up: its limits, its outages, its refusals.</summary>
public sealed class LineTests
{
    private static readonly StubAnswer Fine = new("All is well.");

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
        await FailsAsync(wire.Client(), times: 20);

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

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    public async Task A_provider_that_stays_down_is_given_up_and_told_once_whenever_it_says_that_it_will_be_back(string? retryAfter)
    {
        await using var wire = await Wire.StartAsync(_ => StubReply.Error(503, "down", retryAfter: retryAfter), limits: Wire.Fast with { LongestOutage = TimeSpan.FromMilliseconds(100) });
        await FailsAsync(wire.Client(), times: 200);

        wire.Stub.Requests.ShouldBeLessThan(40);
        wire.Told.ShouldHaveSingleItem().ShouldContain("run the same command again");
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/v1")]
    [InlineData("http://nobody.invalid/v1")]
    public async Task A_server_that_is_not_there_at_the_first_calls_is_the_users_mistake_and_told_at_once(string address)
    {
        await using var wire = await Wire.StartAsync(_ => Fine, settings: new() { ["ACME_BASE_URL"] = address });

        var mistake = await Should.ThrowAsync<UserMistakeException>(() => wire.AskAsync("acme/m"));

        mistake.Message.ShouldContain("ACME_BASE_URL");
        mistake.Message.ShouldContain("is the server running");
    }

    [Fact]
    public async Task A_vendor_that_cannot_be_reached_at_the_first_calls_is_not_asked_to_be_started()
    {
        await using var wire = await Wire.StartAsync(_ => Fine, settings: new() { ["OPENAI_BASE_URL"] = "" });

        var mistake = await Should.ThrowAsync<UserMistakeException>(() => wire.AskAsync());

        mistake.Message.ShouldContain("api.openai.invalid cannot be reached from here");
        mistake.Message.ShouldContain("HTTPS_PROXY");
        mistake.Message.ShouldNotContain("is the server running");
    }

    [Theory]
    [InlineData("openai/m", "OPENAI_BASE_URL", "http://nobody.invalid/v1")]
    [InlineData("ollama/m", "OLLAMA_HOST", "")]
    public async Task An_address_that_was_set_and_one_of_this_machine_are_of_servers_that_may_have_to_be_started(string model, string setting, string address)
    {
        await using var wire = await Wire.StartAsync(_ => Fine, settings: new() { [setting] = address });

        (await Should.ThrowAsync<UserMistakeException>(() => wire.AskAsync(model))).Message.ShouldContain($"is the server running? {setting} says where it is");
    }

    [Fact]
    public async Task A_server_that_answered_before_and_is_gone_is_waited_for_as_ever()
    {
        await using var server = await Stub.StartAsync(_ => Fine);
        await using var wire = await Wire.StartAsync(_ => Fine, settings: new() { ["ACME_BASE_URL"] = $"{server.OpenAi}" });
        await wire.AskAsync("acme/m");
        await server.CloseAsync();

        (await Should.ThrowAsync<CallFailedException>(() => wire.AskAsync("acme/m"))).Failure.ShouldBe(CallFailure.NobodyThere);

        wire.Ledger.Presumed.ShouldBe(0);
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

    private static async Task FailsAsync(IChatClient client, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await Should.ThrowAsync<CallFailedException>(() => client.GetResponseAsync("Hello"));
        }
    }

    /// <summary>The wall clock jumps at every look; the monotonic one does not.</summary>
    private sealed class JumpingClock(TimeSpan by) : TimeProvider
    {
        private int _looks;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + (by * (Interlocked.Increment(ref _looks) % 2));
    }
}
