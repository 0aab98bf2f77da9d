using System.Collections.Concurrent;
using SupportAgentBench.Cases;

namespace SupportAgentBench.Boards;

/// <summary>The values of one case in the runs that have one, added up.</summary>
public readonly record struct CaseValue(SupportCase Case, CaseSum Values);

/// <summary>A case that two agents have values for. Results of two stores were read with a case set each: the ids decide what is the same.</summary>
internal readonly record struct CasePair(SupportCase Case, CaseSum First, CaseSum Second);

/// <summary>One agent's values, metric by metric and case by case: what a paired comparison looks at.</summary>
/// <param name="trials">In any order.</param>
public sealed class CaseValues(IReadOnlyList<PlayedTrial> trials)
{
    // A board is read by many pages at once.
    private readonly ConcurrentDictionary<string, IReadOnlyList<CaseValue>> _values = new(StringComparer.Ordinal);

    /// <summary>Ordered by case, then by run.</summary>
    public IReadOnlyList<PlayedTrial> Trials { get; } = IsOrdered(trials)
        ? trials
        : [.. trials.OrderBy(trial => trial.Case.Id, StringComparer.Ordinal).ThenBy(trial => trial.Run)];

    /// <summary>The cases that have a value, ordered by id.</summary>
    public IReadOnlyList<CaseValue> Of(string metric) => _values.GetOrAdd(metric, Read);

    /// <summary>The cases that both have a value for, ordered by id. A board pairs all its agents: both sides are ordered, so one pass does it.</summary>
    internal static List<CasePair> Common(string metric, CaseValues first, CaseValues second)
    {
        var (mine, theirs) = (first.Of(metric), second.Of(metric));
        var common = new List<CasePair>(Math.Min(mine.Count, theirs.Count));
        for (int i = 0, j = 0; i < mine.Count && j < theirs.Count;)
        {
            var order = ReferenceEquals(mine[i].Case, theirs[j].Case) ? 0 : string.CompareOrdinal(mine[i].Case.Id, theirs[j].Case.Id);
            if (order == 0)
            {
                common.Add(new(mine[i].Case, mine[i].Values, theirs[j].Values));
            }

            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return common;
    }

    private List<CaseValue> Read(string metric)
    {
        var read = Reader(metric);
        var values = new List<CaseValue>();
        foreach (var trial in Trials)
        {
            if (read(trial) is not { } value)
            {
                continue;
            }

            if (values.Count > 0 && values[^1].Case.Id == trial.Case.Id)
            {
                values[^1] = values[^1] with { Values = values[^1].Values.With(value) };
            }
            else
            {
                values.Add(new(trial.Case, CaseSum.Of(value)));
            }
        }

        return values;
    }

    private static Func<PlayedTrial, double?> Reader(string metric)
    {
        if (metric == Comparing.Paired.Unconfirmed.Name)
        {
            return trial => trial.Row is { Score: { Writes: > 0 } } && Metric.IsCore(trial.Case) ? Comparing.Paired.Unconfirmed.Value(trial.Row) : null;
        }

        var column = Metric.ColumnOf(metric);
        return trial => trial.Values[column];
    }

    private static bool IsOrdered(IReadOnlyList<PlayedTrial> trials)
    {
        for (var i = 1; i < trials.Count; i++)
        {
            var order = ReferenceEquals(trials[i - 1].Case, trials[i].Case) ? 0 : string.CompareOrdinal(trials[i - 1].Case.Id, trials[i].Case.Id);
            if (order > 0 || (order == 0 && trials[i - 1].Run > trials[i].Run))
            {
                return false;
            }
        }

        return true;
    }
}
