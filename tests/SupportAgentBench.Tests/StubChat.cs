using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;

namespace SupportAgentBench.Tests;

/// <summary>A model that answers from a list, or as it is told, and remembers what it was asked.</summary>
internal sealed class StubChat(Func<IReadOnlyList<ChatMessage>, ChatOptions?, string> answer) : IChatClient
{
    public List<(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options)> Asked { get; } = [];

    public static StubChat Saying(params string[] answers)
    {
        var next = 0;
        return new((_, _) => next < answers.Length ? answers[next++] : throw new CallFailedException(CallFailure.ServerError, "nothing more to say"));
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var asked = messages.ToList();
        Asked.Add((asked, options));
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer(asked, options))) { ModelId = "stub-1", Usage = new() { InputTokenCount = 10, OutputTokenCount = 5 } });
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
