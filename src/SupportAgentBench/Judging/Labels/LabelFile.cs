using System.Text.Json;
using System.Text.Json.Nodes;
using SupportAgentBench.Files;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Judging.Labels;

/// <summary>
/// Reads and writes labelled conversations: transcripts.jsonl, one conversation a line with its id, and any number of *.jsonl files beside it with
/// labels, one labeller's answers to one conversation a line. A later line about the same criterion by the same labeller takes the place of an earlier one.
/// </summary>
public static class LabelFile
{
    public const string TranscriptsFile = "transcripts.jsonl";
    private const int MostProblems = 20;

    /// <exception cref="UserMistakeException">The folder or a line is not as it should be: every problem at once.</exception>
    public static LabelSet Read(string folder)
    {
        var file = Path.Combine(folder, TranscriptsFile);
        if (!File.Exists(file))
        {
            throw new UserMistakeException($"there is no {TranscriptsFile} in '{folder}': name a folder with labelled conversations, or make one (sab judge label --store DIR --labels {folder})");
        }

        var problems = new List<string>();
        var conversations = Lines(file, problems).Select(line => Guarded(line, problems, Conversation)).OfType<LabelledTranscript>().ToList();
        var known = conversations.Select(conversation => conversation.Id).ToHashSet(StringComparer.Ordinal);
        var labels = Directory.EnumerateFiles(folder, "*.jsonl").Where(other => Path.GetFileName(other) != TranscriptsFile).Order(StringComparer.Ordinal)
            .SelectMany(other => Lines(other, problems)).SelectMany(line => Guarded(line, problems, node => Labels(node, known)) ?? []).ToList();
        foreach (var twice in conversations.GroupBy(conversation => conversation.Id).Where(group => group.Count() > 1))
        {
            problems.Add($"{TranscriptsFile}: the id '{twice.Key}' stands there {twice.Count()} times (give each conversation one of its own)");
        }

        return problems.Count > 0 ? throw new UserMistakeException([.. problems.Take(MostProblems)])
            : new(conversations, [.. labels.GroupBy(label => (label.Trial, label.Criterion, label.By)).Select(group => group.Last())]);
    }

    public static string Line(LabelledTranscript conversation) =>
        $$"""{"id":{{JsonValue.Create(conversation.Id).ToJsonString()}},"transcript":[{{string.Join(',', TranscriptJson.Write(conversation.Transcript).Split('\n', StringSplitOptions.RemoveEmptyEntries))}}]}""";

    /// <param name="day">When it was answered; the caller's clock.</param>
    public static string Line(string trial, string by, DateOnly day, IEnumerable<KeyValuePair<string, Verdict>> verdicts) => new JsonObject
    {
        ["id"] = trial,
        ["by"] = by,
        ["at"] = $"{day:yyyy-MM-dd}",
        ["labels"] = new JsonObject(verdicts.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Words.Of(pair.Value)))),
    }.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static IReadOnlyList<(string Where, string Text)> Lines(string file, List<string> problems)
    {
        try
        {
            return [.. File.ReadLines(file).Select((text, index) => ($"{Path.GetFileName(file)}:{index + 1}", text)).Where(line => !string.IsNullOrWhiteSpace(line.text))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{Path.GetFileName(file)} cannot be read: {e.Message.TrimEnd('.')} (mend or remove it)");
            return [];
        }
    }

    private static T? Guarded<T>((string Where, string Text) line, List<string> problems, Func<JsonElement, T> read)
        where T : class
    {
        try
        {
            return read(JsonElement.Parse(line.Text));
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            problems.Add($"{line.Where}: {(e is FormatException ? e.Message : $"is not readable: {e.Message}")}");
            return null;
        }
    }

    private static LabelledTranscript Conversation(JsonElement line) =>
        new(line.GetProperty("id").GetString()!, TranscriptJson.Read(string.Join('\n', line.GetProperty("transcript").EnumerateArray().Select(part => part.GetRawText()))));

    private static IReadOnlyList<Label> Labels(JsonElement line, HashSet<string> known)
    {
        var (trial, by) = (line.GetProperty("id").GetString()!, line.GetProperty("by").GetString()!);
        return !known.Contains(trial) ? throw new FormatException($"there is no conversation '{trial}' in {TranscriptsFile}")
            : [.. line.GetProperty("labels").EnumerateObject().Select(pair => new Label(trial, pair.Name,
                Words.Parse<Verdict>(pair.Value.GetString() ?? "") ?? throw new FormatException($"'{pair.Value}' is no verdict (known: {string.Join(", ", Words.All<Verdict>())})"), by))];
    }
}
