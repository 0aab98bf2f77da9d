using System.Text.Json.Nodes;
using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Telling;

namespace SupportAgentBench.Reviews;

/// <summary>A review for machines.</summary>
public static class ReviewJson
{
    public static string Write(Review review) => Json.Text(new JsonObject
    {
        ["agent"] = review.Agent,
        ["model"] = review.Model,
        ["sections"] = Json.List(review.Sections, section => new JsonObject
        {
            ["section"] = section.Name,
            ["title"] = section.Title,
            ["text"] = section.Text,
            ["rewritten"] = section.Rewritten,
            ["sentences"] = Json.List(section.Written, Sentence),
        }),
        ["trials"] = Json.List(review.Trials, trial => new JsonObject
        {
            ["trial"] = trial.Trial,
            ["text"] = trial.Text,
            ["found"] = Json.Names(trial.Wrong),
            ["sentences"] = Json.List(trial.Written, Sentence),
        }),
    });

    private static JsonObject Sentence(ReadSentence sentence) => new()
    {
        ["text"] = sentence.Text,
        ["kept"] = sentence.Kept,
        ["unsupported"] = Json.Names(sentence.Unsupported),
    };
}
