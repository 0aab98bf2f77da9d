using System.Collections.Concurrent;
using SupportAgentBench.Cases;

namespace SupportAgentBench.Boards;

/// <summary>The values of one case, or of one unit with its first case, in the runs that have one, added up.</summary>
public readonly record struct CaseValue(SupportCase Case, CaseSum Values);

/// <summary>A case or unit that two agents have values for. Results of two stores were read with a case set each: the ids decide what is the same.</summary>
internal readonly record struct CasePair(SupportCase Case, CaseSum First, CaseSum Second);

/// <summary>One agent's values, metric by metric, and unit by unit or case by case: what a paired comparison looks at.</summary>
/// <param name="trials">In any order.</param>
public sealed class CaseValues(IReadOnlyList<PlayedTrial> trials)
{
    private readonly Lazy<IReadOnlyDictionary<string, CaseSum>> _writes = new(() => trials.Where(trial => Metric.IsCore(trial.Case) && trial.Row.Score is { Writes: > 0 })
        .GroupBy(trial => trial.Case.Unit, trial => trial.Row.Score!).ToDictionary(group => group.Key, group => new CaseSum(group.Sum(score => score.Unconfirmed), 0, group.Sum(score => score.Writes))));

    // A board is read by many pages at once.
    private readonly ConcurrentDictionary<string, IReadOnlyList<CaseValue>> _values = new(StringComparer.Ordinal);

    /// <summary>Ordered by unit, then by case, then by run.</summary>
    public IReadOnlyList<PlayedTrial> Trials { get; } = IsOrdered(trials) ? trials : [.. trials.Order(PlayedTrial.ByUnit)];

    /// <summary>Unconfirmed writes of all writes, by unit; units without a write are not in it.</summary>
    internal IReadOnlyDictionary<string, CaseSum> Writes => _writes.Value;

    /// <summary>The units that have a value, in order.</summary>
    public IReadOnlyList<CaseValue> Of(string metric) => _values.GetOrAdd(metric, name => Read(name, played => played.Unit));

    /// <summary>The units that both have a value for, in order. A board pairs all its agents: both sides are ordered, so one pass does it.</summary>
    internal static List<CasePair> Common(string metric, CaseValues first, CaseValues second) => Common(first.Of(metric), second.Of(metric));

    /// <summary>The cases that both have a value for: variants of a trap one by one.</summary>
    internal static List<CasePair> CommonCases(string metric, CaseValues first, CaseValues second) =>
        [.. first.Read(metric, played => played.Id).Join(second.Read(metric, played => played.Id), mine => mine.Case.Id, theirs => theirs.Case.Id, (mine, theirs) => new CasePair(mine.Case, mine.Values, theirs.Values))];

    private static List<CasePair> Common(IReadOnlyList<CaseValue> mine, IReadOnlyList<CaseValue> theirs)
    {
        var common = new List<CasePair>(Math.Min(mine.Count, theirs.Count));
        for (int i = 0, j = 0; i < mine.Count && j < theirs.Count;)
        {
            var order = ReferenceEquals(mine[i].Case, theirs[j].Case) ? 0 : string.CompareOrdinal(mine[i].Case.Unit, theirs[j].Case.Unit);
            if (order == 0)
            {
                common.Add(new(mine[i].Case, mine[i].Values, theirs[j].Values));
            }

            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return common;
    }

    private List<CaseValue> Read(string metric, Func<SupportCase, string> key)
    {
        var column = Metric.ColumnOf(metric);
        var values = new List<CaseValue>();
        SupportCase? last = null;
        foreach (var trial in Trials)
        {
            if (trial.Values[column] is not { } value)
            {
                continue;
            }

            if (values.Count > 0 && (ReferenceEquals(values[^1].Case, trial.Case) || key(values[^1].Case) == key(trial.Case)))
            {
                var sum = values[^1].Values.With(value);
                values[^1] = values[^1] with { Values = ReferenceEquals(last, trial.Case) ? sum : sum with { Cases = sum.Cases + 1 } };
            }
            else
            {
                values.Add(new(trial.Case, CaseSum.Of(value)));
            }

            last = trial.Case;
        }

        return values;
    }

    private static bool IsOrdered(IReadOnlyList<PlayedTrial> trials)
    {
        for (var i = 1; i < trials.Count; i++)
        {
            if (PlayedTrial.ByUnit.Compare(trials[i - 1], trials[i]) > 0)
            {
                return false;
            }
        }

        return true;
    }
}
