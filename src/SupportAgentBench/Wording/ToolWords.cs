using System.Collections.Frozen;
using System.Text.Json;

namespace SupportAgentBench.Wording;

/// <summary>How tools of other people's agents speak: the content of <c>wording/tools.yaml</c>.</summary>
/// <param name="Deeds">By name: which tools do it.</param>
/// <param name="Things">By name: in which tools and arguments it shows.</param>
public sealed record ToolWords(ErrorWords Errors, IReadOnlyDictionary<string, ToolDeed> Deeds, IReadOnlyDictionary<string, ToolThing> Things);

/// <param name="Tools">Words in the names of tools that do it; none where every tool may.</param>
/// <param name="States">What results say of a matter to which it was done.</param>
public sealed record ToolDeed(FrozenSet<string> Tools, IReadOnlyList<string> States);

/// <param name="Words">Words in names, arguments and values that are about it.</param>
/// <param name="Follows">It follows from a write of any kind: a charge, a confirmation.</param>
public sealed record ToolThing(FrozenSet<string> Words, bool Follows);

/// <summary>By what a result shows that the call could not be carried out.</summary>
/// <param name="Texts">Beginnings of a result that is plain text.</param>
/// <param name="Filled">Keys of a JSON object that say what went wrong, unless they are empty.</param>
/// <param name="False">Keys that say so by being false.</param>
/// <param name="True">Keys that say so by being true.</param>
/// <param name="Status">Keys whose value tells: one of the words, or a number from 400 to 599.</param>
public sealed record ErrorWords(
    Patterns Texts, FrozenSet<string> Filled, FrozenSet<string> False, FrozenSet<string> True, FrozenSet<string> Status, FrozenSet<string> Words)
{
    /// <summary>What went wrong stands at the beginning; a long result is not searched to its end.</summary>
    private const int Beginning = 400;

    public bool IsError(string result)
    {
        var text = result.AsSpan().TrimStart();
        return text.StartsWith('{') && Json(result) is { } told ? told : Texts.In(text[..Math.Min(text.Length, Beginning)].ToString());
    }

    /// <summary>Null when the text only looks like JSON.</summary>
    private bool? Json(string result)
    {
        try
        {
            using var json = JsonDocument.Parse(result);
            return json.RootElement.EnumerateObject().Any(Tells);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool Tells(JsonProperty property)
    {
        var key = property.Name.ToLowerInvariant();
        var value = property.Value;
        return (Filled.Contains(key) && IsFilled(value))
            || (False.Contains(key) && value.ValueKind is JsonValueKind.False)
            || (True.Contains(key) && value.ValueKind is JsonValueKind.True)
            || (Status.Contains(key) && value.ValueKind switch
            {
                JsonValueKind.String => Words.Contains(value.GetString()!.Trim()),
                JsonValueKind.Number => value.TryGetInt32(out var code) && code is >= 400 and < 600,
                _ => false,
            });
    }

    private static bool IsFilled(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => !string.IsNullOrWhiteSpace(value.GetString()),
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.EnumerateObject().Any(),
        JsonValueKind.True => true,
        JsonValueKind.Number => value.TryGetDecimal(out var number) && number != 0,
        _ => false,
    };
}
