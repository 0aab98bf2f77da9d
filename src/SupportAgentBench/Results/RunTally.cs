using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Results;

/// <summary>How far a run is, from what the store holds.</summary>
/// <param name="Planned">When it was first planned; likewise the other two are points in time, null where nothing was kept yet.</param>
/// <param name="Kept">Trials that count.</param>
/// <param name="Faults">Trials that do not, by whose fault.</param>
public sealed record RunTally(Run Run, DateTimeOffset Planned, DateTimeOffset? First, DateTimeOffset? Last, int Kept, IReadOnlyDictionary<ErrorOwner, int> Faults)
{
    public int Lost => Faults.Values.Sum();
}
