using System.Text.Json;
using SupportAgentBench.Calls;

namespace SupportAgentBench.Judging;

/// <summary>What a judge model answered to one criterion, before its quote was looked for.</summary>
internal sealed record JudgeAnswer(string Id, Verdict? Verdict, string Quote, string? Reason)
{
    /// <summary>The answers in a model's text; empty when there are none that can be read.</summary>
    public static IReadOnlyList<JudgeAnswer> AllIn(string text)
    {
        if (JsonAnswer.In(text, IsAnswer) is not { } found)
        {
            return [];
        }

        var list = found.ValueKind is JsonValueKind.Array ? found : found.GetProperty("criteria");
        return [.. list.EnumerateArray().Where(entry => entry.ValueKind is JsonValueKind.Object).Select(One)];
    }

    private static bool IsAnswer(JsonElement element) => element.ValueKind is JsonValueKind.Array
        ? element.GetArrayLength() > 0 && element.EnumerateArray().All(entry => entry.ValueKind is JsonValueKind.Object && entry.TryGetProperty("id", out _))
        : element.TryGetProperty("criteria", out var criteria) && criteria.ValueKind is JsonValueKind.Array;

    private static JudgeAnswer One(JsonElement entry) => new(
        Text(entry, "id")?.Trim() ?? "", Text(entry, "verdict")?.Trim().ToLowerInvariant().Replace(' ', '_') switch
        {
            "pass" => Judging.Verdict.Passed,
            "fail" => Judging.Verdict.Failed,
            "not_applicable" => Judging.Verdict.NotApplicable,
            "cannot_tell" => Judging.Verdict.CannotTell,
            _ => null,
        },
        Text(entry, "quote") ?? "", Text(entry, "reason"));

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
