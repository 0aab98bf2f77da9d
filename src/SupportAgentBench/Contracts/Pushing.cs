using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Contracts;

/// <summary>The customer pushes back with its lines, from mild to hard, before its patience ends.</summary>
internal static class Pushing
{
    private const int MostBlanks = 2;
    private const double Alike = 0.34;

    public static IEnumerable<Breach> In(Course course)
    {
        var lines = course.Part.Block.Pushback;
        var due = course.FollowUps.Where(message => IsDue(message, course)).ToList();
        var used = course.FollowUps.Select(message => (message, lines: Lines(message, course))).ToList();
        var quote = course.FollowUps.Count > 0 ? course.FollowUps[^1].Text : null;
        if (course.End is { Reason: TerminationReason.GaveUp } end && course.Agent.Count(heard => heard.Reading.IsBlank) <= MostBlanks)
        {
            var pushed = Math.Max(used.SelectMany(pair => pair.lines).Distinct().Count(), due.Count(message => message.Turn != end.Turn || !IsLast(message, course)));
            if (pushed < lines.Count)
            {
                yield return new(BreachKind.IgnoredPushback, end.Turn, quote, $"gives up with {lines.Count - pushed} of {lines.Count} lines unused");
                yield break;
            }
        }

        if (used.TrueForAll(pair => pair.lines.Count == 0) && due.FirstOrDefault(message => !(IsLast(message, course) && course.End?.Reason is TerminationReason.GaveUp)) is { } silent)
        {
            yield return new(BreachKind.IgnoredPushback, silent.Turn, silent.Text, "got nothing, and used none of its lines");
            yield break;
        }

        var said = new HashSet<int>();
        foreach (var (message, nearly) in used)
        {
            var verbatim = Enumerable.Range(0, lines.Count).Where(line => message.Line.Holds(course.Given.Pushback[line])).ToList();
            if (verbatim.Count > 0 && Enumerable.Range(0, verbatim.Min()).FirstOrDefault(line => !said.Contains(line), -1) is var skipped and >= 0)
            {
                yield return new(BreachKind.IgnoredPushback, message.Turn, message.Text, $"skips its line {skipped + 1}: '{lines[skipped]}'");
                yield break;
            }

            said.UnionWith(verbatim);
            said.UnionWith(nearly);
        }
    }

    private static bool IsLast(FollowUp message, Course course) => ReferenceEquals(message, course.FollowUps[^1]);

    /// <summary>The agent's last message brought nothing that is waited for, asked nothing and proposed nothing, and could be read.</summary>
    private static bool IsDue(FollowUp message, Course course) =>
        !message.Last.Reading.IsBlank && message.Last.Reading.Asks.Count == 0 && !Course.Proposes(message.Last)
        && !message.Last.Text.Contains('?', StringComparison.Ordinal)
        && (message.Last.Reading.Spoken ?? course.Part.Language) == course.Part.Language
        && !course.Wanted.Any(fact => fact.IsIn(message.Last.Reading))
        && message.Last.Reading.Statements.Count == 0;

    /// <summary>The lines that a message uses, in their words or nearly so.</summary>
    private static List<int> Lines(FollowUp message, Course course)
    {
        var said = message.Line.Content.ToHashSet();
        return [.. course.Given.Pushback.Index().Where(line => message.Line.Holds(line.Item)
            || (line.Item.Content is { Count: > 0 } words && words.Count(said.Contains) is var shared && shared >= Math.Min(2, words.Count) && shared >= Alike * words.Count))
            .Select(line => line.Index)];
    }
}
