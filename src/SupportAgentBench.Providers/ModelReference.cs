using System.Globalization;
using Microsoft.Extensions.AI;
using SupportAgentBench.Files;

namespace SupportAgentBench.Providers;

/// <summary>A model as it is named on the command line: provider/model, split at the first slash, with options behind a question mark.</summary>
/// <param name="Model">As the provider names it; may itself contain slashes.</param>
public sealed record ModelReference(string Provider, string Model, ModelOptions Options)
{
    /// <summary>The reference in one way of writing, so that the same model with the same options has one name.</summary>
    public string Name => $"{Provider}/{Model}{Options.Written}";

    /// <summary>Provider and model without options: what prices and vendors are looked up by.</summary>
    public string Id => $"{Provider}/{Model}";

    /// <summary>Null, with every problem told, when the text is no reference.</summary>
    public static ModelReference? Parse(string text, List<string> problems)
    {
        var before = problems.Count;
        var (name, options) = text.Split('?', 2) is [var first, var rest] ? (first, rest) : (text, "");
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == name.Length - 1 || name.Any(char.IsWhiteSpace))
        {
            problems.Add($"'{text}' is not a model (write provider/model, such as openai/gpt-5.4-mini)");
            return null;
        }

        var read = ModelOptions.Parse(options, text, problems);
        return problems.Count > before ? null : new(name[..slash], name[(slash + 1)..], read);
    }
}

/// <summary>What can be asked of a model beside the question.</summary>
/// <param name="Temperature">0 to 2; null leaves it to the provider.</param>
/// <param name="MaxTokens">The longest answer, reasoning included.</param>
/// <param name="Effort">How much it reasons; null leaves it to the provider.</param>
/// <param name="Seed">Sends the trial's seed along.</param>
/// <param name="Timeout">How long one try may take.</param>
public sealed record ModelOptions(float? Temperature, int? MaxTokens, ReasoningEffort? Effort, bool Seed, TimeSpan Timeout)
{
    public static ModelOptions Standard { get; } = new(null, null, null, false, TimeSpan.FromSeconds(180));

    private static readonly Dictionary<string, ReasoningEffort> Efforts = new(StringComparer.Ordinal)
    {
        ["none"] = ReasoningEffort.None,
        ["low"] = ReasoningEffort.Low,
        ["medium"] = ReasoningEffort.Medium,
        ["high"] = ReasoningEffort.High,
        ["xhigh"] = ReasoningEffort.ExtraHigh,
    };

    private static readonly string[] Known = ["temperature", "max_tokens", "effort", "seed", "timeout"];

    /// <summary>The options as they are written in a reference; empty when all are standard.</summary>
    public string Written
    {
        get
        {
            var parts = new[]
            {
                Effort is { } effort ? $"effort={Efforts.First(pair => pair.Value == effort).Key}" : null,
                MaxTokens is { } tokens ? $"max_tokens={tokens}" : null,
                Seed ? "seed=on" : null,
                Temperature is { } heat ? $"temperature={heat.ToString(CultureInfo.InvariantCulture)}" : null,
                Timeout != Standard.Timeout ? $"timeout={Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)}" : null,
            }.OfType<string>().ToList();
            return parts.Count == 0 ? "" : $"?{string.Join('&', parts)}";
        }
    }

    /// <summary>Reads "temperature=0.2&amp;effort=high"; every part that is wrong is told.</summary>
    public static ModelOptions Parse(string text, string where, List<string> problems)
    {
        var options = Standard;
        foreach (var part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = part.Split('=', 2) is [var left, var right] ? (left, right) : (part, "");
            switch (key)
            {
                case "temperature" when float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var heat) && heat is >= 0 and <= 2:
                    options = options with { Temperature = heat };
                    break;
                case "max_tokens" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens) && tokens > 0:
                    options = options with { MaxTokens = tokens };
                    break;
                case "effort" when Efforts.TryGetValue(value, out var effort):
                    options = options with { Effort = effort };
                    break;
                case "seed" when value is "on" or "off":
                    options = options with { Seed = value == "on" };
                    break;
                case "timeout" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 3_600:
                    options = options with { Timeout = TimeSpan.FromSeconds(seconds) };
                    break;
                default:
                    problems.Add(Known.Contains(key)
                        ? $"'{where}': {key} cannot be '{value}' ({Range(key)})"
                        : $"'{where}': there is no option '{key}' ({Nearest.Mend(key, Known)})");
                    break;
            }
        }

        return options;
    }

    private static string Range(string key) => key switch
    {
        "temperature" => "0 to 2",
        "max_tokens" => "a whole number of tokens",
        "effort" => string.Join(", ", Efforts.Keys),
        "seed" => "on or off",
        _ => "seconds, at most 3600",
    };
}
