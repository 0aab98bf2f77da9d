namespace SupportAgentBench.Transcripts;

/// <summary>All that happened in one trial, in order. Persisted, versioned, never edited.</summary>
public sealed record Transcript(TranscriptHeader Header, IReadOnlyList<TranscriptEvent> Events)
{
    /// <summary>How the conversation ended: every transcript has exactly one end, as its last event.</summary>
    public TranscriptEvent.Ended End => (TranscriptEvent.Ended)Events[^1];
}

/// <summary>The first line of a stored transcript.</summary>
/// <param name="Format">Name and version of the contract; readers refuse one that they do not know.</param>
/// <param name="Run">Eight hex digits.</param>
/// <param name="Seed">All randomness that we control follows from it.</param>
/// <param name="Tools">For imported conversations only: which of the foreign tools write, and which hand over.</param>
public sealed record TranscriptHeader(
    string Format, string Run, string Agent, string Case, string Customer, string Desk, int Seed, ToolRoles? Tools = null)
{
    public const string CurrentFormat = "sab-transcript/2";

    /// <summary>Every format that can still be read.</summary>
    public static IReadOnlyList<string> KnownFormats { get; } = ["sab-transcript/1", CurrentFormat];
}

/// <summary>What the tools of somebody else's agent do. All others read.</summary>
/// <param name="Writes">Tools that change something; none is named where it is not known.</param>
/// <param name="Handovers">Tools that pass the conversation to a person.</param>
public sealed record ToolRoles(IReadOnlyList<string> Writes, IReadOnlyList<string> Handovers);
