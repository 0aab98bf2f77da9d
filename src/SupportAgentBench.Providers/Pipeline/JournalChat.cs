using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;
using SupportAgentBench.Files;

namespace SupportAgentBench.Providers.Pipeline;

/// <summary>Answers a question that was answered before, and keeps every new answer before it is used: what is paid for is paid for once.</summary>
/// <param name="model">The reference with its options: part of the call's place.</param>
/// <param name="live">False for a replay: nothing is asked, a question that is not in the record fails and says where it differs.</param>
internal sealed class JournalChat(IChatClient inner, string model, TokenPrice? price, bool live) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (CallPlace.Of(options) is not { } place)
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }

        var asked = Requests.Print(messages as IReadOnlyList<ChatMessage> ?? [.. messages], options!);
        if (place.Trial.Find(place, model, asked) is { } kept)
        {
            try
            {
                return CallJson.ReadResponse(kept.Response);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
            {
                throw new UserMistakeException($"the answer of {model} in turn {place.Turn}, step {place.Step} of case '{place.Trial.Key.Case}' in run {place.Trial.Key.Run} cannot be read: {e.Message.TrimEnd('.')}. The store is damaged; results that are finished can still be read");
            }
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
}
