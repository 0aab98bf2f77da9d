using System.Text.Json;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;

namespace SupportAgentBench.Providers.Wire;

/// <summary>What the chat library does not carry over Anthropic's protocol: whether sealed reasoning was thought or redacted, and room for an answer beside the reasoning.</summary>
internal sealed class AnthropicChat(IChatClient inner, string model) : DelegatingChatClient(inner)
{
    /// <summary>Set on requests to a server that does not know its cache.</summary>
    internal const string NoCache = "sab.no_cache";

    private const int Fallback = 1_024;

    private const string Thinking = "thinking:";
    private const string Redacted = "redacted:";

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        options = options?.Clone() ?? new();
        options.MaxOutputTokens = (options.MaxOutputTokens ?? Fallback) + ThinkingTokens(options.Reasoning?.Effort);
        options.RawRepresentationFactory = _ => Raw(options);
        var response = await base.GetResponseAsync(messages.Select(Outgoing), options, cancellationToken);
        foreach (var content in response.Messages.SelectMany(message => message.Contents))
        {
            switch (content)
            {
                case TextReasoningContent { RawRepresentation: RedactedThinkingBlock redacted } reasoning:
                    reasoning.ProtectedData = Redacted + redacted.Data;
                    break;
                case TextReasoningContent { ProtectedData: { } signature } reasoning:
                    reasoning.ProtectedData = Thinking + signature;
                    break;
                case FunctionCallContent { RawRepresentation: ToolUseBlock used } call when used.RawData.TryGetValue("input", out var input):
                    call.WithArgumentsAsWritten(input.GetRawText());
                    break;
            }
        }

        if (response.Usage?.AdditionalCounts is { } more && more.TryGetValue(nameof(Usage.CacheCreationInputTokens), out var kept))
        {
            response.Usage.WithCacheWriteTokenCount(kept);
        }

        return response;
    }

    /// <summary>The client's own table of what an effort means; the limit that a user sets is for the answer.</summary>
    internal static int ThinkingTokens(ReasoningEffort? effort) => effort switch
    {
        ReasoningEffort.Low => 1_024,
        ReasoningEffort.Medium => 8_192,
        ReasoningEffort.High => 16_384,
        ReasoningEffort.ExtraHigh => 32_768,
        _ => 0,
    };

    /// <summary>What the client has no option for: the cache, which makes the instructions cheap from the second call on, and a temperature, which older models take.</summary>
    private MessageCreateParams Raw(ChatOptions options)
    {
        var body = new MessageCreateParams
        {
            Model = model,
            MaxTokens = options.MaxOutputTokens!.Value,
            Messages = [],
            CacheControl = options.AdditionalProperties?.ContainsKey(NoCache) is true ? null : new CacheControlEphemeral(),
        };
        return options.Temperature is not { } heat ? body : MessageCreateParams.FromRawUnchecked(
            body.RawHeaderData, body.RawQueryData, new Dictionary<string, JsonElement>(body.RawBodyData) { ["temperature"] = JsonSerializer.SerializeToElement((decimal)heat) });
    }

    private static ChatMessage Outgoing(ChatMessage message) =>
        message.Contents.Any(content => content is TextReasoningContent) ? new(message.Role, [.. message.Contents.Select(Outgoing).OfType<AIContent>()]) : message;

    private static AIContent? Outgoing(AIContent content) => content is not TextReasoningContent reasoning ? content
        : reasoning.ProtectedData is { } kept && kept.StartsWith(Thinking, StringComparison.Ordinal) ? Raw(new ThinkingBlockParam { Thinking = reasoning.Text, Signature = kept[Thinking.Length..] })
        : reasoning.ProtectedData is { } hidden && hidden.StartsWith(Redacted, StringComparison.Ordinal) ? Raw(new RedactedThinkingBlockParam { Data = hidden[Redacted.Length..] })
        : null;

    private static TextReasoningContent Raw(ContentBlockParam block) => new(null) { RawRepresentation = block };
}
