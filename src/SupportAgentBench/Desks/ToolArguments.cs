using System.Text.Json;
using SupportAgentBench.Files;

namespace SupportAgentBench.Desks;

/// <summary>The arguments of a call, checked against the tool's schema before the tool sees them.</summary>
public sealed class ToolArguments
{
    /// <summary>No call needs more; a model that runs away must not fill transcripts and later requests.</summary>
    public const int MostLetters = 32_768;

    private readonly Dictionary<string, JsonElement> _values;

    private ToolArguments(Dictionary<string, JsonElement> values) => _values = values;

    /// <summary>The checked arguments, or every problem in one sentence for the agent.</summary>
    public static (ToolArguments? Arguments, string? Error) Read(DeskTool tool, string json)
    {
        if (json.Length > MostLetters)
        {
            return (null, $"the arguments are too long ({json.Length} characters; at most {MostLetters})");
        }

        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(string.IsNullOrWhiteSpace(json) ? "{}" : HalfCharacters.Mended(json));
            root = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return (null, "the arguments are not valid JSON");
        }

        if (root.ValueKind is not JsonValueKind.Object)
        {
            return (null, "the arguments must be a JSON object");
        }

        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var property in root.EnumerateObject())
        {
            if (tool.Arguments.FirstOrDefault(known => known.Name == property.Name) is not { } argument)
            {
                problems.Add($"there is no argument '{Cut(property.Name)}'");
            }
            else if (property.Value.ValueKind is not JsonValueKind.Null && !Fits(property.Value, argument.Type))
            {
                problems.Add($"'{argument.Name}' must be {Kind(argument.Type)}");
            }
            else if (property.Value.ValueKind is not JsonValueKind.Null)
            {
                values[argument.Name] = property.Value;
            }
        }

        problems.AddRange(tool.Arguments.Where(argument => argument.Required && !root.TryGetProperty(argument.Name, out _))
            .Select(argument => $"'{argument.Name}' is missing"));
        problems.AddRange(tool.Arguments
            .Where(argument => argument.Required && root.TryGetProperty(argument.Name, out var value) && Empty(value))
            .Select(argument => $"'{argument.Name}' is empty"));
        return problems.Count > 0 ? (null, string.Join("; ", problems)) : (new(values), null);
    }

    public int Whole(string name) => _values[name].GetInt32();

    public int? OptionalWhole(string name) => _values.TryGetValue(name, out var value) ? value.GetInt32() : null;

    /// <summary>The order that a call concerns; null for tools without one.</summary>
    public int? OptionalOrder() => OptionalWhole("order_number");

    public decimal? OptionalNumber(string name) => _values.TryGetValue(name, out var value) ? value.GetDecimal() : null;

    public string Text(string name) => _values[name].GetString()!;

    public string? OptionalText(string name) =>
        _values.TryGetValue(name, out var value) && value.GetString() is { Length: > 0 } text ? text : null;

    public IReadOnlyList<string> Texts(string name) => [.. _values[name].EnumerateArray().Select(item => item.GetString()!)];

    private static bool Fits(JsonElement value, ArgumentType type) => type switch
    {
        ArgumentType.Integer => value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out _),
        ArgumentType.Number => value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out _),
        ArgumentType.Text => value.ValueKind is JsonValueKind.String,
        ArgumentType.TextList => value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String),
        _ => false,
    };

    private static bool Empty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => string.IsNullOrWhiteSpace(value.GetString()),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };

    private static string Kind(ArgumentType type) => type switch
    {
        ArgumentType.Integer => "a whole number",
        ArgumentType.Number => "a number",
        ArgumentType.Text => "a string",
        _ => "a list of strings",
    };

    private static string Cut(string text) => text.Length <= 40 ? text : text[..37] + "...";
}
