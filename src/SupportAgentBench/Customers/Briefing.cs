using SupportAgentBench.Cases;
using SupportAgentBench.Conversations;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Prompts;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Customers;

/// <summary>What a model is told to be one customer: the case's customer block and nothing else of the case.</summary>
internal static class Briefing
{
    public static IReadOnlyList<string> Places { get; } = ["language", "mood", "goal", "knows", "photo", "agrees", "pushback", "satisfied"];

    public static string For(CustomerView view, string language, Prompt prompt)
    {
        var block = view.Customer;
        return prompt.Fill(
            ("language", language), ("mood", Words.Of(view.Mood)), ("goal", block.Goal),
            ("knows", List(block.Knows.OrderBy(pair => pair.Key).Select(pair => $"{Asked(pair.Key)}: {pair.Value}"), "Nothing beyond your first e-mail.")),
            ("photo", Photo(view)),
            ("agrees", List(block.AgreesTo.Select(Named), "Nothing: you say no to whatever change the shop proposes.")),
            ("pushback", string.Join('\n', block.Pushback.Index().Select(line => $"{line.Index + 1}. {line.Item}"))),
            ("satisfied", List(block.SatisfiedBy.Select(Shown), "")));
    }

    /// <summary>A fact that satisfies, without its value: a customer who knew the answer would give it away.</summary>
    public static string Shown(Fact fact) => fact switch
    {
        Fact.Url => "the link that you need",
        Fact.Date => "the right date",
        Fact.Money => "the right amount of money",
        Fact.Number => "the right number",
        Fact.Text or Fact.OneOf => "a definite answer to your question",
        Fact.Declined => "a plain no, where what you want is not possible",
        Fact.SaidDone { Change: ChangeKind.Handover } => "that your request has been passed to a person",
        Fact.SaidDone done => $"that {Named(done.Change)} has been made: done, not offered or promised",
        _ => throw new InvalidOperationException($"no such fact: {fact.GetType().Name}"),
    };

    private static string Photo(CustomerView view) =>
        (view.Customer.Photo, view.Customer.PhotoRefusal) switch
        {
            ({ } photo, _) => $"You have one, which shows this: {photo.Shows}\nYou attach it (send_photo) once the shop asks for a photo or picture, and not before. You do not mention it before either.",
            (null, { } refusal) => $"You have none to send. Asked for one, you say: {refusal}",
            _ => "You have none to send. Asked for one, you say so.",
        };

    private static string Named(ChangeKind kind) => kind switch
    {
        ChangeKind.Reshipment => "a reshipment (the item or parcel is sent again)",
        ChangeKind.Replacement => "a replacement (a new or other item is sent)",
        ChangeKind.AddressChange => "the change of the delivery address",
        ChangeKind.Cancellation => "the cancellation of the order",
        ChangeKind.Closure => "the closing of the ticket",
        ChangeKind.Handover => "the handing over to a person",
        _ => throw new InvalidOperationException($"no such change: {kind}"),
    };

    private static string Asked(Ask ask) => ask switch
    {
        Ask.OrderNumber => "asked for the order number",
        Ask.Email => "asked for the e-mail address",
        Ask.PostalCode => "asked for the postal code",
        Ask.Name => "asked for your name",
        Ask.Address => "asked for an address",
        Ask.Details => "asked what happened, which item it is, or for details",
        Ask.Preference => "asked which one you would like",
        Ask.Reason => "asked for the reason",
        _ => throw new InvalidOperationException($"no such question: {ask}"),
    };

    private static string List(IEnumerable<string> lines, string none)
    {
        var all = lines.Distinct().ToList();
        return all.Count == 0 ? none : string.Join('\n', all.Select(line => $"- {line}"));
    }
}
