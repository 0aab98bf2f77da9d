using SupportAgentBench.Boards;
using SupportAgentBench.Files;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Site;

/// <summary>How names and figures read on a page.</summary>
public static class Say
{
    /// <summary>A word of a closed list, without its underscores.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => Named(Words.Of(value));

    public static string Named(string name) => name.Replace('_', ' ');

    /// <summary>The figure with what it rests on: "87.5 % (80.4 to 92.3 %, n 120)".</summary>
    public static string Figure(string metric, MetricValue value) =>
        value.Mean is not { } mean ? "unknown" : $"{Shown.Value(metric, mean)} ({Basis(metric, value)})";

    /// <summary>"80.4 to 92.3 %, n 120".</summary>
    public static string Basis(string metric, MetricValue value) =>
        (value is { Low: { } low, High: { } high } ? $"{Shown.Range(metric, new(low, high))}, " : "") + $"n {value.N:N0}";

    /// <summary>"5 of 54 (9.3 %)".</summary>
    public static string Of(Count count) => count.Share is { } share ? $"{count.Hits:N0} of {count.Of:N0} ({Shown.Percent(share)})" : "none played";

    /// <summary>Trials that are in no figure, by whose fault: "2 to the customer and 1 to the judge".</summary>
    public static string Lost(IReadOnlyDictionary<ErrorOwner, int> faults) => List(faults.Select(fault => $"{fault.Value:N0} to the {Words.Of(fault.Key)}"));

    public static string Number(int count, string noun) => Shown.Count(count, noun);

    public static string Day(DateTimeOffset? time) => time is { } known ? known.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture) : "not yet";

    public static string List(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count <= 1 ? string.Concat(all) : $"{string.Join(", ", all.SkipLast(1))} and {all[^1]}";
    }
}
