using System.Globalization;

namespace SupportAgentBench.Boards.Telling;

/// <summary>The figures of one agent, ready for sentences: each with its place in the board's JSON.</summary>
internal sealed class FigureSource(Board board, AgentStanding agent)
{
    public Board Board => board;

    public AgentStanding Agent => agent;

    public MetricValue Value(string metric) => agent.Metrics[metric];

    public double? Mean(string metric) => agent.Metrics[metric].Mean;

    public Figure Median(string metric) => new($"agent/metrics/{metric}/median", Shown.Value(metric, agent.Metrics[metric].Median));

    public Figure MeanOf(string metric) => new($"agent/metrics/{metric}/mean", Shown.Value(metric, agent.Metrics[metric].Mean));

    public Figure Low(string metric) => new($"agent/metrics/{metric}/low", Shown.Value(metric, agent.Metrics[metric].Low));

    public Figure High(string metric) => new($"agent/metrics/{metric}/high", Shown.Value(metric, agent.Metrics[metric].High));

    /// <summary>Cases that a metric rests on.</summary>
    public Figure N(string metric) => new($"agent/metrics/{metric}/n", Whole(agent.Metrics[metric].N));

    public Figure Trials(string metric) => new($"agent/metrics/{metric}/trials", Whole(agent.Metrics[metric].Trials));

    /// <summary>The median of a share as a count of its cases: 2 of 18.</summary>
    public Figure MedianCount(string metric) => new($"agent/metrics/{metric}/median", Number((agent.Metrics[metric].Median ?? 0) * agent.Metrics[metric].N, "0.#"));

    public static Figure At(string place, double? value, string format) => new($"agent/{place}", value is { } known ? Number(known, format) : "unknown");

    public static Figure At(string place, int value) => new($"agent/{place}", Whole(value));

    public static Figure OnBoard(string place, string shown) => new($"board/{place}", shown);

    public static Figure PercentAt(string place, double share) => new($"agent/{place}", Shown.Percent(share));

    public static IEnumerable<Figure> CountAt(string place, Count count) => [At($"{place}/count", count.Hits), At($"{place}/of", count.Of)];

    /// <summary>A metric of a slice: an intent, a cluster, a language ...</summary>
    public static Figure Sliced(string place, Slice slice, string metric) => new($"agent/{place}/metrics/{metric}/mean", Shown.Value(metric, slice.Mean(metric)));

    public static string Whole(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>"a, b and c".</summary>
    public static string Join(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.SkipLast(1))} and {all[^1]}";
    }

    /// <summary>A name of the data in words. A digit in it would look like a figure, but it is part of a name.</summary>
    public static string Words(string name) => name.Replace('_', ' ').Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
