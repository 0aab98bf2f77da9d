namespace SupportAgentBench.Boards.Comparing;

/// <summary>Holm's correction (Holm 1979): with many comparisons at once, at most one family in twenty has a false alarm.</summary>
public static class Holm
{
    /// <summary>The corrected p values, in the order in which they came.</summary>
    public static IReadOnlyList<double> Of(IReadOnlyList<double> ps)
    {
        var corrected = new double[ps.Count];
        var most = 0.0;
        foreach (var ((p, place), rank) in ps.Select((p, place) => (p, place)).OrderBy(pair => pair.p).Select((pair, rank) => (pair, rank)))
        {
            most = Math.Max(most, Math.Min(1, p * (ps.Count - rank)));
            corrected[place] = most;
        }

        return corrected;
    }
}
