using System.Globalization;

namespace SupportAgentBench.Site.Pictures;

/// <summary>From a value to a place in a picture.</summary>
/// <param name="Low">The value at <paramref name="From"/>.</param>
public sealed record Scale(double Low, double High, double From, double To, bool Logarithmic = false)
{
    public double Of(double value)
    {
        var share = High - Low <= 0 ? 0.5 : Logarithmic ? Math.Log(value / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);
        return From + (Math.Clamp(share, 0, 1) * (To - From));
    }

    public string At(double value) => Text(Of(value));

    /// <summary>Round values to write beside the axis.</summary>
    public IReadOnlyList<double> Ticks(int most)
    {
        if (Logarithmic)
        {
            var decades = Enumerable.Range((int)Math.Floor(Math.Log10(Low)), (int)Math.Ceiling(Math.Log10(High)) - (int)Math.Floor(Math.Log10(Low)) + 1);
            var all = decades.SelectMany(decade => new[] { 1.0, 2, 5 }.Select(step => step * Math.Pow(10, decade))).Where(value => value >= Low * 0.999 && value <= High * 1.001).ToList();
            return all.Count <= most ? all : [.. all.Where(value => Math.Abs(Math.Log10(value) - Math.Round(Math.Log10(value))) < 0.01)];
        }

        var raw = (High - Low) / most;
        var size = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = new[] { 1.0, 2, 5, 10 }.Select(factor => factor * size).First(step => step >= raw * 0.999);
        return [.. Enumerable.Range(0, most + 2).Select(tick => (Math.Ceiling(Low / step) + tick) * step).Where(value => value <= High * 1.0001)];
    }

    public static string Text(double place) => place.ToString("0.#", CultureInfo.InvariantCulture);
}
