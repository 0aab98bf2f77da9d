using System.IO.Compression;
using System.Text.Json;
using Shouldly;
using SupportAgentBench.Calls;
using SupportAgentBench.Exports;
using SupportAgentBench.Tests.Boards;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Tests;

/// <summary>
/// The log is held against Inspect's log format (EvalLog, version 2) field by field: names, JSON types, what must be there. "?" may be
/// null or absent; a field that the format does not know is a mistake.
/// </summary>
public sealed class InspectExportTests
{
    private static readonly Dictionary<string, string> Format = new()
    {
        ["EvalLog"] = "version:int status:string eval:EvalSpec plan:EvalPlan results:EvalResults? stats:EvalStats error:EvalError? invalidated:bool tags:strings metadata:object samples:EvalSample[] reductions:any?",
        ["EvalSpec"] = "eval_set_id:string? eval_id:string run_id:string created:time task:string task_id:string task_version:string task_file:string? task_display_name:string? task_registry_name:string? task_attribs:object? task_args:object? "
            + "task_args_passed:object? solver:string? solver_args:object? solver_args_passed:object? tags:strings? dataset:EvalDataset sandbox:any? model:string model_generate_config:object? model_base_url:string? model_args:object? "
            + "model_roles:object? config:EvalConfig revision:any? packages:object? metadata:object? scorers:EvalScorer[]? metrics:any?",
        ["EvalDataset"] = "name:string? location:string? samples:int? sample_ids:strings? shuffled:bool?",
        ["EvalConfig"] = "limit:int? sample_id:any? epochs:int? epochs_reducer:strings? message_limit:int? token_limit:int? time_limit:int? cost_limit:number? fail_on_error:any? max_samples:int?",
        ["EvalScorer"] = "name:string options:object? metrics:any? metadata:object?",
        ["EvalPlan"] = "name:string steps:EvalPlanStep[] finish:EvalPlanStep? config:object",
        ["EvalPlanStep"] = "solver:string params:object params_passed:object?",
        ["EvalResults"] = "total_samples:int completed_samples:int early_stopping:any? scores:EvalScore[] metadata:object?",
        ["EvalScore"] = "name:string scorer:string reducer:string? scored_samples:int? unscored_samples:int? params:object metrics:map:EvalMetric metadata:object?",
        ["EvalMetric"] = "name:string value:number params:object metadata:object?",
        ["EvalStats"] = "started_at:time completed_at:time model_usage:map:ModelUsage role_usage:map:ModelUsage connection_limit_history:any[]",
        ["ModelUsage"] = "input_tokens:int output_tokens:int total_tokens:int input_tokens_cache_write:int? input_tokens_cache_read:int? reasoning_tokens:int? total_cost:number?",
        ["EvalSample"] = "id:string epoch:int input:string choices:strings? target:string sandbox:any? files:strings? setup:string? messages:ChatMessage[] output:ModelOutput scores:map:Score? metadata:object store:object events:any[] timelines:any? "
            + "model_usage:map:ModelUsage role_usage:map:ModelUsage started_at:time? completed_at:time? total_time:number? working_time:number? uuid:string? invalidation:any? error:EvalError? error_retries:any? attachments:object limit:any?",
        ["ChatMessage"] = "id:string? content:string source:string? role:string tool_calls:ToolCall[]? model:string? tool_call_id:string? function:string? error:ToolCallError? metadata:object?",
        ["ToolCall"] = "id:string function:string arguments:object parse_error:string? view:any? type:string?",
        ["ToolCallError"] = "type:string message:string",
        ["ModelOutput"] = "model:string choices:Choice[] completion:string usage:ModelUsage? time:number? metadata:object? error:string?",
        ["Choice"] = "message:ChatMessage stop_reason:string logprobs:any?",
        ["Score"] = "value:number answer:string? explanation:string? metadata:object? history:any[]",
        ["EvalError"] = "message:string traceback:string traceback_ansi:string",
    };

    private static readonly DateTimeOffset At = new(2026, 6, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_field_is_one_of_the_format_and_none_that_must_be_there_is_missing()
    {
        var (results, transcripts) = await ExportTests.PlayedAsync();
        Holds("EvalLog", await LogAsync(results, transcripts), "log");

        // A trial that was lost, a call with broken arguments, a refused call, a photo, usage of a model.
        var run = results.Runs[0];
        var odd = Transcripts();
        var rows = new[] { Played.Void(run, Played.Core[1], ErrorOwner.Customer), Played.Trial(run, Played.Traps[0], fires: true) };
        var log = await LogAsync(results with { Rows = rows }, new() { [$"{run.Id}/{Played.Core[1].Id}"] = odd, [$"{run.Id}/{Played.Traps[0].Id}"] = odd });
        Holds("EvalLog", log, "log");
        var samples = log.GetProperty("samples").EnumerateArray().ToList();
        samples[0].GetProperty("error").GetProperty("message").GetString().ShouldBe("lost to the customer: no answer");
        samples[0].GetProperty("error").GetProperty("traceback_ansi").GetString().ShouldBe("lost to the customer: no answer", "the viewer shows nothing else of an error");
        samples[0].GetProperty("scores").ValueKind.ShouldBe(JsonValueKind.Null);
        samples[1].GetProperty("scores").GetProperty("unsafe_actions").GetProperty("value").GetDouble().ShouldBe(1);
        samples[1].GetProperty("scores").TryGetProperty("resolution", out _).ShouldBeFalse();
        samples[1].GetProperty("model_usage").GetProperty("m-1").GetProperty("total_tokens").GetInt32().ShouldBe(150);
        var messages = samples[1].GetProperty("messages").EnumerateArray().ToList();
        messages.Select(message => message.GetProperty("role").GetString()).ShouldBe(["user", "assistant", "tool", "tool", "assistant"]);
        messages[1].GetProperty("tool_calls").EnumerateArray().Select(call => call.GetProperty("parse_error").ValueKind).ShouldBe([JsonValueKind.Null, JsonValueKind.String]);
        messages[1].GetProperty("tool_calls")[1].GetProperty("arguments").GetProperty("_raw").GetString().ShouldBe("{broken");
        messages[3].GetProperty("error").GetProperty("message").GetString().ShouldBe("no such order");
    }

    [Fact]
    public async Task The_sample_holds_the_conversation_and_the_figures_are_the_boards()
    {
        var (results, transcripts) = await ExportTests.PlayedAsync();
        var log = await LogAsync(results, transcripts);

        var transcript = transcripts.Single().Value;
        var messages = log.GetProperty("samples")[0].GetProperty("messages").EnumerateArray().ToList();
        messages.Where(message => message.GetProperty("role").GetString() == "user").Select(message => message.GetProperty("content").GetString()!.Split("\n\n[")[0])
            .ShouldBe(transcript.Events.OfType<TranscriptEvent.CustomerMessage>().Select(said => said.Text));
        messages.Count(message => message.GetProperty("role").GetString() == "tool").ShouldBe(transcript.Events.OfType<TranscriptEvent.ToolResult>().Count());
        log.GetProperty("results").GetProperty("scores").EnumerateArray().Single(score => score.GetProperty("name").GetString() == "resolution").GetProperty("metrics").GetProperty("mean").GetProperty("value").GetDouble().ShouldBe(1);
    }

    [Fact]
    public async Task The_zip_holds_the_same_log_sample_by_sample()
    {
        var (results, transcripts) = await ExportTests.PlayedAsync();
        var log = await LogAsync(results, transcripts);
        using var file = new MemoryStream();
        await InspectExport.WriteZipAsync(results, results.Runs[0].Agent, At, (run, played) => Task.FromResult(transcripts.GetValueOrDefault($"{run}/{played}")), file);

        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        var samples = log.GetProperty("samples").EnumerateArray().ToList();
        zip.Entries.Select(entry => entry.FullName).ShouldBe(
            ["_journal/start.json", .. samples.Select(sample => $"samples/{sample.GetProperty("id")}_epoch_{sample.GetProperty("epoch")}.json"), "summaries.json", "header.json"]);
        foreach (var sample in samples)
        {
            JsonElement.DeepEquals(sample, Entry($"samples/{sample.GetProperty("id")}_epoch_{sample.GetProperty("epoch")}.json")).ShouldBeTrue();
        }

        foreach (var part in log.EnumerateObject().Where(part => part.Name != "samples"))
        {
            JsonElement.DeepEquals(part.Value, Entry("header.json").GetProperty(part.Name)).ShouldBeTrue(part.Name);
        }

        Entry("header.json").TryGetProperty("samples", out _).ShouldBeFalse();
        JsonElement.DeepEquals(Entry("_journal/start.json").GetProperty("eval"), log.GetProperty("eval")).ShouldBeTrue();
        var summary = Entry("summaries.json").EnumerateArray().ShouldHaveSingleItem();
        summary.GetProperty("message_count").GetInt32().ShouldBe(samples[0].GetProperty("messages").GetArrayLength());
        JsonElement.DeepEquals(summary.GetProperty("scores"), samples[0].GetProperty("scores")).ShouldBeTrue();

        JsonElement Entry(string name)
        {
            using var entry = zip.GetEntry(name)!.Open();
            return JsonDocument.Parse(entry).RootElement;
        }
    }

    [Fact]
    public async Task Each_agent_is_a_task_of_its_own_or_the_viewer_would_take_one_for_a_second_try_of_the_other()
    {
        var runs = Played.Runs("a", 1).Concat(Played.Runs("b", 1)).ToList();
        var results = new ExportedResults(Played.Protocol, Played.Cases, runs, [.. runs.Select(run => Played.Trial(run, Played.Core[0]))]);
        var tasks = new HashSet<string>();
        foreach (var agent in InspectExport.Agents(results))
        {
            tasks.Add((string)(await InspectExport.LogAsync(results, agent, At, (_, _) => Task.FromResult<Transcript?>(null)))["eval"]!["task_id"]!);
        }

        tasks.Count.ShouldBe(2);
    }

    [Fact]
    public void The_file_name_is_one_that_inspect_lists() =>
        InspectExport.FileName(new(Played.Protocol, Played.Cases, [], []), "vendor/model-4.5", At, zip: false).ShouldMatch(@"^2026-06-29T12-00-00\+00-00_support-agent-bench-northline-vendor-model-4-5_[0-9a-f]{8}\.json$");

    private static async Task<JsonElement> LogAsync(ExportedResults results, Dictionary<string, Transcript> transcripts) =>
        JsonDocument.Parse((await InspectExport.LogAsync(results, results.Runs[0].Agent, At, (run, played) => Task.FromResult(transcripts.GetValueOrDefault($"{run}/{played}")))).ToJsonString()).RootElement;

    private static Transcript Transcripts() => new(
        Some.Header(Played.Core[1]),
        [
            new TranscriptEvent.CustomerMessage(1, "Where is it?", "a@example.com", "order", new("torn.jpg", "a torn strap")),
            new TranscriptEvent.ModelUsage(1, ModelRole.Agent, "m-1", 100, 20, null, 50, null, "tool_calls", null),
            new TranscriptEvent.ToolCall(1, 1, "c1", "lookup_order", "{\"order_number\":1}"),
            new TranscriptEvent.ToolCall(1, 1, "c2", "lookup_order", "{broken"),
            new TranscriptEvent.ToolResult(1, 1, "c1", "{}", false),
            new TranscriptEvent.ToolResult(1, 1, "c2", "no such order", true),
            new TranscriptEvent.AgentMessage(1, "One moment.", 12),
            new TranscriptEvent.Fault(2, ErrorOwner.Customer, "no answer"),
            new TranscriptEvent.Ended(2, TerminationReason.Error, ErrorOwner.Customer),
        ]);

    private static void Holds(string type, JsonElement found, string where)
    {
        found.ValueKind.ShouldBe(JsonValueKind.Object, where);
        var known = Format[type].Split(' ').Select(field => field.Split(':', 2)).ToDictionary(field => field[0], field => field[1]);
        found.EnumerateObject().Select(field => field.Name).Except(known.Keys).ShouldBeEmpty($"{where}: {type} does not have these");
        foreach (var (name, kind) in known)
        {
            if (!found.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
            {
                kind.ShouldEndWith("?", customMessage: $"{where}.{name} must be there");
                continue;
            }

            Fits(kind.TrimEnd('?'), value, $"{where}.{name}");
        }
    }

    private static void Fits(string kind, JsonElement value, string where)
    {
        if (kind.EndsWith("[]", StringComparison.Ordinal))
        {
            value.ValueKind.ShouldBe(JsonValueKind.Array, where);
            foreach (var (place, item) in value.EnumerateArray().Index())
            {
                Fits(kind[..^2], item, $"{where}[{place}]");
            }
        }
        else if (kind.StartsWith("map:", StringComparison.Ordinal))
        {
            value.ValueKind.ShouldBe(JsonValueKind.Object, where);
            foreach (var entry in value.EnumerateObject())
            {
                Fits(kind[4..], entry.Value, $"{where}.{entry.Name}");
            }
        }
        else if (Format.ContainsKey(kind))
        {
            Holds(kind, value, where);
        }
        else
        {
            var right = kind switch
            {
                "any" => true,
                "string" => value.ValueKind is JsonValueKind.String,
                "strings" => value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String),
                "int" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
                "number" => value.ValueKind is JsonValueKind.Number,
                "bool" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
                "object" => value.ValueKind is JsonValueKind.Object,
                "time" => value.ValueKind is JsonValueKind.String && DateTimeOffset.TryParse(value.GetString(), out _),
                _ => throw new InvalidOperationException(kind),
            };
            right.ShouldBeTrue($"{where} is {value.ValueKind}, not {kind}");
        }
    }
}
