using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Conversations;

/// <summary>An agent or a customer could not take its turn, after all retries; says whose failure it is.</summary>
public sealed class TurnFailedException(ErrorOwner owner, string message, Exception? inner = null) : Exception(message, inner)
{
    public ErrorOwner Owner => owner;
}
