using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SupportAgentBench.Cases;
using SupportAgentBench.Contracts;
using SupportAgentBench.Judging;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Results;

/// <summary>Scores and judgements as they are stored: JSON in snake_case, absent values left out.</summary>
public static class ResultJson
{
    private static readonly ResultContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter<FindingRule>(JsonNamingPolicy.SnakeCaseLower), new JsonStringEnumConverter<CatastropheKind>(JsonNamingPolicy.SnakeCaseLower),
            new JsonStringEnumConverter<TerminationReason>(JsonNamingPolicy.SnakeCaseLower), new JsonStringEnumConverter<Verdict>(JsonNamingPolicy.SnakeCaseLower),
            new JsonStringEnumConverter<CriterionKind>(JsonNamingPolicy.SnakeCaseLower), new JsonStringEnumConverter<BreachKind>(JsonNamingPolicy.SnakeCaseLower),
            new JsonStringEnumConverter<FaultEffect>(JsonNamingPolicy.SnakeCaseLower),
        },
    });

    public static string Write(TrialScore score) => JsonSerializer.Serialize(score, Context.TrialScore);

    public static string Write(Judgement judgement) => JsonSerializer.Serialize(judgement, Context.Judgement);

    public static string Write(CustomerAudit audit) => JsonSerializer.Serialize(audit, Context.CustomerAudit);

    public static string Write(Protocol protocol) => JsonSerializer.Serialize(protocol, Context.Protocol);

    public static TrialScore ReadScore(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, Context.TrialScore)!;

    public static Judgement ReadJudgement(ReadOnlySpan<byte> utf8)
    {
        var judgement = JsonSerializer.Deserialize(utf8, Context.Judgement)!;
        return judgement is { Criteria: { } answers } ? judgement with { Criteria = [.. answers.Select(Shared)] } : judgement;
    }

    /// <summary>A board holds a hundred thousand answers, of which those without a quotation are a few dozen different ones: they are held once.</summary>
    private static CriterionVerdict Shared(CriterionVerdict answer) =>
        answer is { Quote: null, Note: null, Turn: null, Votes: null } ? Answers.GetOrAdd(answer, answer) : answer;

    private static readonly ConcurrentDictionary<CriterionVerdict, CriterionVerdict> Answers = new();

    public static CustomerAudit ReadAudit(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, Context.CustomerAudit)!;

    public static Protocol ReadProtocol(string json) => JsonSerializer.Deserialize(json, Context.Protocol)!;
}

[JsonSerializable(typeof(TrialScore))]
[JsonSerializable(typeof(Judgement))]
[JsonSerializable(typeof(CustomerAudit))]
[JsonSerializable(typeof(Protocol))]
internal sealed partial class ResultContext : JsonSerializerContext;
