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
        var files = needed.GroupBy(pair => pair.Key.Split('/') is [var phrases, _] ? $"{phrases}.yaml" : $"{pair.Key}.md").ToList();
        foreach (var file in files)
        {
            foreach (var prompt in file.Key.EndsWith(".md", StringComparison.Ordinal) ? Text(folder, file.Key, file.Single(), problems) : Phrases(folder, file.Key, file, problems))
            {
                prompts[prompt.Name] = prompt;
            }
        }

        return problems.Count > before ? null : new(prompts, FileHash.Of(folder, files.Select(file => file.Key)));
    }

    private static IEnumerable<Prompt> Text(string folder, string file, KeyValuePair<string, string[]> needed, Problems problems)
    {
        if (PlainFile.ReadText(folder, file, problems) is not { } text)
        {
            yield break;
        }

        text = text.ReplaceLineEndings("\n").Trim();
        foreach (var unknown in UnknownPlaces(text, needed.Value))
        {
            var line = text[..unknown.Index].Count(letter => letter == '\n') + 1;
            problems.Add(file, line, $"{unknown.Value} is not a place that is filled", Nearest.Mend(unknown.Groups[1].Value, needed.Value));
        }

        yield return new(needed.Key, text);
    }

    private static IEnumerable<Prompt> Phrases(string folder, string file, IEnumerable<KeyValuePair<string, string[]>> needed, Problems problems)
    {
        var fields = Fields.OfFile(folder, file, problems);
        foreach (var (name, places) in needed)
        {
            var key = name.Split('/')[1];
            var text = fields.Text(key).ReplaceLineEndings("\n").TrimEnd('\n');
            foreach (var unknown in UnknownPlaces(text, places))
            {
                fields.Problem(key, $"{unknown.Value} is not a place that is filled", Nearest.Mend(unknown.Groups[1].Value, places));
            }

            yield return new(name, text);
        }

        fields.Done();
    }

    private static IEnumerable<Match> UnknownPlaces(string text, string[] places) => Place().Matches(text).Where(match => !places.Contains(match.Groups[1].Value));

    [GeneratedRegex(@"\{([a-z_]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
