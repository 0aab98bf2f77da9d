namespace SupportAgentBench.Site.Pictures;

/// <summary>A table in which the shade tells where it hurts.</summary>
public sealed record HeatMap(string Id, string Title, string Says, IReadOnlyList<HeatColumn> Columns, IReadOnlyList<HeatRow> Rows);

public sealed record HeatColumn(string Name, Address? To, string? Part = null);

/// <param name="IsFleet">All agents together.</param>
/// <param name="IsTrivial">Hidden with the other trivial agents.</param>
public sealed record HeatRow(string Name, Address? To, bool IsFleet, bool IsTrivial, IReadOnlyList<HeatCell?> Cells);

/// <param name="Bad">0 to 1: how much of it went wrong.</param>
public sealed record HeatCell(string Says, double Bad, Address? To, string? Part)
{
    /// <summary>0 to 5; the ends are for never and always.</summary>
    public int Level => Bad switch { <= 0 => 0, <= 0.2 => 1, <= 0.4 => 2, <= 0.7 => 3, < 1 => 4, _ => 5 };
}
