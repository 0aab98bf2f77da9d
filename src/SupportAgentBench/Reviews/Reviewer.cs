using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportAgentBench.Boards.Telling;
using SupportAgentBench.Calls;
using SupportAgentBench.Judging;
using SupportAgentBench.Prompts;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Reviews;

/// <summary>
/// Has a model rewrite a report and review conversations, and reads what it wrote as one reads a stranger's: each number must stand in the section's
/// own figures or in the conversation, each quotation letter for letter in the conversation. What does not is dropped, never mended.
/// </summary>
public sealed class Reviewer(IChatClient chat, PromptSet prompts)
{
    private const int MostRounds = 2;
    private const string Rewriting = "review-report", Reading = "review-conversation";

    /// <summary>The prompts that it needs, each with its places. They move no figure, and so are no part of a protocol.</summary>
    public static IReadOnlyDictionary<string, string[]> Prompts { get; } = new Dictionary<string, string[]>
    {
        [Rewriting] = ["agent", "sections"],
        [Reading] = ["wrong", "transcript"],
    };

    private static readonly ChatResponseFormat Sections = ChatResponseFormat.ForJsonSchema(
        JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "sections": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": { "section": { "type": "string" }, "text": { "type": "string" } },
                "required": ["section", "text"],
                "additionalProperties": false
              }
            }
          },
          "required": ["sections"],
          "additionalProperties": false
        }
        """),
        "sections", "The sections, rewritten");

    private static readonly ChatResponseFormat Words = ChatResponseFormat.ForJsonSchema(
        JsonElement.Parse("""
        { "type": "object", "properties": { "review": { "type": "string" } }, "required": ["review"], "additionalProperties": false }
        """),
        "review", "The review of the conversation");

    /// <param name="names">Names whose digits are no figures.</param>
    /// <exception cref="CallFailedException">The model gave no answer after all retries.</exception>
    public async Task<IReadOnlyList<ReviewedSection>> RewriteAsync(Report report, IReadOnlyList<string> names, TrialCalls calls, CancellationToken cancellation)
    {
        var shown = string.Join("\n\n", report.Sections.Select(section => $"[{section.Name}] {section.Title}\n{string.Join('\n', section.Sentences.Select(sentence => sentence.Text))}"));
        var answer = await AskAsync(prompts[Rewriting].Fill(("agent", report.Agent), ("sections", shown)), Sections, "sections", JsonValueKind.Array, calls, cancellation);
        var texts = answer?.EnumerateArray().Where(entry => Text(entry, "section") is not null).GroupBy(entry => Text(entry, "section")!)
            .ToDictionary(group => group.Key, group => string.Join(' ', group.Select(entry => Text(entry, "text")))) ?? [];
        return
        [
            .. report.Sections.Select(section => new ReviewedSection(
                section.Name, section.Title, texts.TryGetValue(section.Name, out var text) ? Proofreader.Read(text, section.Sentences, [.. section.Sentences.Select(sentence => sentence.Text)], names) : [],
                [.. section.Sentences.Select(sentence => sentence.Text)])),
        ];
    }

    /// <param name="wrong">What was found in the conversation without a model.</param>
    /// <exception cref="CallFailedException">The model gave no answer after all retries.</exception>
    public async Task<ReviewedTrial> ReadAsync(string trial, Transcript transcript, IReadOnlyList<string> wrong, TrialCalls calls, CancellationToken cancellation)
    {
        var exhibit = new Exhibit(transcript).Text;
        var answer = await AskAsync(prompts[Reading].Fill(("wrong", string.Join('\n', wrong.Select(line => $"- {line}"))), ("transcript", exhibit)), Words, "review", JsonValueKind.String, calls, cancellation);
        return new(trial, wrong, answer is { } told ? Proofreader.Read(told.GetString()!, [new(exhibit, [], [])], [exhibit], []) : []);
    }

    /// <summary>The wanted part of the answer; null when the model gave none that can be read, twice.</summary>
    private async Task<JsonElement?> AskAsync(string question, ChatResponseFormat format, string wanted, JsonValueKind kind, TrialCalls calls, CancellationToken cancellation)
    {
        for (var step = 1; step <= MostRounds; step++)
        {
            var response = await chat.GetResponseAsync([new(ChatRole.User, question)], new CallPlace(calls, ModelRole.Judge, 1, step).On(new() { ResponseFormat = format }), cancellation);
            if (!response.IsCutOff() && JsonAnswer.In(response.Text, element => element.ValueKind is JsonValueKind.Object && element.TryGetProperty(wanted, out var part) && part.ValueKind == kind) is { } found)
            {
                return found.GetProperty(wanted);
            }
        }

        return null;
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.ValueKind is JsonValueKind.Object && entry.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
