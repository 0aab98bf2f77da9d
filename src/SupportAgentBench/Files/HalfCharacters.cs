using System.Text.RegularExpressions;

namespace SupportAgentBench.Files;

/// <summary>
/// JSON of models and logs may hold half a character (<c>"\ud83d"</c>, an emoji that was cut): it parses, and its text cannot be had. It is made the sign for
/// what cannot be read.
/// </summary>
public static partial class HalfCharacters
{
    public static string Mended(string json) => json.Contains("\\ud", StringComparison.OrdinalIgnoreCase) ? Lone().Replace(json, "\\uFFFD") : json;

    [GeneratedRegex(@"(?<=(?<!\\)(?:\\\\)*)(?:\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2})", RegexOptions.CultureInvariant)]
    private static partial Regex Lone();
}
