using System.Collections.Concurrent;
using SupportAgentBench.Cases;

namespace SupportAgentBench.Boards;

/// <summary>One agent's values, metric by metric and case by case: what a paired comparison looks at.</summary>
public sealed class CaseValues(IReadOnlyList<PlayedTrial> trials)
{
    // A board is read by many pages at once.
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<SupportCase, CaseSum>> _values = new(StringComparer.Ordinal);

    /// <summary>Ordered by case, then by run.</summary>
    public IReadOnlyList<PlayedTrial> Trials => trials;

    /// <summary>By case, the values of the runs that have one, added up.</summary>
    public IReadOnlyDictionary<SupportCase, CaseSum> Of(string metric) => _values.GetOrAdd(metric, Read);

    private Dictionary<SupportCase, CaseSum> Read(string metric)
    {
        var read = Reader(metric);
        var values = new Dictionary<SupportCase, CaseSum>(SameCase.ById);
        foreach (var trial in trials)
        {
            if (read(trial) is { } value)
            {
                values[trial.Case] = values.GetValueOrDefault(trial.Case).With(value);
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
}
