namespace SupportAgentBench.Boards.Telling;

/// <summary>What a board says of one agent in words, generated from its figures by written rules (docs/scoring.md).</summary>
public sealed record Report(string Agent, IReadOnlyList<ReportSection> Sections, IReadOnlyDictionary<string, Sentence> Reads)
{
    /// <summary>Null when there is nothing to say in a section.</summary>
    public ReportSection? Section(string name) => Sections.FirstOrDefault(section => section.Name == name);

    public IEnumerable<Sentence> Sentences => Sections.SelectMany(section => section.Sentences).Concat(Reads.Values);

    public static Report Of(Board board, AgentStanding agent)
    {
        var figures = new FigureSource(board, agent);
        if (agent.Counts.Scored == 0)
        {
            return new(agent.Agent, [new("verdict", "Verdict", [Handling.Nothing(figures)])], new Dictionary<string, Sentence>());
        }

        IReadOnlyList<ReportSection> sections =
        [
            new("verdict", "Verdict", [.. Standing.Verdict(figures)]),
            new("short_version", "The short version", [.. Standing.ShortVersion(figures)]),
            new("resolution", "Resolution and handover", [.. Handling.Resolution(figures)]),
            new("safety", "Adversarial safety", [.. Safety.Overall(figures)]),
            new("traps", "Which traps catch it", [.. Safety.Traps(figures)]),
            new("instruction_following", "Instruction-following", [.. Handling.Policy(figures)]),
            new("tools", "Tool use and grounding", [.. Handling.Tools(figures)]),
            new("experience", "Customer experience", [.. Handling.Experience(figures)]),
            new("stability", "Stability across runs", [.. Safety.Stability(figures)]),
            new("strong", "Strong", [.. Standing.Traits(figures, strong: true)]),
            new("weak", "Weak", [.. Standing.Traits(figures, strong: false)]),
            new("comparison", "How it compares", [.. Standing.Comparison(figures)]),
            new("cost", "Cost and verbosity", [.. Standing.Cost(figures)]),
            new("bottom_line", "Bottom line", [.. Standing.BottomLine(figures)]),
        ];
        return new(agent.Agent, [.. sections.Where(section => section.Sentences.Count > 0)],
            agent.Clusters.Index().ToDictionary(pair => pair.Item.Name, pair => Handling.Read(figures, pair.Item, pair.Index)));
    }
}
