using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;

namespace SupportAgentBench.Tests;

/// <summary>A model that answers from a list, or as it is told, and remembers what it was asked.</summary>
internal sealed class StubChat(Func<IReadOnlyList<ChatMessage>, ChatOptions?, string> answer) : IChatClient
{
    public List<(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options)> Asked { get; } = [];

    /// <summary>Every answer is cut off by the limit of its length.</summary>
    public static StubChat CutOff(params string[] answers)
    {
        var chat = Saying(answers);
        foreach (var _ in answers)
        {
            chat.Ends.Enqueue(ChatFinishReason.Length);
        }

        return chat;
    }

    public static StubChat Saying(params string[] answers)
    {
        var next = 0;
        return new((_, _) => next < answers.Length ? answers[next++] : throw new CallFailedException(CallFailure.ServerError, "nothing more to say"));
    }

    /// <summary>Why each answer ended, first one first; the rest as ever.</summary>
    public Queue<ChatFinishReason> Ends { get; init; } = [];

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var asked = messages.ToList();
        Asked.Add((asked, options));
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer(asked, options))) { ModelId = "stub-1", Usage = new() { InputTokenCount = 10, OutputTokenCount = 5 }, FinishReason = Ends.TryDequeue(out var end) ? end : null });
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
