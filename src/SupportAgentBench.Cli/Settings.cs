using Microsoft.Extensions.Configuration;

namespace SupportAgentBench.Cli;

/// <summary>The user's settings: user secrets, then .env in the working directory, then the environment; the later one counts.</summary>
internal static class Settings
{
    /// <summary>As in <c>dotnet user-secrets set NAME VALUE --id support-agent-bench</c>.</summary>
    private const string UserSecrets = "support-agent-bench";

    public static Func<string, string?> Read()
    {
        var settings = new ConfigurationBuilder().AddUserSecrets(UserSecrets).AddInMemoryCollection(EnvFile(".env")).AddEnvironmentVariables().Build();
        return name => settings[name];
    }

    /// <summary>NAME=value lines, with or without export and quotes; a line that is none of these is passed over.</summary>
    private static Dictionary<string, string?> EnvFile(string file)
    {
        var found = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in File.Exists(file) ? File.ReadLines(file).Select(line => line.Trim()) : [])
        {
            var plain = line.StartsWith("export ", StringComparison.Ordinal) ? line[7..].TrimStart() : line;
            if (!plain.StartsWith('#') && plain.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
            {
                var value = plain[(equals + 1)..].Trim();
                found[plain[..equals].Trim()] = value is ['"' or '\'', .., var last] && last == value[0] && value.Length > 1 ? value[1..^1] : value.Split(" #")[0].TrimEnd();
            }
        }

        return found;
    }
}
