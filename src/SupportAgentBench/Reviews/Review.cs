using SupportAgentBench.Boards.Telling;

namespace SupportAgentBench.Reviews;

/// <summary>A report in a model's words, of which only is left what the data bear out.</summary>
public sealed record Review(string Agent, string Model, IReadOnlyList<ReviewedSection> Sections, IReadOnlyList<ReviewedTrial> Trials)
{
    /// <summary>Every sentence that the model wrote, kept or not.</summary>
    public IEnumerable<ReadSentence> Written => Sections.SelectMany(section => section.Written).Concat(Trials.SelectMany(trial => trial.Written));
}

/// <summary>One section of a report, rewritten.</summary>
/// <param name="Written">The model's sentences; empty where it gave none.</param>
/// <param name="Generated">What the figures say without it.</param>
public sealed record ReviewedSection(string Name, string Title, IReadOnlyList<ReadSentence> Written, IReadOnlyList<string> Generated)
{
    /// <summary>False: nothing of the model's is left, and the generated sentences stand.</summary>
    public bool Rewritten => Written.Any(sentence => sentence.Kept);

    public string Text => string.Join(' ', Rewritten ? Written.Where(sentence => sentence.Kept).Select(sentence => sentence.Text) : Generated);
}

/// <summary>A conversation that went wrong, reviewed.</summary>
/// <param name="Trial">As <c>run/case</c>.</param>
/// <param name="Wrong">What was found in it without the model.</param>
public sealed record ReviewedTrial(string Trial, IReadOnlyList<string> Wrong, IReadOnlyList<ReadSentence> Written)
{
    /// <summary>Null when nothing that the model wrote is borne out by the conversation.</summary>
    public string? Text => Written.Any(sentence => sentence.Kept) ? string.Join(' ', Written.Where(sentence => sentence.Kept).Select(sentence => sentence.Text)) : null;
}
