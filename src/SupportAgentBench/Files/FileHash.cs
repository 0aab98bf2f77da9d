using System.Security.Cryptography;
using System.Text;

namespace SupportAgentBench.Files;

/// <summary>Tells whether two folders hold the same data.</summary>
public static class FileHash
{
    /// <summary>Twelve hex digits of a SHA-256 over names and contents, with line ends made equal.</summary>
    public static string Of(string folder, IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Replace('\\', '/')}\0{File.ReadAllText(Path.Combine(folder, file)).ReplaceLineEndings("\n")}\0"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
