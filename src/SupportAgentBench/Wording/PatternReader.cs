using System.Text.RegularExpressions;
using SupportAgentBench.Files;

namespace SupportAgentBench.Wording;

/// <summary>Reads lists of patterns out of a file; {name} in a pattern stands for one of the file's macros, which may use earlier ones.</summary>
public sealed partial class PatternReader
{
    private readonly Dictionary<string, string> _macros = new(StringComparer.Ordinal);

    public PatternReader(Fields? macros)
    {
        foreach (var name in macros?.Keys ?? [])
        {
            _macros[name] = Expand(macros!.Text(name));
        }
    }

    private PatternReader(Dictionary<string, string> macros) => _macros = macros;

    /// <summary>The same with more macros.</summary>
    public PatternReader With(params ReadOnlySpan<(string Name, string Pattern)> more)
    {
        var macros = new Dictionary<string, string>(_macros, StringComparer.Ordinal);
        foreach (var (name, pattern) in more)
        {
            macros[name] = pattern;
        }

        return new(macros);
    }

    /// <summary>The patterns under a key, as one; a pattern that is no regular expression is a problem of the file.</summary>
    public Patterns Of(Fields fields, string key) => Of(fields, key, fields.Texts(key).Select(Expand));

    public static Patterns Of(Fields fields, string key, IEnumerable<string> patterns)
    {
        var all = patterns.ToList();
        foreach (var pattern in all)
        {
            try
            {
                _ = new Regex(pattern, RegexOptions.ExplicitCapture);
            }
            catch (ArgumentException e)
            {
                fields.Problem(key, $"the pattern '{pattern}' is not a regular expression: {e.Message}");
            }
        }

        return all.Count == 0 ? Patterns.None : new(all);
    }

    private string Expand(string pattern) => Macro().Replace(pattern, match => _macros.GetValueOrDefault(match.Groups[1].Value, match.Value));

    [GeneratedRegex(@"\{([a-z_]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Macro();
}
