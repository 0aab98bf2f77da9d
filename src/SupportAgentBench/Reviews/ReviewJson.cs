using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportAgentBench.Boards.Telling;

namespace SupportAgentBench.Reviews;

/// <summary>A review for machines.</summary>
public static class ReviewJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Review review) => new JsonObject
    {
        ["agent"] = review.Agent,
        ["model"] = review.Model,
        ["sections"] = List(review.Sections, section => new JsonObject
        {
            ["section"] = section.Name,
            ["title"] = section.Title,
            ["text"] = section.Text,
            ["rewritten"] = section.Rewritten,
            ["sentences"] = List(section.Written, Sentence),
        }),
        ["trials"] = List(review.Trials, trial => new JsonObject
        {
            ["trial"] = trial.Trial,
            ["text"] = trial.Text,
            ["found"] = List(trial.Wrong, wrong => wrong),
            ["sentences"] = List(trial.Written, Sentence),
        }),
    }.ToJsonString(Indented);

    private static JsonObject Sentence(ReadSentence sentence) => new()
    {
        ["text"] = sentence.Text,
        ["kept"] = sentence.Kept,
        ["unsupported"] = List(sentence.Unsupported, part => part),
    };

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> render) => new([.. items.Select(render)]);
}
