using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;

namespace SupportAgentBench.Providers.Pipeline;

/// <summary>
/// A request as plain text, part by part: for comparing and for measuring. Tools are the same objects in call after call, so what was made of them is
/// remembered with them, as lasting messages do themselves.
/// </summary>
internal static class Requests
{
    private static readonly object Maker = new();
    private static readonly Func<ChatMessage, Told> Make = message => new(RequestPart.Of(() => Written(message)), BytesOf(message));
    private static readonly ConditionalWeakTable<object, RequestPart> Declarations = [];
    private static readonly RequestPart Undeclared = RequestPart.Of("");

    public static RequestPrint Print(IReadOnlyList<ChatMessage> messages, ChatOptions options)
    {
        // The seed is another in every trial, what is declared is the same in all.
        var parts = new RequestPart[messages.Count + RequestPrint.Messages];
        (parts[0], parts[1], parts[2]) = (RequestPart.Of($"seed {options.Seed}"), Tools(options), Form(options));
        for (var i = 0; i < messages.Count; i++)
        {
            parts[RequestPrint.Messages + i] = LastingMessage.Made(messages[i], Maker, Make).Part;
        }

        return new(parts);
    }

    /// <summary>Bytes of everything that a provider may count as input; a token is at least one.</summary>
    public static long Bytes(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        long bytes = options is null ? 0 : Tools(options).Body.Length + Form(options).Body.Length;
        foreach (var message in messages)
        {
            bytes += LastingMessage.Made(message, Maker, Make).Bytes;
        }

        return bytes;
    }

    private static long BytesOf(ChatMessage message) => message.Contents.Sum(content => content switch
    {
        TextContent text => Encoding.UTF8.GetByteCount(text.Text),
        TextReasoningContent thought => Encoding.UTF8.GetByteCount(thought.Text) + (thought.ProtectedData?.Length ?? 0),
        FunctionCallContent call => call.Name.Length + Encoding.UTF8.GetByteCount(call.ArgumentsAsWritten()),
        FunctionResultContent { Result: string result } => (long)Encoding.UTF8.GetByteCount(result),
        _ => 0,
    });

    private static RequestPart Tools(ChatOptions options) => options.Tools is { Count: > 0 } tools
        ? Declarations.GetValue(tools, _ => RequestPart.Of(string.Concat(tools.OfType<AIFunctionDeclaration>().Select(tool => $"tool {tool.Name}: {tool.Description} {tool.JsonSchema.GetRawText()}\n"))))
        : Undeclared;

    private static RequestPart Form(ChatOptions options) => options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } form
        ? Declarations.GetValue(form, _ => RequestPart.Of(schema.GetRawText()))
        : Undeclared;

    /// <summary>The same words may come from another side. Ids of calls are ours and follow from their place: they are not compared.</summary>
    private static string Written(ChatMessage message) => message.Contents.Aggregate(message.Role.Value, (written, content) => content switch
    {
        TextContent text => $"{written}: {text.Text}",
        TextReasoningContent thought => $"{written} thinks: {thought.Text} {thought.ProtectedData}",
        FunctionCallContent call => $"{written} calls {call.Name} {call.ArgumentsAsWritten()}",
        FunctionResultContent result => $"{written} result: {result.Result}",
        _ => $"{written} {content.GetType().Name}",
    });

    /// <summary>What is kept of a message: its print, and the bytes that a provider may count.</summary>
    private sealed record Told(RequestPart Part, long Bytes);
}
