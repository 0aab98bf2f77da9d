namespace SupportAgentBench.Boards;

/// <summary>An interval at 95 %.</summary>
public sealed record Interval(double Low, double High)
{
    internal const double Z = 1.959963984540054;

    /// <summary>
    /// Wilson's score interval (Wilson 1927) of a proportion observed as <paramref name="rate"/> over <paramref name="n"/> independent units;
    /// n need not be whole (effective sample size). Unlike the normal approximation it stays honest at 0 and 1 and for small n.
    /// </summary>
    public static Interval Wilson(double rate, double n)
    {
        var spread = Z * Z / n;
        var centre = (rate + (spread / 2)) / (1 + spread);
        var half = Z * Math.Sqrt((rate * (1 - rate) / n) + (spread / (4 * n))) / (1 + spread);
        return new(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    public bool Holds(double value) => Low <= value && value <= High;
}
