namespace SupportAgentBench.Boards;

/// <summary>How long a customer waits for an answer: percentiles over all turns that were measured (nearest rank).</summary>
public sealed record Latency(double MedianMs, double P95Ms, int Turns, int Conversations)
{
    /// <summary>Null when nothing was measured: programs answer in no time worth telling.</summary>
    internal static Latency? From(IReadOnlyList<PlayedTrial> trials)
    {
        var measured = trials.Where(trial => trial.Row.Score?.LatenciesMs is not null).ToList();
        var turns = measured.SelectMany(trial => trial.Row.Score!.LatenciesMs!).Order().ToList();
        return turns.Count == 0 ? null : new(At(turns, 0.50), At(turns, 0.95), turns.Count, measured.Count);
    }

    private static double At(IReadOnlyList<double> ordered, double share) => ordered[Math.Max(0, (int)Math.Ceiling(share * ordered.Count) - 1)];
}
