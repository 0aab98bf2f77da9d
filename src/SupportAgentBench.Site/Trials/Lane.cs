using SupportAgentBench.Scoring;

namespace SupportAgentBench.Site.Trials;

/// <summary>Whose line of a conversation something stands in.</summary>
public enum Lane { System, Customer, Agent, Thought, Tool, Change, CutOff, Fault, End }

/// <summary>One thing that happened, as the page shows it.</summary>
/// <param name="Words">Cut where findings and quotes begin and end.</param>
/// <param name="Detail">Unfolds: a tool's arguments and its answer.</param>
/// <param name="IsError">The tool answered with an error.</param>
/// <param name="Left">Letters that are not shown; all of them stand in the JSON form.</param>
/// <param name="Findings">Numbers of the findings that stand in these words.</param>
public sealed record Entry(Lane Lane, IReadOnlyList<Segment> Words, string? Head, IReadOnlyList<(string Name, string Text)> Detail, bool IsError, int Left, IReadOnlyList<int> Findings);

/// <param name="Findings">Numbers of the findings that concern these words.</param>
/// <param name="Quoted">A judge quoted them.</param>
public sealed record Segment(string Words, IReadOnlyList<int> Findings, bool Quoted);

/// <param name="Number">1-based on the page: what links and marks name.</param>
public sealed record NumberedFinding(int Number, Finding Finding);

/// <param name="Missing">Numbers of the findings of this turn that stand in no words: what was not done.</param>
public sealed record TurnView(int Number, IReadOnlyList<Entry> Entries, IReadOnlyList<int> Missing);
