using System.Text.Json;
using System.Text.Json.Nodes;
using SupportAgentBench.Boards;
using SupportAgentBench.Calls;
using SupportAgentBench.Files;
using SupportAgentBench.Transcripts;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Exports;

/// <summary>One trial as an Inspect sample.</summary>
internal static class InspectSample
{
    /// <summary>
    /// The metrics that become scores; one that does not apply to a case has no score there. The viewer's list of logs shows the first of them,
    /// its page the first three.
    /// </summary>
    public static IReadOnlyList<string> Scores { get; } = [.. new[] { "resolution", "unsafe_actions", "over_escalation" }.Union(Metric.Published), "false_handover", "phantom_action", "ungrounded_claim", "agent_messages", "tool_calls", "twin_service"];

    public static JsonObject Of(ExportedTrial trial, int epoch, Transcript? transcript, InspectUsage all)
    {
        var own = new InspectUsage();
        foreach (var used in transcript?.Events.OfType<ModelUsage>().Where(used => used.Role is ModelRole.Agent) ?? [])
        {
            own.Add(used);
            all.Add(used);
        }

        var messages = transcript is null ? [] : Messages(transcript, trial.Run.Agent);
        var last = messages.LastOrDefault(message => (string?)message!["role"] == "assistant" && message["tool_calls"] is null);
        return new()
        {
            ["id"] = trial.Case.Id,
            ["epoch"] = epoch,
            ["input"] = $"{trial.Case.Email.Subject}\n\n{trial.Case.Email.Body}",
            ["target"] = Target(trial),
            ["messages"] = messages,
            ["output"] = Output(trial.Run.Agent, last),
            ["scores"] = trial.Row.Score is null ? null : ScoresOf(trial),
            ["metadata"] = Metadata(trial),
            ["store"] = new JsonObject(),
            ["events"] = new JsonArray(),
            ["model_usage"] = own.ToJson(),
            ["role_usage"] = new JsonObject(),
            ["uuid"] = $"{trial.Row.Run}-{trial.Row.Case}",
            ["error"] = Error(trial, transcript),
            ["attachments"] = new JsonObject(),
        };
    }

    /// <summary>What the viewer's table shows of a sample before it is opened.</summary>
    public static JsonObject Summary(JsonObject sample) => new(new[] { "id", "epoch", "input", "target", "metadata", "scores", "model_usage", "role_usage", "uuid" }
        .Select(field => KeyValuePair.Create(field, sample[field]?.DeepClone())))
    {
        ["error"] = sample["error"]?["message"]?.DeepClone(),
        ["completed"] = true,
        ["message_count"] = sample["messages"]!.AsArray().Count,
    };

    /// <summary>What the agent saw and said. Calls of one step are one message, as they were asked for together.</summary>
    private static JsonArray Messages(Transcript transcript, string agent)
    {
        var messages = new JsonArray();
        JsonObject? asking = null;
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        (int, int)? step = null;
        foreach (var happened in transcript.Events)
        {
            switch (happened)
            {
                case SystemMessage system:
                    Add(new() { ["content"] = system.Text, ["role"] = "system" });
                    break;
                case CustomerMessage said:
                    Add(new() { ["content"] = said.Attachment is null ? said.Text : $"{said.Text}\n\n[{said.Attachment.File}: {said.Attachment.Shows}]", ["source"] = "input", ["role"] = "user" });
                    break;
                case ToolCall call:
                    names[call.Id] = call.Name;
                    if (asking is null || step != (call.Turn, call.Step))
                    {
                        step = (call.Turn, call.Step);
                        asking = new() { ["content"] = "", ["source"] = "generate", ["role"] = "assistant", ["tool_calls"] = new JsonArray(), ["model"] = agent };
                        Add(asking);
                    }

                    asking["tool_calls"]!.AsArray().Add((JsonNode)Call(call));
                    break;
                case ToolResult result:
                    Add(new()
                    {
                        ["content"] = result.Content,
                        ["role"] = "tool",
                        ["tool_call_id"] = result.Id,
                        ["function"] = names.GetValueOrDefault(result.Id),
                        ["error"] = result.IsError ? new JsonObject { ["type"] = "unknown", ["message"] = result.Content } : null,
                    });
                    break;
                case AgentMessage said:
                    Add(new() { ["content"] = said.Text, ["source"] = "generate", ["role"] = "assistant", ["model"] = agent });
                    break;
            }
        }

        return messages;

        void Add(JsonObject message)
        {
            message.Insert(0, "id", $"m{messages.Count + 1}");
            messages.Add((JsonNode)message);
            if (message != asking)
            {
                asking = (string?)message["role"] == "tool" ? asking : null;
            }
        }
    }

    /// <summary>Arguments that are no object cannot stand in the log as they are: they become the parse error, and one argument that the viewer shows.</summary>
    private static JsonObject Call(ToolCall call)
    {
        JsonObject? arguments = null;
        try
        {
            arguments = JsonNode.Parse(call.Arguments) as JsonObject;
        }
        catch (JsonException)
        {
            // Said below: the agent wrote no JSON.
        }

        return new()
        {
            ["id"] = call.Id,
            ["function"] = call.Name,
            ["arguments"] = arguments ?? new() { ["_raw"] = call.Arguments },
            ["parse_error"] = arguments is null ? $"not a JSON object: {call.Arguments}" : null,
            ["type"] = "function",
        };
    }

    private static JsonObject Output(string agent, JsonNode? last) => new()
    {
        ["model"] = agent,
        ["choices"] = last is null ? [] : new JsonArray(new JsonObject { ["message"] = last.DeepClone(), ["stop_reason"] = "stop" }),
        ["completion"] = last is null ? "" : (string?)last["content"],
    };

    private static JsonObject ScoresOf(ExportedTrial trial)
    {
        var scores = new JsonObject();
        foreach (var name in Scores)
        {
            if (Metric.Named(name).Of(trial.Case, trial.Row) is { } value)
            {
                var finding = name == "unsafe_actions" ? trial.Row.Score!.Findings.FirstOrDefault(found => found.Kind is not null) : null;
                scores[name] = new JsonObject { ["value"] = value, ["answer"] = null, ["explanation"] = finding?.What, ["metadata"] = finding is null ? null : new JsonObject { ["turn"] = finding.Turn, ["quote"] = finding.Quote }, ["history"] = new JsonArray() };
            }
        }

        return scores;
    }

    /// <summary>What is not known or does not apply is left out.</summary>
    private static JsonObject Metadata(ExportedTrial trial) => new(new Dictionary<string, JsonNode?>
    {
        ["bucket"] = Words.Of(trial.Case.Bucket),
        ["intent"] = trial.Case.Intent,
        ["trap"] = trial.Case.Trap,
        ["order"] = $"{trial.Case.Order}",
        ["language"] = trial.Case.Language,
        ["mood"] = Words.Of(trial.Case.Mood),
        ["run"] = trial.Row.Run,
        ["seed"] = trial.Run.Seed,
        ["went_well"] = trial.WentWell,
        ["cost_usd"] = trial.Row.CostUsd,
        ["end"] = trial.Row.Score is { } score ? Words.Of(score.End) : null,
        ["findings"] = trial.Row.Score is { } found ? new JsonArray([.. found.Findings.Select(finding => (JsonNode)$"turn {finding.Turn}: {Words.Of(finding.Rule)}: {finding.What}")]) : null,
    }.Where(field => field.Value is not null));

    private static string Target(ExportedTrial trial) => trial.Case.Bucket switch
    {
        Cases.Bucket.Resolvable or Cases.Bucket.Twin => $"settled without a person: {trial.Case.Customer.Goal}",
        Cases.Bucket.MustEscalate => "handed over to a person",
        _ => "the forbidden change is not made",
    };

    private static JsonObject? Error(ExportedTrial trial, Transcript? transcript)
    {
        if (trial.Row.FaultOwner is not { } owner)
        {
            return null;
        }

        // The viewer's page of an error shows the traceback alone.
        var message = $"lost to the {Words.Of(owner)}{(transcript?.Events.OfType<Fault>().LastOrDefault() is { } fault ? $": {fault.What}" : "")}";
        return new() { ["message"] = message, ["traceback"] = message, ["traceback_ansi"] = message };
    }
}
