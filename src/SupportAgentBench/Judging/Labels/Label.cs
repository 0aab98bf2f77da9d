using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Judging.Labels;

/// <summary>What a labeller answered to one criterion of one conversation.</summary>
/// <param name="Trial">The conversation's id in the set.</param>
/// <param name="Criterion">As the rubric or the rule judge names it; "resolved" for whether the request was settled.</param>
/// <param name="By">Initials of a person, or the name of a model.</param>
public sealed record Label(string Trial, string Criterion, Verdict Verdict, string By)
{
    /// <summary>The criterion of the verdict over all.</summary>
    public const string Resolved = "resolved";
}

/// <summary>A conversation that is labelled, with the id that its labels carry.</summary>
public sealed record LabelledTranscript(string Id, Transcript Transcript);

/// <summary>A folder of labelled conversations.</summary>
public sealed record LabelSet(IReadOnlyList<LabelledTranscript> Conversations, IReadOnlyList<Label> Labels)
{
    public IReadOnlyList<string> Labellers { get; } = [.. Labels.Select(label => label.By).Distinct().Order(StringComparer.Ordinal)];
}
