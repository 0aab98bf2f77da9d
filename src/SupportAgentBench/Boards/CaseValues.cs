using SupportAgentBench.Cases;

namespace SupportAgentBench.Boards;

/// <summary>One agent's values, metric by metric and case by case: what a paired comparison looks at.</summary>
public sealed class CaseValues(IReadOnlyList<PlayedTrial> trials)
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<double>>> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Bucket> _buckets = trials.GroupBy(trial => trial.Case.Id).ToDictionary(group => group.Key, group => group.First().Case.Bucket, StringComparer.Ordinal);

    public Bucket BucketOf(string caseId) => _buckets[caseId];

    /// <summary>By case, the value of each run that has one.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Of(string metric)
    {
        if (!_values.TryGetValue(metric, out var values))
        {
            var column = Metric.ColumnOf(metric);
            _values[metric] = values = trials.Where(trial => trial.Values[column] is not null).GroupBy(trial => trial.Case.Id)
                .ToDictionary(group => group.Key, group => (IReadOnlyList<double>)[.. group.Select(trial => trial.Values[column]!.Value)], StringComparer.Ordinal);
        }

        return values;
    }
}
