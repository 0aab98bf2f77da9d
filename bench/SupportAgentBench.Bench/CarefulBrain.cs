using System.Text.Json;
using System.Text.RegularExpressions;
using SupportAgentBench.StubProvider;

namespace SupportAgentBench.Bench;

/// <summary>The stub's brain with an agent that looks before every answer: about 20 calls a conversation, as models make them.</summary>
internal static partial class CarefulBrain
{
    private static readonly string[] Looks = ["lookup_order", "track_shipment", "get_return_link"];

    public static StubAnswer Answer(StubRequest request)
    {
        if (request.HasTools && request.Body.GetProperty("messages") is var messages && Looked(messages) is var looked && looked < Looks.Length)
        {
            return new StubAnswer(null, [new("a", Looks[looked], $$"""{"order_number":{{Order(messages)}}}""")], Input: 4_000, Output: 25);
        }

        return Brain.Answer(request);
    }

    /// <summary>Results since the customer wrote.</summary>
    private static int Looked(JsonElement messages) =>
        messages.EnumerateArray().Reverse().TakeWhile(message => message.GetProperty("role").GetString() != "user").Count(message => message.GetProperty("role").GetString() == "tool");

    /// <summary>The first one that the customer names.</summary>
    private static string Order(JsonElement messages) =>
        messages.EnumerateArray().Where(message => message.GetProperty("role").GetString() == "user").Select(message => OrderNumber().Match($"{message.GetProperty("content")}"))
            .FirstOrDefault(match => match.Success)?.Value ?? "1172";

    [GeneratedRegex(@"\b1[1-3]\d\d\b")]
    private static partial Regex OrderNumber();
}
