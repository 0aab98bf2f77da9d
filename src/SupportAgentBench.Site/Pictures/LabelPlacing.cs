namespace SupportAgentBench.Site.Pictures;

/// <summary>Where a label stands.</summary>
/// <param name="Anchor">start or end, as SVG has it.</param>
public sealed record Label(double X, double Y, string Anchor);

/// <summary>Puts names beside points so that few of them touch: those that matter choose first.</summary>
public static class LabelPlacing
{
    private const double LetterWidth = 6.4, Height = 13, Gap = 8;

    public static IReadOnlyList<(T Point, Label Place)> Of<T>(IReadOnlyList<T> points, Func<T, (double X, double Y)> at, Func<T, int> letters, Func<T, bool> matters)
    {
        var taken = points.Select(point => at(point)).Select(place => (Left: place.X - 5, Top: place.Y - 5, Right: place.X + 5, Bottom: place.Y + 5)).ToList();
        var placed = new List<(T, Label)>();
        foreach (var point in points.OrderByDescending(matters))
        {
            var (x, y) = at(point);
            var width = letters(point) * LetterWidth;
            var best = Candidates(x, y).Select(label => (label, Box: Box(label, width))).MinBy(pair => Trouble(pair.Box, taken));
            taken.Add(best.Box);
            placed.Add((point, best.label));
        }

        return placed;
    }

    private static IEnumerable<Label> Candidates(double x, double y)
    {
        foreach (var drop in new[] { 4.0, -8, 16, -20, 28 })
        {
            yield return new(x + Gap, y + drop, "start");
            yield return new(x - Gap, y + drop, "end");
        }
    }

    private static (double Left, double Top, double Right, double Bottom) Box(Label label, double width)
    {
        var left = label.Anchor == "start" ? label.X : label.X - width;
        return (left, label.Y - Height + 3, left + width, label.Y + 3);
    }

    /// <summary>The area that is covered already; outside the picture is worst.</summary>
    private static double Trouble((double Left, double Top, double Right, double Bottom) box, IEnumerable<(double Left, double Top, double Right, double Bottom)> taken) =>
        taken.Sum(other => Math.Max(0, Math.Min(box.Right, other.Right) - Math.Max(box.Left, other.Left)) * Math.Max(0, Math.Min(box.Bottom, other.Bottom) - Math.Max(box.Top, other.Top)))
        + (box.Left < 60 || box.Right > 760 || box.Top < 0 || box.Bottom > 384 ? 10_000 : 0);
}
