using System.Security.Cryptography;
using System.Text;

namespace SupportAgentBench.Results;

/// <summary>One pass over the case set by one agent.</summary>
/// <param name="Id">Eight hex digits, from protocol, agent, number and seed: the same command means the same run, so that it can be continued.</param>
/// <param name="Number">1-based among the agent's runs with this seed.</param>
public sealed record Run(string Id, string Protocol, string Agent, int Number, int Seed)
{
    /// <summary>The run whose conversations this one marks again; null where it was played.</summary>
    public string? Source { get; init; }

    public static Run Of(Protocol protocol, string agent, int number, int seed)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{protocol.Id}|{agent}|{number}|{seed}"));
        return new(Convert.ToHexStringLower(hash)[..8], protocol.Id, agent, number, seed);
    }

    /// <summary>The seed of one playing of a trial; all its randomness follows from it.</summary>
    public int TrialSeed(string caseId, int attempt = 1) =>
        BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{Seed}|{Number}|{Agent}|{caseId}{(attempt == 1 ? "" : $"|{attempt}")}"))) & int.MaxValue;
}
