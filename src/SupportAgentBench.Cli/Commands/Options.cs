using System.CommandLine;
using System.Globalization;
using SupportAgentBench.Site;

namespace SupportAgentBench.Cli.Commands;

/// <summary>Options that mean the same in every command.</summary>
internal static class Options
{
    public const string DefaultStore = "./sab-out";

    public static Option<string> Store() => new("--store")
    {
        Description = "Folder where results live.",
        HelpName = "DIR",
        DefaultValueFactory = _ => DefaultStore,
    };

    public static Option<string?> Desk() => new("--desk") { Description = "A desk folder of your own instead of the one that sab carries.", HelpName = "DIR" };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON for machines on standard output." };

    public static Option<string?> Protocol() => new("--protocol") { Description = "Which one, when the store holds several; by default the one to which something was last added, of those that hold what is asked for.", HelpName = "ID" };

    public static Option<string[]> Case() => new("--case")
    {
        Description = "Only cases whose id, intent, trap or bucket fits this glob; may be repeated.",
        HelpName = "GLOB",
        DefaultValueFactory = _ => [],
    };

    /// <summary>A limit for the whole command, in US dollars: 5, 0.50, $5, 5usd.</summary>
    public static Option<decimal?> Budget() => new("--budget")
    {
        Description = "The most that the whole command may spend, all roles together: 5usd. It stops before a call that could pass it, and the same command with more goes on.",
        HelpName = "USD",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value.Trim();
            var number = (text.StartsWith('$') ? text[1..] : text.EndsWith("usd", StringComparison.OrdinalIgnoreCase) ? text[..^3] : text).Trim();
            if (decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars) && dollars > 0)
            {
                return dollars;
            }

            result.AddError($"--budget is '{text}', which is not an amount of dollars such as 5usd or 0.50");
            return null;
        },
    };

    public static Option<string[]> Judge() => new("--judge")
    {
        Description = "Who marks: rules (free, repeatable) or a model; models repeated make a panel.",
        HelpName = "NAME",
        DefaultValueFactory = _ => [CastNames.Rules],
    };

    public static Option<string?> Prices()
    {
        var prices = new Option<string?>("--prices") { Description = "A file of your own with prices and limits of models, in the form of models/models.yaml; it goes before ours.", HelpName = "FILE" };
        prices.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var file }] && string.IsNullOrWhiteSpace(file))
            {
                result.AddError("--prices names no file");
            }
        });
        return prices;
    }

    /// <summary>The address of a published site, with the slash at the end.</summary>
    public static Option<Uri?> SiteAddress(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "URL",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            {
                return address;
            }

            result.AddError($"{name} is '{result.Tokens[0].Value}', which is not an address such as https://example.org/bench/");
            return null;
        },
    };

    public static Option<TranscriptChoice> Transcripts() => new("--transcripts") { Description = "Which conversations get a page: all, those with findings, or none.", DefaultValueFactory = _ => TranscriptChoice.All };

    public static Option<int> Positive(string name, string description, int standard, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => standard };
        Between(option, name, most);
        return option;
    }

    public static Option<int?> OptionalPositive(string name, string description, int most)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        Between(option, name, most);
        return option;
    }

    private static void Between(Option option, string name, int most) =>
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
}
