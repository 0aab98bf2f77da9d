using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;
using SupportAgentBench.Files;

namespace SupportAgentBench.Providers.Pipeline;

/// <summary>Tells once for each part that a model plays that an answer had no room to end. What is made of such an answer is its reader's affair.</summary>
/// <param name="told">What was told already, shared by all chats of a command.</param>
internal sealed class CutOffChat(IChatClient inner, ModelReference model, int mostTokens, ConcurrentDictionary<(string Model, ModelRole Role), bool> told, IProgress<CallNotice> notices) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var role = CallPlace.Of(options)?.Role;
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        if (role is { } part && response.IsCutOff() && told.TryAdd((model.Name, part), true))
        {
            var longer = model with { Options = model.Options with { MaxTokens = 2 * mostTokens } };
            notices.Report(new CallNotice.Told($"an answer of {model.Name} as {Words.Of(part)} was cut off by the limit of its length, and {(part is ModelRole.Agent ? "counts as it came" : "is not used")} (give it more room: '{longer.Name}')"));
        }

        return response;
    }
}
