using System.Globalization;
using System.Text.Json.Nodes;
using SupportAgentBench.Boards;
using SupportAgentBench.Results;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Exports;

/// <summary>
/// An Inspect evaluation log (JSON, version 2): one for each agent, the cases as samples, the runs as epochs. It opens in
/// <c>inspect view</c>, and <c>read_eval_log</c> reads it.
/// </summary>
public static class InspectExport
{
    private const int Version = 2;

    public static string LeavesOut => "criteria of the judge, findings without their quotes, events (the messages are there), the audit of the customer";

    /// <summary>Inspect finds JSON logs by the time at the start of their names.</summary>
    public static string FileName(ExportedResults results, string agent, DateTimeOffset at) =>
        $"{at.UtcDateTime.ToString("yyyy-MM-dd'T'HH-mm-ss", CultureInfo.InvariantCulture)}+00-00_{Task(results)}-{Plain(agent)}_{LogId(results, agent)}.json";

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

        var time = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + "+00:00";
        return new()
        {
            ["version"] = Version,
            ["status"] = "success",
            ["eval"] = Spec(results, agent, runs, time),
            ["plan"] = new JsonObject { ["name"] = "conversation", ["steps"] = new JsonArray(new JsonObject { ["solver"] = "support_conversation", ["params"] = new JsonObject(), ["params_passed"] = new JsonObject() }), ["config"] = new JsonObject() },
            ["results"] = Results(trials),
            ["stats"] = new JsonObject { ["started_at"] = time, ["completed_at"] = time, ["model_usage"] = usage.ToJson(), ["role_usage"] = new JsonObject() },
            ["samples"] = samples,
        };
    }

    private static JsonObject Spec(ExportedResults results, string agent, List<Run> runs, string time) => new()
    {
        ["eval_id"] = LogId(results, agent),
        ["run_id"] = runs.Count > 0 ? runs[0].Id : LogId(results, agent),
        ["created"] = time,
        ["task"] = Task(results),
        ["task_id"] = results.Protocol.Id,
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
        ["metadata"] = new JsonObject
        {
            ["protocol"] = results.Protocol.Id,
            ["customer"] = results.Protocol.Customer,
            ["judge"] = results.Protocol.Judge,
            ["desk_hash"] = results.Protocol.DeskHash,
            ["cases_hash"] = results.Protocol.CasesHash,
            ["runs"] = new JsonArray([.. runs.Select(run => (JsonNode)run.Id)]),
        },
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
            var byCase = trials.GroupBy(trial => trial.Case.Id).Select(group => CaseSum.Of([.. group.Select(trial => metric.Of(trial.Case, trial.Row)).OfType<double>()])).Where(sum => sum.Count > 0).ToList();
            if (byCase.Count == 0)
            {
                continue;
            }

            var interval = metric.Kind switch { MetricKind.Share => Clustered.Share(byCase), MetricKind.Unit => Clustered.Unit(byCase), _ => Clustered.Amount(byCase) };
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
