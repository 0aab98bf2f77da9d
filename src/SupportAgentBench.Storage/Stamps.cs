using System.Globalization;

namespace SupportAgentBench.Storage;

/// <summary>Points in time as they stand in a store.</summary>
internal static class Stamps
{
    public static string Stamp(this TimeProvider time) => time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Parse(string stamp) => DateTimeOffset.ParseExact(stamp, "O", CultureInfo.InvariantCulture);
}
