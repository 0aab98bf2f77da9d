using System.Text.Encodings.Web;
using System.Text.Json;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Scoring;

/// <summary>Tells what a tool says from what it says back.</summary>
internal static class Echo
{
    /// <summary>Shorter words stand in results by themselves.</summary>
    private const int Shortest = 4;

    /// <summary>A result without what it repeats of a call's arguments: under the argument's own name and, in an error, anywhere.</summary>
    public static string Without(string arguments, ToolResult result)
    {
        var told = result.Content;
        foreach (var (name, value) in TextsIn(arguments).Where(text => text.Value.Length >= Shortest))
        {
            var written = JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;
            told = result.IsError
                ? told.Replace(written, "", StringComparison.Ordinal)
                : told.Replace($"\"{name}\":\"{written}\"", $"\"{name}\":\"\"", StringComparison.Ordinal);
        }

        return told;
    }

    private static List<(string Name, string Value)> TextsIn(string arguments)
    {
        try
        {
            using var json = JsonDocument.Parse(arguments);
            return json.RootElement.ValueKind is not JsonValueKind.Object ? []
                : [.. json.RootElement.EnumerateObject().Where(given => given.Value.ValueKind is JsonValueKind.String).Select(given => (given.Name, given.Value.GetString()!))];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
