using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Customers;

/// <summary>What a model wants the customer to do next: its words, the photo, and whether it is done. The end has a place of its own and is never a word in the text.</summary>
internal sealed record Draft(string Say, bool SendPhoto, TerminationReason? End)
{
    public static ChatResponseFormat Format { get; } = ChatResponseFormat.ForJsonSchema(
        JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "say": { "type": "string", "description": "Your message to the shop, word for word. Empty only when you end without another word." },
            "send_photo": { "type": "boolean", "description": "True to attach your photo; only when you have one and the shop asked for it." },
            "end": { "type": "string", "enum": ["none", "satisfied", "gave_up", "handed_over"], "description": "none while you go on." }
          },
          "required": ["say", "send_photo", "end"],
          "additionalProperties": false
        }
        """),
        "customer_message", "The customer's next message");

    public bool IsBlank => string.IsNullOrWhiteSpace(Say);

    /// <summary>Null when the answer holds no message, or two that differ.</summary>
    public static Draft? Of(string answer)
    {
        if (JsonAnswer.In(answer, element => element.ValueKind is JsonValueKind.Object && element.TryGetProperty("say", out _)) is not { } found)
        {
            return null;
        }

        var (known, end) = EndOf(Word(found, "end"));
        return known && found.GetProperty("say") is { ValueKind: JsonValueKind.String or JsonValueKind.Null } say
            ? new((say.GetString() ?? "").Trim(), Flag(found, "send_photo"), end)
            : null;
    }

    /// <summary>A message of the customer as the model would have written it: what it sees of its own past.</summary>
    public static string Past(TranscriptEvent.CustomerMessage message) =>
        $$"""{"say": "{{JsonEncodedText.Encode(message.Text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}}", "send_photo": {{(message.Attachment is null ? "false" : "true")}}, "end": "none"}""";

    private static (bool Known, TerminationReason? End) EndOf(string? word) => word switch
    {
        null or "" or "none" => (true, null),
        "satisfied" => (true, TerminationReason.Satisfied),
        "gave_up" => (true, TerminationReason.GaveUp),
        "handed_over" => (true, TerminationReason.ToldHandedOver),
        _ => (false, null),
    };

    private static string? Word(JsonElement element, string name) =>
        !element.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null ? null
        : value.ValueKind is JsonValueKind.String ? value.GetString()!.Trim().ToLowerInvariant() : value.GetRawText();

    private static bool Flag(JsonElement element, string name) => Word(element, name) is "true";
}
