using System.Text.RegularExpressions;
using SupportAgentBench.Files;

namespace SupportAgentBench.Prompts;

/// <summary>Reads the prompts of a folder: one Markdown file each, with {places} that the code fills.</summary>
public static partial class PromptFile
{
    /// <param name="needed">Every prompt that must be there, with the places that it may use.</param>
    public static PromptSet? Read(string folder, IReadOnlyDictionary<string, string[]> needed, Problems problems)
    {
        var before = problems.Count;
        var prompts = new Dictionary<string, Prompt>(StringComparer.Ordinal);
        foreach (var (name, places) in needed)
        {
            var file = $"{name}.md";
            if (PlainFile.ReadText(folder, file, problems) is not { } text)
            {
                continue;
            }

            text = text.ReplaceLineEndings("\n").Trim();
            foreach (var unknown in Place().Matches(text).Where(match => !places.Contains(match.Groups[1].Value)))
            {
                var line = text[..unknown.Index].Count(letter => letter == '\n') + 1;
                problems.Add(file, line, $"{unknown.Value} is not a place that is filled", Nearest.Mend(unknown.Groups[1].Value, places));
            }

            prompts[name] = new(name, text);
        }

        return problems.Count > before ? null : new(prompts, FileHash.Of(folder, needed.Keys.Select(name => $"{name}.md")));
    }

    [GeneratedRegex(@"\{([a-z_]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
