using SupportAgentBench.Cases;

namespace SupportAgentBench.Boards;

/// <summary>One agent's values, metric by metric and case by case: what a paired comparison looks at.</summary>
public sealed class CaseValues(IReadOnlyList<PlayedTrial> trials)
{
    private readonly Dictionary<string, IReadOnlyDictionary<SupportCase, CaseSum>> _values = new(StringComparer.Ordinal);

    /// <summary>By case, the values of the runs that have one, added up. Cases are the same objects for all agents of a board.</summary>
    public IReadOnlyDictionary<SupportCase, CaseSum> Of(string metric)
    {
        if (!_values.TryGetValue(metric, out var known))
        {
            var column = Metric.ColumnOf(metric);
            var values = new Dictionary<SupportCase, CaseSum>(ReferenceEqualityComparer.Instance);
            foreach (var trial in trials)
            {
                if (trial.Values[column] is { } value)
                {
                    values[trial.Case] = values.GetValueOrDefault(trial.Case).With(value);
                }
            }

            _values[metric] = known = values;
        }

        return known;
    }
}
