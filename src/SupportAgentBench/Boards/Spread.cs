namespace SupportAgentBench.Boards;

/// <summary>
/// The same agents with several customers: how far each figure moves with who writes the e-mails, and how that compares with the interval that
/// the figure has anyway. The part of the uncertainty that is the simulator's.
/// </summary>
public sealed record Spread(IReadOnlyList<string> Customers, IReadOnlyList<SpreadRow> Rows)
{
    /// <summary>The columns of the public board and the index.</summary>
    public static IReadOnlyList<string> Columns { get; } = [.. Metric.Published, "false_handover", "agent_messages", "index"];

    /// <summary>The largest move of a metric over all agents; null where no agent has it under two customers.</summary>
    public double? Most(string metric) => Rows.Where(row => row.Metric == metric).Max(row => row.Move);

    public static Spread Of(IReadOnlyList<Board> boards)
    {
        var agents = boards.SelectMany(board => board.Agents.Select(agent => agent.Agent)).Distinct().ToList();
        return new(
            [.. boards.Select(board => board.Protocol.Customer)],
            [.. agents.SelectMany(agent => Columns.Select(metric => Row(agent, metric, [.. boards.Select(board => board.Find(agent)?.Metrics[metric])])))]);
    }

    private static SpreadRow Row(string agent, string metric, IReadOnlyList<MetricValue?> values)
    {
        var known = values.Select(value => value?.Mean).OfType<double>().ToList();
        var widths = values.OfType<MetricValue>().Select(value => value.High - value.Low).OfType<double>().ToList();
        return new(agent, metric, [.. values.Select(value => value?.Mean)], known.Count < 2 ? null : known.Max() - known.Min(), widths.Count == 0 ? null : widths.Average());
    }
}

/// <summary>One metric of one agent under each customer.</summary>
/// <param name="Values">In the order of the customers; null where it could not be measured.</param>
/// <param name="Move">From the lowest to the highest; null where fewer than two are known.</param>
/// <param name="Width">Mean width of the 95 % intervals.</param>
public sealed record SpreadRow(string Agent, string Metric, IReadOnlyList<double?> Values, double? Move, double? Width);
