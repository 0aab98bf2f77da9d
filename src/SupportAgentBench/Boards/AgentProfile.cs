namespace SupportAgentBench.Boards;

/// <summary>What is known of an agent besides its results; null is unknown.</summary>
/// <param name="Vendor">Who makes its model.</param>
/// <param name="Family">Models of one vendor that are sold as bigger and smaller ones of a kind.</param>
public sealed record AgentProfile(string Agent, string? Vendor = null, string? Family = null)
{
    private const string ReferencePrefix = "reference/";

    /// <summary>A small program with a known disposition: shown, but in no fleet rate, badge or pick once a model is on the board.</summary>
    public bool IsReference => Agent.StartsWith(ReferencePrefix, StringComparison.Ordinal);
}
