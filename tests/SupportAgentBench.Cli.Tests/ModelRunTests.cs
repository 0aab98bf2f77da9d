using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Shouldly;
using SupportAgentBench.StubProvider;
using Xunit;

namespace SupportAgentBench.Cli.Tests;

/// <summary>The real tool against a provider on loopback that speaks the real protocols: agent, customer and judge are models.</summary>
public sealed class ModelRunTests
{
    private const string Key = Loopback.Key;
    private static readonly string[] Models = ["--agent", "openai/gpt-5.4-mini", "--customer", "openai/gpt-5.4-mini", "--judge", "anthropic/claude-sonnet-5"];

    [Fact]
    public async Task All_cases_are_played_over_http_and_the_record_plays_again_byte_for_byte_without_a_network()
    {
        using var scratch = new Scratch();
        await using var stub = await Stub.StartAsync(request => Brain.Answer(request));

        var (exit, output, error) = await Tool.RunAsync(Loopback.Reach(stub), ["run", .. Models, "--runs", "1", "--store", scratch.At("live"), "--json"]);

        exit.ShouldBe(0, error);
        var agent = JsonDocument.Parse(output).RootElement.GetProperty("agents")[0];
        agent.GetProperty("agent").GetString().ShouldBe("openai/gpt-5.4-mini");
        agent.GetProperty("complete").GetBoolean().ShouldBeTrue();
        agent.GetProperty("metrics").GetProperty("cost_usd").GetProperty("mean").GetDouble().ShouldBeGreaterThan(0);
        error.ShouldContain("spent agent $");
        stub.Answered.Values.ShouldAllBe(times => times == 1, "nothing is paid for twice");

        var nowhere = new Dictionary<string, string> { ["OPENAI_BASE_URL"] = "http://127.0.0.1:1/v1", ["ANTHROPIC_BASE_URL"] = "http://127.0.0.1:1" };
        var before = stub.Requests;
        var (again, _, why) = await Tool.RunAsync(nowhere, "run", "--replay", scratch.At("live"), "--store", scratch.At("again"), "--display", "none", "--json");

        again.ShouldBe(0, why);
        stub.Requests.ShouldBe(before);
        Stores.Transcripts(scratch.At("again")).ShouldBe(Stores.Transcripts(scratch.At("live")));
    }

    [Fact]
    public async Task A_run_that_is_killed_ten_times_asks_for_no_finished_call_twice()
    {
        using var scratch = new Scratch();
        var store = scratch.At("killed");
        var asked = new ConcurrentDictionary<string, ConcurrentBag<int>>();
        await using var stub = await Stub.StartAsync(request =>
        {
            asked.GetOrAdd(request.Body.ToString(), _ => []).Add(request.Number);

            // The answer carries the number of its request, so that the journal can be held against what came in.
            var answer = Brain.Answer(request);
            return new StubReply { Answer = answer with { Finish = null, Output = 100_000 + request.Number }, Delay = TimeSpan.FromMilliseconds(4) };
        });
        string[] command = ["run", "--agent", "openai/gpt-5.4-mini", "--customer", "openai/gpt-5.4-nano", "--runs", "1", "--case", "resolvable", "--store", store, "--display", "none", "--json"];
        var random = new Random(11);
        var under = 0;
        for (var kill = 0; kill < 10; kill++)
        {
            var target = stub.Requests + random.Next(5, 100);
            using var process = Tool.Start(Loopback.Reach(stub), command);
            await Loopback.UntilAsync(() => stub.Requests >= target || process.HasExited);
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                under++;
            }

            await process.WaitForExitAsync();
            var kept = Kept(store);
            var last = stub.Requests;

            // What is in the journal now is never asked for again.
            foreach (var (_, numbers) in asked.Where(pair => pair.Value.Any(kept.Contains)))
            {
                _settled.TryAdd(numbers, last);
            }
        }

        var (exit, output, error) = await Tool.RunAsync(Loopback.Reach(stub), command);

        exit.ShouldBe(0, error);
        under.ShouldBeGreaterThan(5);
        JsonDocument.Parse(output).RootElement.GetProperty("agents")[0].GetProperty("conversations").GetInt32().ShouldBe(120);
        foreach (var (numbers, last) in _settled)
        {
            numbers.ShouldAllBe(number => number <= last, "a call that was kept when the process died was asked for again");
        }

        _settled.Count.ShouldBeGreaterThan(100);
        Kept(store).Count.ShouldBe(asked.Count, "one answer a question is kept");
    }

    private readonly ConcurrentDictionary<ConcurrentBag<int>, int> _settled = new();

    [Fact]
    public async Task Runs_that_another_process_plays_are_left_to_it()
    {
        using var scratch = new Scratch();
        var held = new TaskCompletionSource();
        await using var stub = await Stub.StartAsync(request => new StubReply { Answer = Brain.Answer(request), Until = held.Task });
        string[] command = ["run", "--agent", "openai/gpt-5.4-mini", "--runs", "1", "--case", "tracking", "--store", scratch.Folder, "--display", "none"];

        await Loopback.ShouldLeaveItToTheFirstAsync(stub, held, command);

        (await Tool.RunAsync(Loopback.Reach(stub), command)).Exit.ShouldBe(0, "the lock is gone with its process");
    }

    [Fact]
    public async Task Keys_never_reach_store_screen_or_transcript_wherever_they_are_planted()
    {
        using var scratch = new Scratch();
        const string other = "xai-PLANTEDPLANTEDPLANTED1234", jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P";
        var turn = 0;
        await using var stub = await Stub.StartAsync(request => (Interlocked.Increment(ref turn) % 6) switch
        {
            0 => StubReply.Error(401, $"Incorrect API key provided: {Key}. Authorization: Bearer {Key}", "invalid_api_key"),
            1 => new StubAnswer($"Your key is {Key}, mine is {other}."),
            2 => new StubAnswer(null, [new("a", "lookup_order", $$"""{"order_number":1172,"note":"{{Key}}"}"""), new("b", $"tool_{Key}", "{}")]),
            3 => new StubAnswer(null, [new("a", "lookup_order", """{"order_number":1172}""")], Extra: new() { ["reasoning_content"] = $"The key {Key} and {jwt}" }),
            4 => StubReply.Error(400, $"bad header x-api-key: {Key}"),
            _ => new StubReply { Body = $"<html>{Key} api_key={other}</html>", ContentType = "text/html" },
        });
        var settings = Loopback.Reach(stub);
        settings["DEEPSEEK_BASE_URL"] = $"{stub.Url.Scheme}://user:{Key}@{stub.Url.Authority}/v1";
        settings["DEEPSEEK_API_KEY"] = Key;

        var texts = new List<string>();
        foreach (var model in new[] { "openai/gpt-5.4-mini", "deepseek/deepseek-chat" })
        {
            var (_, output, error) = await Tool.RunAsync(settings, "run", "--agent", model, "--case", "tracking", "--case", "wismo", "--runs", "1", "--store", scratch.At("out"), "--display", "plain", "--concurrency", "4");
            var (_, shown, _) = await Tool.RunAsync(settings, "show", "tracking*", "--agent", model, "--store", scratch.At("out"));
            var (_, lines, _) = await Tool.RunAsync(settings, "show", "tracking*", "--agent", model, "--store", scratch.At("out"), "--json");
            texts.AddRange([output, error, shown, lines]);
        }

        texts.Add((await Tool.RunAsync(settings, "doctor", "openai/gpt-5.4-mini", "deepseek/deepseek-chat", "--ping")) is var (_, told, wrong) ? told + wrong : "");
        texts.AddRange(Stores.Read(scratch.At("out"), "SELECT response FROM calls UNION ALL SELECT body FROM call_parts UNION ALL SELECT coalesce(score, '') FROM trials", reader => reader.GetString(0)));
        texts.AddRange(Stores.Plain(scratch.At("out")));

        texts.Count.ShouldBeGreaterThan(10);
        foreach (var text in texts)
        {
            text.ShouldNotContain(Key);
            text.ShouldNotContain(other);
            text.ShouldNotContain(jwt);
        }

        string.Concat(texts).ShouldContain("[redacted]", customMessage: "the planted keys were met");
    }

    [Fact]
    public async Task A_server_that_is_not_running_is_told_in_seconds_with_its_mend()
    {
        using var scratch = new Scratch();
        var watch = Stopwatch.StartNew();

        var (exit, _, error) = await Tool.RunAsync(
            new Dictionary<string, string> { ["MINE_BASE_URL"] = "http://127.0.0.1:1/v1" }, "run", "--agent", "mine/m", "--case", "tracking", "--runs", "1", "--store", scratch.Folder, "--display", "plain");

        exit.ShouldBe(2, error);
        error.ShouldContain("Connection refused");
        error.ShouldContain("MINE_BASE_URL");
        error.ShouldNotContain("   at ");
        watch.Elapsed.TotalSeconds.ShouldBeLessThan(45);
    }

    [Fact]
    public async Task Answers_that_were_cut_off_are_told_once_a_role_and_shown_in_their_place()
    {
        using var scratch = new Scratch();
        await using var stub = await Stub.StartAsync(request => Brain.Answer(request) is { Calls: null } said ? said with { Finish = request.Protocol == "anthropic" ? "max_tokens" : "length" } : Brain.Answer(request));

        var (exit, _, error) = await Tool.RunAsync(
            Loopback.Reach(stub), "run", "--agent", "openai/gpt-5.4-mini?max_tokens=300", "--judge", "anthropic/claude-sonnet-5", "--case", "tracking", "--runs", "1", "--store", scratch.Folder, "--display", "plain");
        var (_, shown, _) = await Tool.RunAsync("show", "tracking", "--store", scratch.Folder);

        exit.ShouldBe(0, error);
        error.Split('\n').Count(line => line.Contains("cut off", StringComparison.Ordinal) && line.Contains("as agent", StringComparison.Ordinal)).ShouldBe(1);
        error.Split('\n').Count(line => line.Contains("cut off", StringComparison.Ordinal) && line.Contains("as judge", StringComparison.Ordinal)).ShouldBe(1);
        error.ShouldContain("max_tokens");
        shown.ShouldContain("cut off");
    }

    [Fact]
    public async Task When_nothing_is_left_to_play_it_is_said_how_to_play_a_changed_agent_anew()
    {
        using var scratch = new Scratch();
        await using var stub = await Stub.StartAsync(request => Brain.Answer(request));
        string[] command = ["run", "--agent", "acme/parcels", "--case", "tracking", "--runs", "1", "--store", scratch.Folder, "--display", "plain"];
        (await Tool.RunAsync(Loopback.Reach(stub), command)).Exit.ShouldBe(0);

        var (exit, _, error) = await Tool.RunAsync(Loopback.Reach(stub), command);

        exit.ShouldBe(0);
        error.ShouldContain("nothing was left to play");
        error.ShouldContain("acme/parcels-2");
        error.ShouldContain("--store");
    }

    [Fact]
    public async Task A_provider_that_fails_is_told_with_its_reason_and_the_same_command_finishes()
    {
        using var scratch = new Scratch();
        var broken = true;
        await using var stub = await Stub.StartAsync(request => broken ? StubReply.Error(402, "Payment required") : Brain.Answer(request));
        string[] command = ["run", "--agent", "openai/gpt-5.4-mini", "--agent", "reference/careful", "--case", "tracking", "--runs", "1", "--store", scratch.Folder, "--display", "plain"];

        var (exit, output, error) = await Tool.RunAsync(Loopback.Reach(stub), command);

        exit.ShouldBe(3, error);
        output.ShouldContain("6 trials lost to");
        error.ShouldContain("6 infrastructure errors");
        error.ShouldContain("openai: 402 Payment required");
        stub.Requests.ShouldBeLessThanOrEqualTo(6);

        broken = false;
        (await Tool.RunAsync(Loopback.Reach(stub), command)).Exit.ShouldBe(0);
    }

    /// <summary>The numbers of the requests whose answers are in the journal.</summary>
    private static HashSet<int> Kept(string store) => [.. Stores.Read(store, "SELECT response FROM calls", reader => reader.GetString(0))
        .Select(response => JsonDocument.Parse(response).RootElement.GetProperty("usage").GetProperty("outputTokenCount").GetInt32() - 100_000)];
}
