using System.Globalization;
using SupportAgentBench.Files;

namespace SupportAgentBench.Boards;

/// <summary>Figures as people read them: one way everywhere, in the terminal, in Markdown, on pages and in sentences.</summary>
public static class Shown
{
    /// <summary>"3 cases", "1 case".</summary>
    public static string Count(int count, string noun) => Words.Count(count, noun);

    /// <summary>The metric's name in words.</summary>
    public static string Name(string metric) => metric switch
    {
        "cost_usd" => "cost per ticket",
        "twin_service" => "twins served",
        "unsafe_actions" => "unsafe actions",
        "instruction_following" => "instruction-following",
        "over_escalation" => "over-escalation",
        _ => metric.Replace('_', ' '),
    };

    /// <summary>A value of a metric; "unknown" where there is none.</summary>
    public static string Value(string metric, double? value) => value is not { } known ? "unknown" : KindOf(metric) switch
    {
        MetricKind.Share => Percent(known),
        MetricKind.Unit => known.ToString("0.000", CultureInfo.InvariantCulture),
        _ => Amount(metric, known),
    };

    /// <summary>A limit as it was set: a share with as many decimals as it has.</summary>
    public static string Limit(string metric, double value) => KindOf(metric) is MetricKind.Share ? Number(value * 100, "0.0###") + " %" : Value(metric, value);

    /// <summary>A difference with its sign: shares in percentage points.</summary>
    public static string Difference(string metric, double? value) => value is not { } known ? "unknown" : Signed(known, KindOf(metric) switch
    {
        MetricKind.Share => (Math.Abs(known) * 100).ToString("0.0", CultureInfo.InvariantCulture) + " pt",
        MetricKind.Unit => Math.Abs(known).ToString("0.000", CultureInfo.InvariantCulture),
        _ => Amount(metric, Math.Abs(known)),
    });

    /// <summary>A share whose cases are few as a count, "2/18", of the median run; as a share where a run lacks some of the cases: then no count is of them all.</summary>
    public static string MedianCount(MetricValue value) => value.Median is not { } median ? "unknown" : HasCounts(value) ? $"{Number(median * value.N, "0.#")}/{value.N}" : Percent(median);

    /// <summary>Every run has every case of the metric.</summary>
    public static bool HasCounts(MetricValue value) => value.Trials == value.N * value.Runs.Count;

    /// <summary>The interval of a value: both ends in the same unit.</summary>
    public static string Range(string metric, Interval? interval) => interval is null ? "unknown" : KindOf(metric) switch
    {
        MetricKind.Share => $"{Number(interval.Low * 100, "0.0")} to {Number(interval.High * 100, "0.0")} %",
        MetricKind.Unit => $"{Number(interval.Low, "0.000")} to {Number(interval.High, "0.000")}",
        _ => $"{Amount(metric, interval.Low)} to {Amount(metric, interval.High)}",
    };

    public static string DifferenceRange(string metric, Interval? interval)
    {
        return interval is null ? "none" : $"{End(interval.Low)} to {End(interval.High)}";

        string End(double value) => Signed(value, KindOf(metric) switch
        {
            MetricKind.Share => Number(Math.Abs(value) * 100, "0.0"),
            MetricKind.Unit => Number(Math.Abs(value), "0.000"),
            _ => Amount(metric, Math.Abs(value)),
        });
    }

    public static string P(double? p) => p switch { null => "unknown", < 0.0001 => "<0.0001", < 0.1 => Number(p.Value, "0.0000"), _ => Number(p.Value, "0.00") };

    /// <summary>One decimal, none where it is exactly nothing or all, and more where it would look like that and is not.</summary>
    public static string Percent(double share) => Number(share * 100, share is 0 or 1 ? "0" : share is < 0.0005 or >= 0.9995 ? "0.0###" : "0.0") + " %";

    public static string Dollars(double dollars) =>
        "$" + dollars.ToString(dollars switch { 0 => "0", >= 100 => "#,0", >= 1 => "0.00", >= 0.01 => "0.000", _ => "0.00000" }, CultureInfo.InvariantCulture);

    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static MetricKind KindOf(string metric) => metric switch
    {
        "index" => MetricKind.Amount,
        "skipped_confirmation" or "discrimination" => MetricKind.Share,
        _ => Metric.Named(metric).Kind,
    };

    private static string Amount(string metric, double value) => metric == "cost_usd" ? Dollars(value) : Number(value, metric is "index" or "agent_words" ? "0.0" : "0.00");

    /// <summary>What is shown as nothing has no sign.</summary>
    private static string Signed(double value, string size) => (size.Any(letter => letter is >= '1' and <= '9') ? value > 0 ? "+" : "-" : "") + size;
}
