using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportAgentBench.Boards;
using SupportAgentBench.Results;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Exports;

/// <summary>
/// An Inspect evaluation log (version 2): one for each agent, the cases as samples, the runs as epochs; as one JSON file, or as the zip that
/// Inspect writes itself, whose samples the viewer reads one by one.
/// </summary>
public static class InspectExport
{
    private const int Version = 2;

    public static string LeavesOut => "criteria of the judge, findings without their quotes, events (the messages are there), the audit of the customer";

    /// <summary>Letters outside ASCII as they are.</summary>
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Inspect finds logs by the time at the start of their names.</summary>
    /// <param name="zip">The zip instead of the JSON file.</param>
    public static string FileName(ExportedResults results, string agent, DateTimeOffset at, bool zip) =>
        $"{at.UtcDateTime.ToString("yyyy-MM-dd'T'HH-mm-ss", CultureInfo.InvariantCulture)}+00-00_{Task(results)}-{Plain(agent)}_{LogId(results, agent)}.{(zip ? "eval" : "json")}";

    public static async Task WriteAsync(ExportedResults results, string agent, DateTimeOffset at, Func<string, string, Task<Transcript?>> transcript, Stream file)
    {
        await using var writer = new Utf8JsonWriter(file, new() { Encoder = Readable.Encoder });
        (await LogAsync(results, agent, at, transcript)).WriteTo(writer);
    }

    /// <param name="file">Must allow to go back: the viewer takes the sizes from in front of the entries.</param>
    public static async Task WriteZipAsync(ExportedResults results, string agent, DateTimeOffset at, Func<string, string, Task<Transcript?>> transcript, Stream file)
    {
        var log = await LogAsync(results, agent, at, transcript);
        var samples = log["samples"]!.AsArray();
        log.Remove("samples");
        await using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        await AddAsync("_journal/start.json", new JsonObject { ["version"] = Version, ["eval"] = log["eval"]!.DeepClone(), ["plan"] = log["plan"]!.DeepClone() });
        foreach (var sample in samples)
        {
            await AddAsync($"samples/{sample!["id"]}_epoch_{sample["epoch"]}.json", sample);
        }

        await AddAsync("summaries.json", new JsonArray([.. samples.Select(sample => (JsonNode)InspectSample.Summary(sample!.AsObject()))]));
        await AddAsync("header.json", log);

        async Task AddAsync(string name, JsonNode body)
        {
            await using var entry = await zip.CreateEntry(name).OpenAsync();
            await JsonSerializer.SerializeAsync(entry, body, Readable);
        }
    }

    /// <summary>Every agent that the results have trials of.</summary>
    public static IReadOnlyList<string> Agents(ExportedResults results) => [.. results.Trials().Select(trial => trial.Run.Agent).Distinct()];

    /// <param name="transcript">Fetches a transcript.</param>
    public static async Task<JsonObject> LogAsync(ExportedResults results, string agent, DateTimeOffset at, Func<string, string, Task<Transcript?>> transcript)
    {
        var trials = results.Trials().Where(trial => trial.Run.Agent == agent).ToList();
        var runs = trials.Select(trial => trial.Run).Distinct().ToList();
        var samples = new JsonArray();
        var usage = new InspectUsage();
        foreach (var trial in trials)
        {
            samples.Add((JsonNode)InspectSample.Of(trial, 1 + runs.IndexOf(trial.Run), await transcript(trial.Row.Run, trial.Row.Case), usage));
        }

        var metadata = Metadata(results, runs);
        var time = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + "+00:00";
        return new()
        {
            ["version"] = Version,
            ["status"] = "success",
            ["eval"] = Spec(results, agent, runs, time, metadata),
            ["plan"] = new JsonObject { ["name"] = "conversation", ["steps"] = new JsonArray(new JsonObject { ["solver"] = "support_conversation", ["params"] = new JsonObject(), ["params_passed"] = new JsonObject() }), ["config"] = new JsonObject() },
            ["results"] = Results(trials),
            ["stats"] = new JsonObject { ["started_at"] = time, ["completed_at"] = time, ["model_usage"] = usage.ToJson(), ["role_usage"] = new JsonObject(), ["connection_limit_history"] = new JsonArray() },
            ["invalidated"] = false,
            ["tags"] = new JsonArray(),
            ["metadata"] = metadata.DeepClone(),
            ["samples"] = samples,
        };
    }

    private static JsonObject Metadata(ExportedResults results, List<Run> runs) => new()
    {
        ["protocol"] = results.Protocol.Id,
        ["customer"] = results.Protocol.Customer,
        ["judge"] = results.Protocol.Judge,
        ["desk_hash"] = results.Protocol.DeskHash,
        ["cases_hash"] = results.Protocol.CasesHash,
        ["runs"] = new JsonArray([.. runs.Select(run => (JsonNode)run.Id)]),
    };

    private static JsonObject Spec(ExportedResults results, string agent, List<Run> runs, string time, JsonObject metadata) => new()
    {
        ["eval_id"] = LogId(results, agent),
        ["run_id"] = runs.Count > 0 ? runs[0].Id : LogId(results, agent),
        ["created"] = time,
        ["task"] = Task(results),
        // The viewer takes logs with the same task for tries of one, and shows the last.
        ["task_id"] = LogId(results, agent),
        ["task_version"] = results.Protocol.Scoring,
        ["task_attribs"] = new JsonObject(),
        ["task_args"] = new JsonObject(),
        ["task_args_passed"] = new JsonObject(),
        ["dataset"] = new JsonObject
        {
            ["name"] = results.Protocol.Desk,
            ["samples"] = results.Cases.Count,
            ["sample_ids"] = new JsonArray([.. results.Cases.Select(played => (JsonNode)played.Id)]),
            ["shuffled"] = false,
        },
        ["model"] = agent,
        ["model_generate_config"] = new JsonObject(),
        ["model_args"] = new JsonObject(),
        ["config"] = new JsonObject { ["epochs"] = Math.Max(1, runs.Count), ["epochs_reducer"] = new JsonArray("mean"), ["message_limit"] = null },
        ["packages"] = new JsonObject(),
        ["metadata"] = metadata,
        ["scorers"] = new JsonArray([.. InspectSample.Scores.Select(metric => (JsonNode)new JsonObject { ["name"] = metric })]),
    };

    /// <summary>The board's own figures: the mean over the cases, the ends of its interval, and how many samples it rests on.</summary>
    private static JsonObject Results(List<ExportedTrial> trials)
    {
        var scored = trials.Count(trial => trial.Row.Score is not null);
        var scores = new JsonArray();
        foreach (var name in InspectSample.Scores)
        {
            var metric = Metric.Named(name);
            var byCase = trials.GroupBy(trial => trial.Case.Unit).Select(group => CaseSum.Of([.. group.Select(trial => metric.Of(trial.Case, trial.Row)).OfType<double>()])).Where(sum => sum.Count > 0).ToList();
            if (byCase.Count == 0)
            {
                continue;
            }

            var interval = Clustered.Of(metric.Kind, byCase);
            var figures = new List<(string Name, double Value)> { ("mean", Clustered.Mean(byCase)) };
            if (interval is not null)
            {
                figures.AddRange([("ci_low", interval.Low), ("ci_high", interval.High)]);
            }

            var applies = trials.Count(trial => metric.AppliesTo(trial.Case));
            scores.Add((JsonNode)new JsonObject
            {
                ["name"] = name,
                ["scorer"] = name,
                ["reducer"] = "mean",
                ["scored_samples"] = byCase.Sum(sum => sum.Count),
                ["unscored_samples"] = applies - byCase.Sum(sum => sum.Count),
                ["params"] = new JsonObject(),
                ["metrics"] = new JsonObject(figures.Select(figure => KeyValuePair.Create(figure.Name, (JsonNode?)new JsonObject { ["name"] = figure.Name, ["value"] = figure.Value, ["params"] = new JsonObject() }))),
            });
        }

        return new() { ["total_samples"] = trials.Count, ["completed_samples"] = scored, ["scores"] = scores };
    }

    private static string Task(ExportedResults results) => $"support-agent-bench-{Plain(results.Protocol.Desk)}";

    private static string LogId(ExportedResults results, string agent) => Run.Of(results.Protocol, agent, 0, 0).Id;

    private static string Plain(string name) => string.Concat(name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
}
