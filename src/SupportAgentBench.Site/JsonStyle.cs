using System.Text.Json;

namespace SupportAgentBench.Site;

/// <summary>How the JSON forms are written.</summary>
internal static class JsonStyle
{
    public static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
