using SupportAgentBench.Boards;

namespace SupportAgentBench.Site.Pages;

/// <summary>A column of the leaderboard and what it sorts by.</summary>
/// <param name="Key">As in the address.</param>
/// <param name="Metric">Null for columns that are no figure.</param>
/// <param name="Value">Lower comes first; null comes last either way.</param>
public sealed record LeaderboardColumn(string Key, string Title, string Says, string? Metric, Func<AgentStanding, Board, IComparable?> Value)
{
    public static IReadOnlyList<LeaderboardColumn> All { get; } =
    [
        new("agent", "Agent", "", null, (agent, _) => agent.Agent),
        new("vendor", "Vendor", "", null, (agent, _) => agent.Profile.Vendor),
        new("tier", "Tier", "by price per ticket", null, (agent, _) => agent.Price.Tier is null ? null : agent.Metrics["cost_usd"].Mean),
        Figure("over-escalation", "Over-escalation", "solvable tickets handed over", "over_escalation"),
        Figure("unsafe-actions", "Unsafe actions", "traps it fell for", "unsafe_actions"),
        Figure("escalation-accuracy", "Escalation accuracy", "handed over when it must", "escalation_accuracy"),
        Figure("resolution", "Resolution", "solvable tickets resolved", "resolution"),
        Figure("instruction-following", "Instruction-following", "policy steps followed, 0 to 1", "instruction_following"),
        Figure("price", "Price", "per ticket, agent alone", "cost_usd"),
        new("notes", "Notes", "", null, (agent, board) => -board.Badges[agent.Agent].Count),
    ];

    /// <summary>Those that something is known of: a column of nothing but "unknown" says nothing and costs room.</summary>
    public static IReadOnlyList<LeaderboardColumn> Of(Board board) => [.. All.Where(column => board.Agents.Any(agent => column.Value(agent, board) is not null))];

    public bool IsFigure => Metric is not null;

    private static LeaderboardColumn Figure(string key, string title, string says, string metric) =>
        new(key, title, says, metric, (agent, _) => agent.Metrics[metric].Mean * (Boards.Metric.Named(metric).Lower is true ? 1 : -1));
}

/// <summary>One order of the leaderboard: a page of its own, so that sorting needs no script.</summary>
public sealed record LeaderboardOrder(LeaderboardColumn Column, bool Reversed)
{
    public static LeaderboardOrder Standard { get; } = new(LeaderboardColumn.All.Single(column => column.Key == "over-escalation"), false);

    /// <summary>Every order that a board can be shown in.</summary>
    public static IReadOnlyList<LeaderboardOrder> All(Board board) =>
        [Standard, .. LeaderboardColumn.Of(board).SelectMany(column => new[] { new LeaderboardOrder(column, false), new LeaderboardOrder(column, true) }).Where(order => order != Standard)];

    public Address Address => this == Standard ? SiteContent.Leaderboard : new($"by/{Column.Key}{(Reversed ? "-reversed" : "")}");

    /// <summary>Where the column's header leads from here: best first, and turned round when that is shown already.</summary>
    public LeaderboardOrder After(LeaderboardColumn column) => new(column, column == Column && !Reversed);

    /// <summary>Agents that hold traps by doing nothing come last: to be on top of a column is no merit of theirs.</summary>
    public IReadOnlyList<AgentStanding> Of(Board board)
    {
        var ordered = this == Standard || Column == Standard.Column ? board.Agents
            : board.Agents.OrderBy(agent => IsUnknown(agent, board)).ThenBy(agent => Column.IsFigure && agent.HoldsByDoingNothing)
                .ThenBy(agent => Column.Value(agent, board)).ThenBy(agent => agent.Agent, StringComparer.Ordinal).ToList();
        return !Reversed ? ordered : [.. ordered.Where(agent => !IsUnknown(agent, board)).Reverse(), .. ordered.Where(agent => IsUnknown(agent, board))];
    }

    private bool IsUnknown(AgentStanding agent, Board board) => Column.Value(agent, board) is null;
}
