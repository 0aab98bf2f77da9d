using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;

namespace SupportAgentBench.Providers.Pipeline;

/// <summary>
/// A request as plain text, part by part: for comparing and for measuring. Long texts and tools are the same objects in call after call of a
/// conversation, so what was made of them is remembered with them.
/// </summary>
internal static class Requests
{
    private static readonly ConditionalWeakTable<string, RequestPart> Texts = [];
    private static readonly ConditionalWeakTable<object, RequestPart> Declarations = [];
    private static readonly RequestPart Undeclared = RequestPart.Of("");

    public static RequestPrint Print(IReadOnlyList<ChatMessage> messages, ChatOptions options)
    {
        // The seed is another in every trial, what is declared is the same in all.
        var parts = new RequestPart[messages.Count + RequestPrint.Messages];
        (parts[0], parts[1], parts[2]) = (RequestPart.Of($"seed {options.Seed}"), Tools(options), Form(options));
        for (var i = 0; i < messages.Count; i++)
        {
            parts[RequestPrint.Messages + i] = Part(messages[i]);
        }

        return RequestPrint.Of(parts);
    }

    /// <summary>Bytes of everything that a provider may count as input; a token is at least one.</summary>
    public static long Bytes(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        long bytes = options is null ? 0 : Tools(options).Body.Length + Form(options).Body.Length;
        foreach (var message in messages)
        {
            foreach (var content in message.Contents)
            {
                bytes += content switch
                {
                    TextContent text => Encoding.UTF8.GetByteCount(text.Text),
                    TextReasoningContent thought => Encoding.UTF8.GetByteCount(thought.Text) + (thought.ProtectedData?.Length ?? 0),
                    FunctionCallContent call => call.Name.Length + Encoding.UTF8.GetByteCount(call.ArgumentsAsWritten()),
                    FunctionResultContent { Result: string result } => Encoding.UTF8.GetByteCount(result),
                    _ => 0,
                };
            }
        }

        return bytes;
    }

    private static RequestPart Tools(ChatOptions options) => options.Tools is { Count: > 0 } tools
        ? Declarations.GetValue(tools, _ => RequestPart.Of(string.Concat(tools.OfType<AIFunctionDeclaration>().Select(tool => $"tool {tool.Name}: {tool.Description} {tool.JsonSchema.GetRawText()}\n"))))
        : Undeclared;

    private static RequestPart Form(ChatOptions options) => options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } form
        ? Declarations.GetValue(form, _ => RequestPart.Of(schema.GetRawText()))
        : Undeclared;

    private static RequestPart Part(ChatMessage message)
    {
        var text = message.Contents is [var only] ? only switch { TextContent said => said.Text, FunctionResultContent { Result: string result } => result, _ => null } : null;
        if (text is null)
        {
            return RequestPart.Of(Written(message));
        }

        // The same words may come from another side. Ids of calls are ours and follow from their place: they are not compared.
        var part = Texts.GetValue(text, _ => RequestPart.Of(Written(message)));
        return part.Body.StartsWith(message.Role.Value, StringComparison.Ordinal) && part.Body.Length >= text.Length ? part : RequestPart.Of(Written(message));
    }

    private static string Written(ChatMessage message)
    {
        var written = new StringBuilder(message.Role.Value);
        foreach (var content in message.Contents)
        {
            _ = content switch
            {
                TextContent text => written.Append(": ").Append(text.Text),
                TextReasoningContent thought => written.Append(" thinks: ").Append(thought.Text).Append(' ').Append(thought.ProtectedData),
                FunctionCallContent call => written.Append(" calls ").Append(call.Name).Append(' ').Append(call.ArgumentsAsWritten()),
                FunctionResultContent result => written.Append(" result: ").Append(result.Result),
                _ => written.Append(' ').Append(content.GetType().Name),
            };
        }

        return written.ToString();
    }
}
