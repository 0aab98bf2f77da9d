using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace SupportAgentBench.Calls;

/// <summary>The chat library's own JSON, compact: how answers are kept.</summary>
public static class CallJson
{
    private static readonly JsonSerializerOptions Compact = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ChatResponse response) => JsonSerializer.Serialize(response, Info<ChatResponse>());

    /// <exception cref="JsonException">It is no answer.</exception>
    public static ChatResponse ReadResponse(string json) => JsonSerializer.Deserialize(json, Info<ChatResponse>()) ?? throw new JsonException("there is nothing");

    internal static string Write(IDictionary<string, object?> arguments) => JsonSerializer.Serialize(arguments, Info<IDictionary<string, object?>>());

    private static JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)Compact.GetTypeInfo(typeof(T));
}
