namespace SupportAgentBench.Boards.Telling;

/// <summary>A figure as a sentence shows it, and where it stands.</summary>
/// <param name="Id">Its place in the board's JSON: <c>agent/...</c> inside the agent's object, <c>board/...</c> outside.</param>
/// <param name="Shown">As it is written in the sentence.</param>
public sealed record Figure(string Id, string Shown);

/// <summary>One sentence of a report: nothing in it that no figure supports.</summary>
/// <param name="Figures">Every figure that it rests on; its numbers are their shown forms, and no others.</param>
/// <param name="Trials">Conversations that show it, as <c>run/case</c>; may be empty.</param>
public sealed record Sentence(string Text, IReadOnlyList<Figure> Figures, IReadOnlyList<string> Trials)
{
    /// <summary>Puts the figures into the places {0}, {1} ... of a text that has no digits of its own; {0:runs} is "3 runs", or "1 run".</summary>
    internal static Sentence Of(string text, IReadOnlyList<Figure> figures, IReadOnlyList<string>? trials = null) =>
        new(string.Format(System.Globalization.CultureInfo.InvariantCulture, text, [.. figures.Select(figure => (object)new Counted(figure.Shown))]), figures, trials ?? []);

    private sealed record Counted(string Shown) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => format is null ? Shown : $"{Shown} {(Shown == "1" ? format[..^1] : format)}";
    }
}

/// <summary>A part of a report.</summary>
/// <param name="Name">verdict, short_version, resolution, safety, traps, instruction_following, tools, experience, stability, strong, weak, comparison, cost, bottom_line.</param>
public sealed record ReportSection(string Name, string Title, IReadOnlyList<Sentence> Sentences);
