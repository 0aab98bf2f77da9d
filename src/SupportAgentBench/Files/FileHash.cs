using System.Security.Cryptography;
using System.Text;

namespace SupportAgentBench.Files;

/// <summary>Tells whether two folders, or other texts, hold the same data.</summary>
public static class FileHash
{
    /// <summary>Twelve hex digits of a SHA-256 over names and contents, with line ends made equal.</summary>
    public static string Of(string folder, IEnumerable<string> files) =>
        Of(files.Order(StringComparer.Ordinal).Select(file => (file.Replace('\\', '/'), File.ReadAllText(Path.Combine(folder, file)).ReplaceLineEndings("\n"))));

    /// <summary>The same over texts with their names, in this order.</summary>
    public static string Of(IEnumerable<(string Name, string Text)> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, text) in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{text}\0"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
