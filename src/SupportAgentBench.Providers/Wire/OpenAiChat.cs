using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;

namespace SupportAgentBench.Providers.Wire;

/// <summary>
/// Chat completions through the vendor's own client, with bodies that we write and read ourselves: servers that speak OpenAI's protocol differ in what
/// they leave out and add, and the same instructions and messages go out call after call.
/// </summary>
internal sealed class OpenAiChat(OpenAI.Chat.ChatClient client, Uri endpoint, string model, ProviderCard card) : IChatClient
{
    private readonly ChatClientMetadata _metadata = new("openai", endpoint, model);
    private readonly OpenAiRequest _request = new(model, card);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var body = _request.Body(messages, options ?? new());
        using var content = BinaryContent.Create(BinaryData.FromBytes(body.Written));
        var result = await client.CompleteChatAsync(content, new RequestOptions { CancellationToken = cancellationToken });
        body.GiveBack();
        return OpenAiAnswer.Read(result.GetRawResponse().Content.ToMemory(), card.PassesBack);
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("answers are read whole");

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType == typeof(ChatClientMetadata) ? _metadata : null;

    public void Dispose()
    {
    }
}
