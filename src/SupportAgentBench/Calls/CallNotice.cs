namespace SupportAgentBench.Calls;

/// <summary>What happens to calls and is worth telling the user, while it happens.</summary>
public abstract record CallNotice
{
    private CallNotice()
    {
    }

    /// <summary>A provider is waited for.</summary>
    /// <param name="Why">In a word or two: 429, unreachable.</param>
    public sealed record Waiting(string Provider, string Why, TimeSpan For) : CallNotice;

    /// <summary>The provider answers again.</summary>
    public sealed record Answers(string Provider) : CallNotice;

    /// <summary>Something that stays so for the rest of the command, told once: an option that a model does not take, a key that was revoked.</summary>
    public sealed record Told(string Sentence) : CallNotice;
}
