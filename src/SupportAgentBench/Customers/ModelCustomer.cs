using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Contracts;
using SupportAgentBench.Conversations;
using SupportAgentBench.Prompts;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Customers;

/// <summary>Plays a case's customer with a chat model. What can be held in code is not left to the model: the end, the photo, the second request.</summary>
public sealed class ModelCustomer(IChatClient chat, string name, PromptSet prompts, Wordings wordings, Contract contract) : ICustomer
{
    private const int MostTries = 3;
    private const int LongestEcho = 4_000;
    private readonly Briefing _briefing = new(prompts);

    /// <summary>Goes out with every call.</summary>
    private LastingMessage First => field ??= new(ChatRole.User, _briefing.Phrase("first"));

    /// <summary>A block belongs to one case, and stands at the head of all calls that play it.</summary>
    private readonly ConditionalWeakTable<CustomerBlock, LastingMessage> _briefings = [];

    /// <summary>The prompts that it needs, each with its places.</summary>
    public static IReadOnlyDictionary<string, string[]> Prompts => Briefing.Prompts;

    public string Name => name;

    public async Task<CustomerReply> ReplyAsync(CustomerView view, CancellationToken cancellation)
    {
        var scene = new Scene(view, wordings, contract, _briefing);
        var asked = Conversation(view, scene);
        var usage = new List<ModelUsage>();
        Draft? doubted = null;
        var blanks = 0;
        for (var step = 1; step <= MostTries; step++)
        {
            var response = await AskAsync(view, asked, step, cancellation);
            usage.Add(ModelUsage.Of(view.Messages[^1].Turn, ModelRole.Customer, response));
            var draft = response.IsCutOff() ? null : Draft.Of(response.Text);
            var blank = draft is { IsBlank: true } && (draft.End is null || scene.Agrees(draft));
            var doubt = draft is null || blank ? null : scene.Doubt(draft);
            if (draft is not null && !blank && (doubt is null || doubted is not null))
            {
                return scene.Reply(draft) with { Usage = usage };
            }

            if (blank && ++blanks > 1)
            {
                break;
            }

            doubted = doubt is null ? doubted : draft;
            asked.Add(new(ChatRole.Assistant, Echo(response.Text)));
            asked.Add(new(ChatRole.User, _briefing.WriteAgain(doubt ?? _briefing.Phrase(blank ? "again_empty" : "again_form"))));
        }

        return doubted is not null ? scene.Reply(doubted) with { Usage = usage }
            : throw new TurnFailedException(ErrorOwner.Customer, $"the customer's model {(blanks > 1 ? "wrote nothing, twice" : $"gave no usable message in {MostTries} tries")}");
    }

    private async Task<ChatResponse> AskAsync(CustomerView view, IReadOnlyList<ChatMessage> asked, int step, CancellationToken cancellation)
    {
        try
        {
            var place = new CallPlace(view.Calls, ModelRole.Customer, view.Messages[^1].Turn, step);
            return await chat.GetResponseAsync(asked, place.On(new() { ResponseFormat = Draft.Format, Seed = view.Seed }), cancellation);
        }
        catch (CallFailedException failure)
        {
            throw new TurnFailedException(ErrorOwner.Infrastructure, $"the customer's model did not answer: {failure.Message}", failure);
        }
    }

    /// <summary>The model is the writer of the customer's messages: those are its own, and the shop's come to it from outside.</summary>
    private List<ChatMessage> Conversation(CustomerView view, Scene scene)
    {
        var asked = new List<ChatMessage>
        {
            _briefings.GetValue(view.Customer, _ => new(ChatRole.System, _briefing.For(view, wordings.Of(view.Language).Name))), First,
        };
        foreach (var said in view.Messages)
        {
            asked.Add(said switch
            {
                CustomerMessage mine => view.Calls.Message(ModelRole.Customer, mine, past => new(ChatRole.Assistant, Draft.Past(past))),
                AgentMessage theirs when ReferenceEquals(said, view.Messages[^1]) => new(ChatRole.User, _briefing.Next(theirs.Text, scene.Heard, scene.Missing)),
                AgentMessage theirs => view.Calls.Message(ModelRole.Customer, theirs, past => new(ChatRole.User, _briefing.Quoted(past.Text))),
                _ => throw new InvalidOperationException("a customer sees messages only"),
            });
        }

        return asked;
    }

    private static string Echo(string text) => string.IsNullOrWhiteSpace(text) ? "(nothing)" : text.Length <= LongestEcho ? text : text[..LongestEcho];
}
