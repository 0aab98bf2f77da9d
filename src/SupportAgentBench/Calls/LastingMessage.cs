using Microsoft.Extensions.AI;

namespace SupportAgentBench.Calls;

/// <summary>
/// A message that goes out in call after call and never changes: what those make of it that send, count and keep it, they make once.
/// </summary>
public sealed class LastingMessage : ChatMessage
{
    private volatile (object Maker, object Made)[] _made = [];

    public LastingMessage(ChatRole role, string text)
        : base(role, text)
    {
    }

    public LastingMessage(ChatRole role, IList<AIContent> contents)
        : base(role, contents)
    {
    }

    /// <summary>What a maker makes of a message: of a lasting one once, though on several threads at the same time perhaps more than once.</summary>
    /// <param name="maker">Who asks; known again by reference.</param>
    public static T Made<T>(ChatMessage message, object maker, Func<ChatMessage, T> make)
        where T : class
    {
        if (message is not LastingMessage lasting)
        {
            return make(message);
        }

        foreach (var (known, made) in lasting._made)
        {
            if (ReferenceEquals(known, maker))
            {
                return (T)made;
            }
        }

        var anew = make(message);
        lasting._made = [.. lasting._made, (maker, anew)];
        return anew;
    }
}
