using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;

namespace SupportAgentBench.Providers.Pipeline;

/// <summary>Answers a question that was answered before, and keeps every new answer before it is used: what is paid for is paid for once.</summary>
/// <param name="model">The reference with its options: part of the call's place.</param>
/// <param name="live">False for a replay: nothing is asked, a question that is not in the record fails and says where it differs.</param>
internal sealed class JournalChat(IChatClient inner, string model, TokenPrice? price, bool live) : DelegatingChatClient(inner)
{
    private readonly ConditionalWeakTable<object, string> _tools = [];
    private readonly ConditionalWeakTable<string, RequestPart> _constant = [];

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (CallPlace.Of(options) is not { } place)
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }

        var asked = Print([.. messages], options!);
        if (place.Trial.Find(place, model, asked) is { } kept)
        {
            return CallJson.ReadResponse(kept.Response);
        }

        if (!live)
        {
            throw new CallFailedException(CallFailure.NotRecorded, place.Trial.Difference(place, model, asked) is { } difference
                ? $"replay: the request of turn {place.Turn}, step {place.Step} to {model} differs from the record at {difference}"
                : $"replay: turn {place.Turn}, step {place.Step} of {model} was never recorded");
        }

        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        await place.Trial.KeepAsync(
            new(place.Role, model, place.Turn, place.Step, asked, CallJson.Write(response), price?.CostOf(response.Usage)), CancellationToken.None);
        return response;
    }

    private RequestPrint Print(IReadOnlyList<ChatMessage> messages, ChatOptions options)
    {
        var parts = new RequestPart[messages.Count + 1];
        parts[0] = RequestPart.Of($"{options.Seed}|{(options.Tools is { } tools ? _tools.GetValue(tools, _ => Declared(tools)) : "")}|{(options.ResponseFormat as ChatResponseFormatJson)?.Schema}");
        for (var i = 0; i < messages.Count; i++)
        {
            // Instructions are one long text, the same object in every call.
            parts[i + 1] = i == 0 && messages[i] is { Role.Value: "system", Contents: [TextContent { Text: { } text }] }
                ? _constant.GetValue(text, constant => RequestPart.Of($"system: {constant}"))
                : RequestPart.Of(CallJson.Write(messages[i]));
        }

        return RequestPrint.Of(parts);
    }

    private static string Declared(IList<AITool> tools) =>
        string.Join('\n', tools.OfType<AIFunctionDeclaration>().Select(tool => $"{tool.Name}: {tool.Description} {tool.JsonSchema.GetRawText()}"));
}
