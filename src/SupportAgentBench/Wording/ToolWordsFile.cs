using System.Collections.Frozen;
using SupportAgentBench.Files;

namespace SupportAgentBench.Wording;

/// <summary>Reads the file about foreign tools that stands beside the languages.</summary>
internal static class ToolWordsFile
{
    public const string Name = "tools.yaml";

    public static ToolWords Read(string folder, Problems problems)
    {
        var file = Fields.OfFile(folder, Name, problems);
        var patterns = new PatternReader(null);
        var errors = file.Map("errors");
        FrozenSet<string> Of(string key) => errors.Texts(key).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        var words = new ToolWords(new(patterns.Of(errors, "texts"), Of("filled"), Of("false"), Of("true"), Of("status"), Of("words")));
        errors.Done();
        file.Done();
        return words;
    }
}
