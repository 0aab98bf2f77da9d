using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace SupportAgentBench.Site;

/// <summary>Names as parts of an address: letters, digits, dot and hyphen, whatever they held before. Different names never share one.</summary>
public sealed class Slugs
{
    private const int Longest = 80;
    private readonly ConcurrentDictionary<string, string> _slugs = new(StringComparer.Ordinal);

    /// <summary>Names that would share a slug get a few digits of their hash; the others stay plain.</summary>
    public Slugs(IEnumerable<string> names)
    {
        foreach (var alike in names.Distinct(StringComparer.Ordinal).GroupBy(Plain, StringComparer.Ordinal))
        {
            foreach (var name in alike)
            {
                _slugs[name] = alike.Count() == 1 && IsTelling(alike.Key) ? alike.Key : WithHash(name);
            }
        }
    }

    /// <summary>A name that was not announced always carries its hash.</summary>
    public string Of(string name) => _slugs.GetOrAdd(name, WithHash);

    /// <summary>Without letters a slug says nothing; with a device's name some systems cannot keep the file.</summary>
    private static bool IsTelling(string slug) =>
        slug.Any(char.IsAsciiLetterOrDigit) && slug.Length <= Longest && slug.Split('.')[0] is not ("con" or "prn" or "aux" or "nul" or "index");

    private static string WithHash(string name)
    {
        var plain = Plain(name);
        return $"{plain[..Math.Min(plain.Length, Longest)].Trim('-', '.')}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8]}".TrimStart('-');
    }

    private static string Plain(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var letter in name.ToLowerInvariant())
        {
            var kept = char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' ? letter : '-';
            if (kept != '-' || (slug.Length > 0 && slug[^1] != '-'))
            {
                slug.Append(kept);
            }
        }

        return slug.ToString().Trim('-', '.');
    }
}
