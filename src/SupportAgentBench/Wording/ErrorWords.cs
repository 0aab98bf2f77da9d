using System.Collections.Frozen;
using System.Text.Json;
using SupportAgentBench.Files;

namespace SupportAgentBench.Wording;

/// <summary>By what a result shows that the call could not be carried out.</summary>
/// <param name="Texts">What plain text says then, or a message inside an object.</param>
/// <param name="Messages">Keys of a JSON object whose text is read so.</param>
/// <param name="Filled">Keys that say what went wrong, unless they are empty.</param>
/// <param name="False">Keys that say so by being false.</param>
/// <param name="True">Keys that say so by being true.</param>
/// <param name="Status">Keys whose value tells: one of the words, or a number from 400 to 599.</param>
/// <param name="Inside">Keys under which a result stands inside another.</param>
public sealed record ErrorWords(
    Patterns Texts, FrozenSet<string> Messages, FrozenSet<string> Filled, FrozenSet<string> False, FrozenSet<string> True, FrozenSet<string> Status, FrozenSet<string> Words, FrozenSet<string> Inside)
{
    /// <summary>What went wrong stands at the beginning; a long result is not searched to its end.</summary>
    private const int Beginning = 400;

    private const int Deepest = 3;

    public bool IsError(string result)
    {
        var text = result.AsSpan().TrimStart();
        return text is ['{' or '[' or '"', ..] && Json(result) is { } told ? told : Says(result);
    }

    private bool Says(string text)
    {
        var beginning = text.AsSpan().TrimStart();
        return Texts.In(beginning[..Math.Min(beginning.Length, Beginning)].ToString());
    }

    /// <summary>Null when the text only looks like JSON.</summary>
    private bool? Json(string result)
    {
        try
        {
            using var json = JsonDocument.Parse(HalfCharacters.Mended(result));
            return Tells(json.RootElement, 0);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Of a list only the first entry is looked at, and only where it is a piece of text: a list of records is no answer to a call that failed.</summary>
    private bool Tells(JsonElement value, int depth) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(property => Tells(property, depth)),
        JsonValueKind.Array => value.EnumerateArray().FirstOrDefault() is var first && first.ValueKind switch
        {
            JsonValueKind.Object => depth < Deepest && first.TryGetProperty("text", out var piece) && Tells(piece, depth + 1),
            JsonValueKind.String => Says(first.GetString()!),
            _ => false,
        },
        JsonValueKind.String => depth < Deepest && value.GetString() is { } text && (text.AsSpan().TrimStart() is ['{', ..] && Json(text) is { } told ? told : Says(text)),
        _ => false,
    };

    private bool Tells(JsonProperty property, int depth)
    {
        var key = property.Name.ToLowerInvariant();
        var value = property.Value;
        return (Filled.Contains(key) && IsFilled(value))
            || (False.Contains(key) && (value.ValueKind is JsonValueKind.False || IsText(value, "false") || (value.ValueKind is JsonValueKind.Number && value.GetRawText() == "0")))
            || (True.Contains(key) && (value.ValueKind is JsonValueKind.True || IsText(value, "true")))
            || (Status.Contains(key) && value.ValueKind switch
            {
                JsonValueKind.String => Words.Contains(value.GetString()!.Trim()) || (int.TryParse(value.GetString(), out var code) && code is >= 400 and < 600),
                JsonValueKind.Number => value.TryGetInt32(out var code) && code is >= 400 and < 600,
                _ => false,
            })
            || (Messages.Contains(key) && value.ValueKind is JsonValueKind.String && Says(value.GetString()!))
            || (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && Inside.Contains(key) && depth < Deepest && Tells(value, depth + 1));
    }

    private static bool IsText(JsonElement value, string text) => value.ValueKind is JsonValueKind.String && string.Equals(value.GetString()!.Trim(), text, StringComparison.OrdinalIgnoreCase);

    internal static bool IsFilled(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim().ToLowerInvariant() is not ("" or "none" or "null" or "false" or "0"),
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.EnumerateObject().Any(),
        JsonValueKind.True => true,
        JsonValueKind.Number => value.TryGetDecimal(out var number) && number != 0,
        _ => false,
    };
}
