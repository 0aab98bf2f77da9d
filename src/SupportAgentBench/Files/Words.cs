using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace SupportAgentBench.Files;

/// <summary>The closed lists of the files: enum members written in snake_case (kebab-case is read too). And how many of a thing.</summary>
public static class Words
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyDictionary<string, object>> Lists = new();
    private static readonly ConcurrentDictionary<Enum, string> Written = new();

    public static T? Parse<T>(string text)
        where T : struct, Enum => List<T>().TryGetValue(text.Replace('-', '_'), out var value) ? (T)value : null;

    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => [.. List<T>().Keys];

    /// <summary>The word as it is written in files and shown to people.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Written.GetOrAdd(value, member => Snake(member.ToString()));

    /// <summary>"1 day", "10 days".</summary>
    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    private static IReadOnlyDictionary<string, object> List<T>()
        where T : struct, Enum =>
        Lists.GetOrAdd(typeof(T), _ => Enum.GetValues<T>().ToDictionary(value => Snake(value.ToString()), value => (object)value));

    private static string Snake(string name)
    {
        var written = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && written.Length > 0)
            {
                written.Append('_');
            }

            written.Append(char.ToLowerInvariant(letter));
        }

        return written.ToString();
    }
}
