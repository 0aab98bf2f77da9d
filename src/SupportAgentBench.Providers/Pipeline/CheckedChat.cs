using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;
using SupportAgentBench.Providers.Wire;

namespace SupportAgentBench.Providers.Pipeline;

/// <summary>
/// One try of one call: within its time, measured, and cleaned. What comes out is an answer of plain parts, or a failure with a name;
/// whatever else a vendor's client throws over an answer that it did not expect is a garbled answer.
/// </summary>
internal sealed class CheckedChat(IChatClient inner, string provider, TimeSpan timeout, Redactor redactor, TimeProvider time) : DelegatingChatClient(inner)
{
    /// <summary>No model reads or writes so much in one call: what is told beyond it is unknown.</summary>
    private const long MostTokens = 20_000_000;

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var patience = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var started = time.GetTimestamp();
        ChatResponse response;
        try
        {
            response = await base.GetResponseAsync(messages, options, either.Token);
        }
        catch (Exception e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Failure(e, patience.IsCancellationRequested);
        }

        var latency = time.GetElapsedTime(started).TotalMilliseconds;
        return response.FinishReason == ChatFinishReason.ContentFilter
            ? throw new CallFailedException(CallFailure.ContentFilter, $"{provider}: the content filter withheld the answer")
            : Plain(response).WithLatencyMs(Math.Round(latency, 1));
    }

    private Exception Failure(Exception thrown, bool late)
    {
        for (var e = thrown; e is not null; e = e.InnerException)
        {
            if (e is CallFailedException or RefusedException)
            {
                return e;
            }
        }

        return late
            ? new CallFailedException(CallFailure.TimedOut, $"{provider}: no answer within {timeout.TotalSeconds:0.#} s")
            : new CallFailedException(CallFailure.Garbled, $"{provider}: the answer is not one of a chat model ({Refusal.Short(thrown.Message, redactor)})", thrown);
    }

    /// <summary>Only what is used, without the vendor's objects: the same whether it comes over the wire or out of the journal.</summary>
    private ChatResponse Plain(ChatResponse response) => new(new ChatMessage(ChatRole.Assistant, [.. response.Messages.SelectMany(message => message.Contents).Select(Plain).OfType<AIContent>()]))
    {
        ModelId = response.ModelId is { } model ? redactor.Clean(model) : null,
        FinishReason = response.FinishReason is { } reason ? new(redactor.Clean(reason.Value)) : null,
        Usage = response.Usage is { } usage ? Plain(usage, response.Messages.Any(message => message.Contents.Any(Says))) : null,
    };

    /// <summary>Servers that do not count say 0. But what was asked had tokens, and so has an answer that says something: there 0 is unknown.</summary>
    private static UsageDetails Plain(UsageDetails usage, bool said)
    {
        var plain = new UsageDetails
        {
            InputTokenCount = usage.InputTokenCount is 0 ? null : Possible(usage.InputTokenCount),
            CachedInputTokenCount = Possible(usage.CachedInputTokenCount),
            OutputTokenCount = usage.OutputTokenCount is 0 && said ? null : Possible(usage.OutputTokenCount),
            ReasoningTokenCount = Possible(usage.ReasoningTokenCount),
        };
        return Possible(usage.CacheWriteTokenCount()) is { } kept ? plain.WithCacheWriteTokenCount(kept) : plain;
    }

    private static bool Says(AIContent content) => content is FunctionCallContent or TextContent { Text.Length: > 0 } or TextReasoningContent { Text.Length: > 0 };

    private static long? Possible(long? tokens) => tokens is >= 0 and <= MostTokens ? tokens : null;

    private AIContent? Plain(AIContent content) => content switch
    {
        TextContent text => new TextContent(redactor.Clean(text.Text)),
        TextReasoningContent thought => new TextReasoningContent(redactor.Clean(thought.Text)) { ProtectedData = thought.ProtectedData is { } kept ? redactor.Clean(kept) : null },
        FunctionCallContent call => new FunctionCallContent(redactor.Clean(call.CallId), redactor.Clean(call.Name)).WithArgumentsAsWritten(redactor.Clean(call.ArgumentsAsWritten())),
        ErrorContent refusal => new ErrorContent(redactor.Clean(refusal.Message)),
        _ => null,
    };
}
