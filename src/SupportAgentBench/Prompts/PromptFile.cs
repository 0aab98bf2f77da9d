using System.Text.RegularExpressions;
using SupportAgentBench.Files;

namespace SupportAgentBench.Prompts;

/// <summary>Reads the prompts of a folder, with {places} that the code fills: one Markdown file each, and single phrases as keys of a YAML file.</summary>
public static partial class PromptFile
{
    /// <param name="needed">Every prompt that must be there, with the places that it may use; "customer-words/first" is the key 'first' of customer-words.yaml.</param>
    public static PromptSet? Read(string folder, IReadOnlyDictionary<string, string[]> needed, Problems problems)
    {
        var before = problems.Count;
        var prompts = new Dictionary<string, Prompt>(StringComparer.Ordinal);
        foreach (var (name, places) in needed.Where(pair => !pair.Key.Contains('/', StringComparison.Ordinal)))
        {
            var file = $"{name}.md";
            if (PlainFile.ReadText(folder, file, problems) is not { } text)
            {
                continue;
            }

            text = text.ReplaceLineEndings("\n").Trim();
            foreach (var unknown in UnknownPlaces(text, places))
            {
                var line = text[..unknown.Index].Count(letter => letter == '\n') + 1;
                problems.Add(file, line, $"{unknown.Value} is not a place that is filled", Nearest.Mend(unknown.Groups[1].Value, places));
            }

            prompts[name] = new(name, text);
        }

        var phrases = needed.Where(pair => pair.Key.Contains('/', StringComparison.Ordinal)).GroupBy(pair => pair.Key[..pair.Key.IndexOf('/', StringComparison.Ordinal)]).ToList();
        foreach (var group in phrases)
        {
            var file = Fields.OfFile(folder, $"{group.Key}.yaml", problems);
            foreach (var (name, places) in group)
            {
                var key = name[(group.Key.Length + 1)..];
                var text = file.Text(key).ReplaceLineEndings("\n").TrimEnd('\n');
                foreach (var unknown in UnknownPlaces(text, places))
                {
                    file.Problem(key, $"{unknown.Value} is not a place that is filled", Nearest.Mend(unknown.Groups[1].Value, places));
                }

                prompts[name] = new(name, text);
            }

            file.Done();
        }

        return problems.Count > before ? null : new(prompts, FileHash.Of(folder, needed.Keys.Except(phrases.SelectMany(group => group.Select(pair => pair.Key))).Select(name => $"{name}.md").Concat(phrases.Select(group => $"{group.Key}.yaml"))));
    }

    private static IEnumerable<Match> UnknownPlaces(string text, string[] places) => Place().Matches(text).Where(match => !places.Contains(match.Groups[1].Value));

    [GeneratedRegex(@"\{([a-z_]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
