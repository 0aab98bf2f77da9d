using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportAgentBench.Files;
using SupportAgentBench.Results;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Exports;

/// <summary>
/// Everything, one JSON object a line: a header with the protocol, a line for each run, a line for each trial with score, judgement and
/// audit as they are stored, and the transcript where it is asked for. Reading it back gives the same board.
/// </summary>
public static class JsonLinesExport
{
    public const string Format = "sab-results/1";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="transcript">Fetches a transcript; null leaves them out.</param>
    public static async Task WriteAsync(ExportedResults results, TextWriter to, Func<string, string, Task<Transcript?>>? transcript)
    {
        Line(to, new JsonObject { ["type"] = "results", ["format"] = Format, ["protocol"] = Node(ResultJson.Write(results.Protocol)) });
        foreach (var run in results.Runs.OrderBy(run => run.Agent, StringComparer.Ordinal).ThenBy(run => run.Seed).ThenBy(run => run.Number))
        {
            Line(to, new JsonObject { ["type"] = "run", ["id"] = run.Id, ["agent"] = run.Agent, ["number"] = run.Number, ["seed"] = run.Seed });
        }

        foreach (var trial in results.Trials())
        {
            var row = trial.Row;
            var line = new JsonObject
            {
                ["type"] = "trial",
                ["run"] = row.Run,
                ["case"] = row.Case,
                ["bucket"] = Words.Of(trial.Case.Bucket),
                ["intent"] = trial.Case.Intent,
                ["trap"] = trial.Case.Trap,
                ["fault_owner"] = row.FaultOwner is { } owner ? Words.Of(owner) : null,
                ["cost_usd"] = row.CostUsd,
                ["score"] = row.Score is null ? null : Node(ResultJson.Write(row.Score)),
                ["judgement"] = row.Judgement is null ? null : Node(ResultJson.Write(row.Judgement)),
                ["audit"] = row.Audit is null ? null : Node(ResultJson.Write(row.Audit)),
            };
            if (transcript is not null && await transcript(row.Run, row.Case) is { } told)
            {
                line["transcript"] = new JsonArray([.. TranscriptJson.Write(told).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(text => JsonNode.Parse(text))]);
            }

            Line(to, line);
        }
    }

    /// <exception cref="FormatException">The text is not such an export; the message names the line.</exception>
    public static (Protocol Protocol, IReadOnlyList<Run> Runs, IReadOnlyList<TrialRow> Rows) Read(TextReader from)
    {
        Protocol? protocol = null;
        var runs = new List<Run>();
        var rows = new List<TrialRow>();
        var number = 0;
        while (from.ReadLine() is { } text)
        {
            number++;
            try
            {
                using var document = JsonDocument.Parse(text);
                var line = document.RootElement;
                switch (line.GetProperty("type").GetString())
                {
                    case "results" when line.GetProperty("format").GetString() == Format:
                        protocol = ResultJson.ReadProtocol(line.GetProperty("protocol").GetRawText());
                        break;
                    case "run" when protocol is not null:
                        runs.Add(new(line.GetProperty("id").GetString()!, protocol.Id, line.GetProperty("agent").GetString()!, line.GetProperty("number").GetInt32(), line.GetProperty("seed").GetInt32()));
                        break;
                    case "trial" when protocol is not null:
                        rows.Add(Trial(line, runs));
                        break;
                    default:
                        throw new FormatException($"line {number} is not one of a {Format} file");
                }
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new FormatException($"line {number} is not readable: {e.Message}", e);
            }
        }

        return protocol is null ? throw new FormatException("the file is empty") : (protocol, runs, rows);
    }

    private static TrialRow Trial(JsonElement line, List<Run> runs)
    {
        var run = line.GetProperty("run").GetString()!;
        return new(
            run, runs.Find(known => known.Id == run)?.Agent ?? throw new FormatException($"the run {run} was not announced"), line.GetProperty("case").GetString()!,
            line.GetProperty("fault_owner").GetString() is { } owner ? Words.Parse<ErrorOwner>(owner) : null,
            Raw(line, "score") is { } score ? ResultJson.ReadScore(score) : null, Raw(line, "judgement") is { } judgement ? ResultJson.ReadJudgement(judgement) : null,
            line.GetProperty("cost_usd") is { ValueKind: JsonValueKind.Number } cost ? cost.GetDecimal() : null)
        {
            Audit = Raw(line, "audit") is { } audit ? ResultJson.ReadAudit(audit) : null,
        };
    }

    private static byte[]? Raw(JsonElement line, string name) => line.GetProperty(name) is { ValueKind: not JsonValueKind.Null } part ? JsonMarshal.GetRawUtf8Value(part).ToArray() : null;

    private static JsonNode? Node(string json) => JsonNode.Parse(json);

    private static void Line(TextWriter to, JsonObject line)
    {
        to.Write(line.ToJsonString(Plain));
        to.Write('\n');
    }
}
