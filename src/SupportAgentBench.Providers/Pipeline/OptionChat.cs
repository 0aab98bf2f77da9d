using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;
using SupportAgentBench.Providers.Wire;

namespace SupportAgentBench.Providers.Pipeline;

/// <summary>Adds the options of a reference to each request, and leaves out those that the model has refused: told once, not in every call.</summary>
internal sealed class OptionChat(IChatClient inner, ModelReference model, int mostTokens, IProgress<CallNotice> notices) : DelegatingChatClient(inner)
{
    private readonly ConcurrentDictionary<string, bool> _refused = new(StringComparer.Ordinal);

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var asked = WithOptions(options);
            try
            {
                return await base.GetResponseAsync(messages, asked, cancellationToken);
            }
            catch (RefusedException refusal) when (refusal.Option is { } option && Sent(asked, option))
            {
                if (_refused.TryAdd(option, true))
                {
                    notices.Report(new CallNotice.Told($"{model.Name} does not take '{option}'; it is left out from now on ({refusal.Message})"));
                }
            }
        }
    }

    private ChatOptions WithOptions(ChatOptions? options)
    {
        var asked = options?.Clone() ?? new();

        // The same object in call after call: what is made of the tools is remembered with it.
        asked.Tools = options?.Tools;
        if (!Taken("cache"))
        {
            (asked.AdditionalProperties ??= [])[AnthropicChat.NoCache] = true;
        }

        asked.Temperature = Taken("temperature") ? model.Options.Temperature : null;
        asked.MaxOutputTokens = Taken("max_tokens") ? mostTokens : null;
        asked.Seed = Taken("seed") && model.Options.Seed ? asked.Seed : null;
        asked.Reasoning = Taken("effort") && model.Options.Effort is { } effort ? new() { Effort = effort } : null;
        asked.ResponseFormat = Taken("format") ? asked.ResponseFormat : null;
        return asked;
    }

    private bool Taken(string option) => !_refused.ContainsKey(option);

    /// <summary>Leaving out what was not sent would change nothing, and the try would go round for ever.</summary>
    private static bool Sent(ChatOptions asked, string option) => option switch
    {
        "temperature" => asked.Temperature is not null,
        "max_tokens" => asked.MaxOutputTokens is not null,
        "seed" => asked.Seed is not null,
        "effort" => asked.Reasoning is not null,
        "format" => asked.ResponseFormat is not null,
        "cache" => asked.AdditionalProperties?.ContainsKey(AnthropicChat.NoCache) is not true,
        _ => false,
    };
}
