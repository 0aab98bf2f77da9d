using System.ClientModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI;

namespace SupportAgentBench.Bench;

/// <summary>
/// Asks given questions through the vendor's own client and Microsoft.Extensions.AI, and does nothing with the answers: what a call costs before
/// anything is kept, checked or scored.
/// </summary>
internal static class OfficialClient
{
    /// <param name="arguments">Address, file with a body a line, number of calls, how many at once.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var questions = Array.ConvertAll(await File.ReadAllLinesAsync(arguments[1]), Question);
        using var client = new OpenAI.Chat.ChatClient("gpt-5.4-mini", new ApiKeyCredential("sk-bench"), new OpenAIClientOptions { Endpoint = new(arguments[0]) }).AsIChatClient();
        await Parallel.ForAsync(
            0, int.Parse(arguments[2], CultureInfo.InvariantCulture), new ParallelOptions { MaxDegreeOfParallelism = int.Parse(arguments[3], CultureInfo.InvariantCulture) },
            async (number, cancellation) => await client.GetResponseAsync(questions[number % questions.Length].Messages, questions[number % questions.Length].Options, cancellation));
        return 0;
    }

    private static (List<ChatMessage> Messages, ChatOptions Options) Question(string body)
    {
        var json = JsonElement.Parse(body);
        var options = new ChatOptions { Seed = 1 };
        if (json.TryGetProperty("tools", out var tools))
        {
            options.Tools = [.. tools.EnumerateArray().Select(tool => tool.GetProperty("function")).Select(tool =>
                AIFunctionFactory.CreateDeclaration(tool.GetProperty("name").GetString()!, tool.GetProperty("description").GetString(), tool.GetProperty("parameters")))];
        }

        if (json.TryGetProperty("response_format", out var format))
        {
            options.ResponseFormat = ChatResponseFormat.ForJsonSchema(format.GetProperty("json_schema").GetProperty("schema"), "answer");
        }

        return ([.. json.GetProperty("messages").EnumerateArray().Select(Message)], options);
    }

    private static ChatMessage Message(JsonElement message)
    {
        var role = new ChatRole(message.GetProperty("role").GetString()!);
        var text = message.TryGetProperty("content", out var content)
            ? content.ValueKind is JsonValueKind.Array ? string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString())) : content.GetString() : null;
        return message.TryGetProperty("tool_call_id", out var answered) ? new(role, [new FunctionResultContent(answered.GetString()!, text)])
            : message.TryGetProperty("tool_calls", out var calls) ? new(role, [.. calls.EnumerateArray().Select(call => FunctionCallContent.CreateFromParsedArguments(
                call.GetProperty("function").GetProperty("arguments").GetString()!, call.GetProperty("id").GetString()!, call.GetProperty("function").GetProperty("name").GetString()!,
                arguments => JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments)))])
            : new(role, text);
    }
}
