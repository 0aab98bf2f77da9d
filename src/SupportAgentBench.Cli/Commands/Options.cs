using System.CommandLine;

namespace SupportAgentBench.Cli.Commands;

/// <summary>Options that mean the same in every command.</summary>
internal static class Options
{
    public static Option<string> Store() => new("--store")
    {
        Description = "Folder where results live.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "./sab-out",
    };

    public static Option<string?> Desk() => new("--desk") { Description = "A desk folder of your own instead of the one that sab carries.", HelpName = "DIR" };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON for machines on standard output." };

    public static Option<string[]> Case() => new("--case")
    {
        Description = "Only cases whose id, intent, trap or bucket fits this glob; may be repeated.",
        HelpName = "GLOB",
        DefaultValueFactory = _ => [],
    };

    public static Option<int> Positive(string name, string description, int standard, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.Tokens.Count == 0)
            {
                return;
            }

            if (int.TryParse(result.Tokens[0].Value, out var value) && (value < 1 || value > most))
            {
                result.AddError($"{name} is {value}; it goes from 1 to {most:N0}");
            }
        });
        return option;
    }
}
