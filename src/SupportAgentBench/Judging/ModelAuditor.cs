using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Contracts;
using SupportAgentBench.Files;
using SupportAgentBench.Prompts;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Judging;

/// <summary>
/// The whole audit: what can be decided without a model, and then, from a chat model, what cannot. Each of its faults needs words of the customer
/// behind it; an answer that cannot be read is asked for once more, and then the audit says that this part is missing.
/// </summary>
public sealed class ModelAuditor(IChatClient chat, string name, PromptSet prompts, Wordings wordings, ContractAuditor contract) : IAuditor
{
    /// <summary>The model that audits.</summary>
    public string Name => name;

    private const int MostRounds = 2;
    private const string Instructions = "audit", Conversation = "audit-case", Again = "audit-again";

    private static readonly Dictionary<string, BreachKind> Kinds = new[]
    {
        BreachKind.InventedFact, BreachKind.EarlyFact, BreachKind.FellOutOfRole, BreachKind.PersonaDrift, BreachKind.IgnoredPushback,
    }.ToDictionary(Words.Of);

    private static readonly ChatResponseFormat Format = ChatResponseFormat.ForJsonSchema(
        JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "faults": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "kind": { "type": "string", "enum": ["invented_fact", "early_fact", "fell_out_of_role", "persona_drift", "ignored_pushback"] },
                  "turn": { "type": "integer" },
                  "quote": { "type": "string" },
                  "reason": { "type": "string" }
                },
                "required": ["kind", "turn", "quote", "reason"],
                "additionalProperties": false
              }
            }
          },
          "required": ["faults"],
          "additionalProperties": false
        }
        """),
        "faults", "The faults of the customer's player");

    /// <summary>The prompts that it needs, each with its places.</summary>
    public static IReadOnlyDictionary<string, string[]> Prompts { get; } = new Dictionary<string, string[]>
    {
        [Instructions] = ["language", "mood", "goal", "knows", "pushback"],
        [Conversation] = ["transcript"],
        [Again] = [],
    };

    /// <exception cref="CallFailedException">The model gave no answer after all retries.</exception>
    public async Task<CustomerAudit> AuditAsync(SupportCase played, Transcript transcript, TrialScore score, TrialCalls calls, CancellationToken cancellation)
    {
        var decided = await contract.AuditAsync(played, transcript, score, calls, cancellation);

        // A customer that wrote no second message can have broken nothing that needs a reader.
        if (transcript.Events.OfType<CustomerMessage>().Count() < 2)
        {
            return decided with { Auditor = name };
        }

        var exhibit = new Exhibit(transcript with { Events = [.. transcript.Events.Where(happened => happened is CustomerMessage or AgentMessage)] });
        var asked = new List<ChatMessage> { new(ChatRole.System, Sheet(played)), new(ChatRole.User, prompts[Conversation].Fill(("transcript", exhibit.Text))) };
        for (var step = 1; step <= MostRounds; step++)
        {
            var place = new CallPlace(calls, ModelRole.Judge, transcript.End.Turn + 2, step);
            var response = await chat.GetResponseAsync(asked, place.On(new() { ResponseFormat = Format }), cancellation);
            if (!response.IsCutOff() && Faults(response.Text) is { } found)
            {
                var breaches = found.Select(one => Breach(one, played, transcript)).OfType<Breach>()
                    .Where(breach => !decided.Faults.Any(known => known.Kind == breach.Kind && known.Turn == breach.Turn)).DistinctBy(breach => (breach.Kind, breach.Turn));
                return decided with
                {
                    Faults = [.. decided.Faults, .. breaches.Select(breach => contract.Fault(breach, played, transcript, score) with { By = name })],
                    Auditor = name,
                };
            }

            asked.Add(new(ChatRole.Assistant, string.IsNullOrWhiteSpace(response.Text) ? "(nothing)" : response.Text));
            asked.Add(new(ChatRole.User, prompts[Again].Text));
        }

        return decided with { Auditor = name, Unread = $"{name} gave no list of faults that could be read" };
    }

    private string Sheet(SupportCase played)
    {
        var block = played.Customer;
        return prompts[Instructions].Fill(
            ("language", wordings.Of(played.Language).Name), ("mood", Words.Of(played.Mood)), ("goal", block.Goal),
            ("knows", block.Knows.Count == 0 ? "  - nothing" : string.Join('\n', block.Knows.OrderBy(pair => pair.Key).Select(pair => $"  - {Words.Of(pair.Key).Replace('_', ' ')}: {pair.Value}"))),
            ("pushback", string.Join('\n', block.Pushback.Index().Select(line => $"  {line.Index + 1}. {line.Item}"))));
    }

    /// <summary>Null when the answer holds no list of faults.</summary>
    private static List<JsonElement>? Faults(string text) =>
        JsonAnswer.In(text, element => element.ValueKind is JsonValueKind.Object && element.TryGetProperty("faults", out var list) && list.ValueKind is JsonValueKind.Array) is { } found
            ? [.. found.GetProperty("faults").EnumerateArray()] : null;

    /// <summary>Null where the kind is unknown, or the quote is not the customer's own: in no later message of it, or word for word on its sheet.</summary>
    private static Breach? Breach(JsonElement fault, SupportCase played, Transcript transcript)
    {
        if (Text(fault, "kind") is not { } word || !Kinds.TryGetValue(word, out var kind) || Text(fault, "quote") is not { } quote || string.IsNullOrWhiteSpace(quote))
        {
            return null;
        }

        var later = transcript with { Events = [.. transcript.Events.OfType<CustomerMessage>().Skip(1)] };
        var onSheet = kind is not BreachKind.EarlyFact
            && string.Join('\n', [.. played.Customer.Pushback, .. played.Customer.Knows.Values, played.Customer.Then?.Body ?? "", played.Customer.PhotoRefusal ?? ""]).Contains(quote.Trim(), StringComparison.OrdinalIgnoreCase);
        return !onSheet && new Exhibit(later).Find(quote, ShownBy.Customer) is { } turn ? new(kind, turn, quote.Trim(), Text(fault, "reason") ?? word) : null;
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.ValueKind is JsonValueKind.Object && entry.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
