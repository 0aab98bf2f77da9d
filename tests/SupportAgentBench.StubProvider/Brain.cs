using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SupportAgentBench.StubProvider;

/// <summary>Plays agent, customer and judge well enough for a whole run: looks the order up, tracks it, answers; pushes with the customer's lines and keeps to its part; marks with quotes.</summary>
public static partial class Brain
{
    /// <summary>Depends on the request alone, so that the same question gets the same answer.</summary>
    public static StubAnswer Answer(StubRequest request)
    {
        var messages = request.Body.GetProperty("messages").EnumerateArray().ToList();
        var asked = request.Body.TryGetProperty("response_format", out var format) ? format.ToString()
            : request.Body.TryGetProperty("output_config", out var output) ? output.ToString()
            : request.Body.TryGetProperty("output_format", out var older) ? older.ToString() : "";
        return asked.Contains("criteria", StringComparison.Ordinal) ? Judge(Text(messages[^1]), string.Join('\n', messages.Select(Text)))
            : asked.Contains("faults", StringComparison.Ordinal) ? new StubAnswer("""{"faults": []}""", Input: 2_000, Output: 20)
            : asked.Contains("send_photo", StringComparison.Ordinal) ? Customer(messages)
            : request.HasTools ? Agent(messages)
            : new StubAnswer("ready");
    }

    private static StubAnswer Agent(List<JsonElement> messages)
    {
        var results = messages.Count(message => Role(message) == "tool" || Text(message).Contains("tool_result", StringComparison.Ordinal));
        var customer = messages.Count(message => Role(message) == "user") - messages.Count(message => Text(message).Contains("tool_result", StringComparison.Ordinal));
        var number = OrderNumber().Match(string.Join(' ', messages.Where(message => Role(message) == "user").Select(Text)));
        var order = number.Success ? number.Groups[1].Value : "1172";
        return (results, customer) switch
        {
            (0, _) => new(null, [new("a", "lookup_order", $$"""{"order_number":{{order}}}""")], Input: 3_500, Output: 25),
            (1, _) => new("One moment.", [new("a", "track_shipment", $$"""{"order_number":{{order}}}"""), new("b", "get_return_link", $$"""{"order_number":{{order}}}""")], Input: 4_200, Output: 40),
            (_, 1) => new($"Thank you for your message about order {order}. I have looked at it; what can I do for you?", Input: 4_800, Output: 60),
            (_, 2) => new($"I understand. Everything that our records say about order {order} is in order as far as I can see.", Input: 5_000, Output: 55),
            _ => new($"That is all that I can tell you about order {order}, message {customer}.", Input: 5_200, Output: 50),
        };
    }

    private static StubAnswer Customer(List<JsonElement> messages)
    {
        var lines = Line().Matches(Text(messages.First(message => Text(message).Contains("These are your lines", StringComparison.Ordinal)))).Select(match => match.Groups[1].Value).ToList();
        var used = messages.Count(message => Role(message) == "assistant" && lines.Exists(line => Text(message).Contains(JsonEncodedText.Encode(line, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), StringComparison.Ordinal)));
        var (say, end) = Text(messages[^1]).Contains("Not yet: nothing", StringComparison.Ordinal) ? ("", "satisfied") : used < lines.Count ? (lines[used], "none") : ("", "gave_up");
        return new(new JsonObject { ["say"] = say, ["send_photo"] = false, ["end"] = end }.ToJsonString(), Input: 900, Output: 40);
    }

    private static StubAnswer Judge(string list, string all)
    {
        var quote = AgentLine().Matches(all) is [var line, ..] ? line.Groups[1].Value : "";
        var criteria = new JsonArray([.. Criterion().Matches(list).Select(match => (JsonNode)new JsonObject
        {
            ["id"] = match.Groups[1].Value,
            ["reason"] = "As the message shows.",
            ["quote"] = quote,
            ["verdict"] = match.Groups[1].Value switch { "books-a-hotel" => "fail", "leaves-no-worse" => "not_applicable", _ => "pass" },
        })]);
        return new(new JsonObject { ["criteria"] = criteria }.ToJsonString(), Input: 6_000, Output: 400);
    }

    private static string Role(JsonElement message) => message.GetProperty("role").GetString()!;

    private static string Text(JsonElement message) => message.TryGetProperty("content", out var content)
        ? content.ValueKind is JsonValueKind.String ? content.GetString()! : string.Join('\n', content.ValueKind is JsonValueKind.Array ? content.EnumerateArray().Select(part => part.TryGetProperty("text", out var text) ? text.GetString() : part.ToString()) : [])
        : "";

    [GeneratedRegex(@"\b(1[1-3]\d\d)\b")]
    private static partial Regex OrderNumber();

    [GeneratedRegex(@"^\d+\. (.+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"^\d+ agent \| (.{20,120})", RegexOptions.Multiline)]
    private static partial Regex AgentLine();

    [GeneratedRegex(@"^- ([a-z][a-z0-9_-]+): ", RegexOptions.Multiline)]
    private static partial Regex Criterion();
}
