using Microsoft.Extensions.Configuration;
using SupportAgentBench.Files;

namespace SupportAgentBench.Cli;

/// <summary>The user's settings: the environment, then .env in the working directory, then user secrets; the first that has a value counts.</summary>
internal static class Settings
{
    /// <summary>As in <c>dotnet user-secrets set NAME VALUE --id support-agent-bench</c>.</summary>
    private const string UserSecrets = "support-agent-bench";

    /// <exception cref="UserMistakeException">The file of user secrets cannot be read.</exception>
    public static Func<string, string?> Read()
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var file = new ConfigurationBuilder().AddInMemoryCollection(EnvFile(".env")).Build();
        var secrets = Secrets();
        return name => new[] { environment[name], file[name], secrets[name] }.FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
    }

    private static IConfigurationRoot Secrets()
    {
        try
        {
            return new ConfigurationBuilder().AddUserSecrets(UserSecrets).Build();
        }
        catch (InvalidDataException e)
        {
            throw new UserMistakeException($"the user secrets cannot be read: {e.InnerException?.Message ?? e.Message} (mend secrets.json of the id {UserSecrets}, or remove it)");
        }
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
                found[plain[..equals].Trim()] = Value(plain[(equals + 1)..].Trim());
            }
        }

        return found;
    }

    /// <summary>What stands in quotes, where nothing but a comment follows them; or all before a comment.</summary>
    private static string Value(string written) =>
        written is ['"' or '\'', ..] && written.IndexOf(written[0], 1) is > 0 and var end && written[(end + 1)..].TrimStart() is "" or ['#', ..]
            ? written[1..end] : written.Split([" #", "\t#"], StringSplitOptions.None)[0].TrimEnd();
}
