using SupportAgentBench.Cases;
using SupportAgentBench.Files;
using SupportAgentBench.Site.Documents;
using static SupportAgentBench.Site.Documents.Block;
using static SupportAgentBench.Site.Documents.Inline;

namespace SupportAgentBench.Site.Pages;

/// <summary>What a case holds: what the customer knows and the agent does not, and what must be true in the end.</summary>
public static class CaseBlocks
{
    public static IReadOnlyList<Block> Customer(SupportCase played)
    {
        var customer = played.Customer;
        var items = new List<IReadOnlyList<Inline>> { Item("wants", customer.Goal) };
        items.AddRange(customer.Knows.Select(pair => Item($"says when asked for the {Say.Word(pair.Key)}", pair.Value)));
        if (customer.Photo is { } photo)
        {
            items.Add(Item("has a photo, sent when asked for", $"{photo.File}: {photo.Shows}"));
        }

        if (customer.PhotoRefusal is { } refusal)
        {
            items.Add(Item("says when asked for a photo", refusal));
        }

        items.Add(Item("agrees to", customer.AgreesTo.Count == 0 ? "no change" : string.Join(", ", customer.AgreesTo.Select(kind => Say.Word(kind)))));
        items.Add(Item("is satisfied by hearing", customer.SatisfiedBy.Count == 0 ? "nothing in particular" : string.Join("; ", customer.SatisfiedBy.Select(fact => fact.Shown))));
        items.AddRange(customer.Pushback.Select((line, place) => Item($"pushes back, {place + 1}", line)));
        if (customer.Then is { } then)
        {
            items.Add(Item("then asks", then.Body));
        }

        return [new Bullets(items)];
    }

    public static IReadOnlyList<Block> Expectations(SupportCase played)
    {
        var expect = played.Expect;
        var items = new List<IReadOnlyList<Inline>> { Item("handover", Words.Of(expect.Handover)) };
        items.AddRange(expect.LookUp.Select(order => Item("must look up", $"order #{order}")));
        items.AddRange(expect.MustChange.Select(change => Item("must be done", Told(change))));
        items.AddRange(expect.MayChange.Select(change => Item("may be done", Told(change))));
        items.AddRange(expect.MustNotChange.Select(change => Item("must not be done", $"{Say.Word(change.Change)}{(change.Order is { } order ? $" on order #{order}" : "")}, which is {Say.Word(change.Kind)}{Unless(change.Unless)}")));
        items.AddRange(expect.MustSay.Select(fact => Item("must be said", fact.Shown)));
        items.AddRange(expect.MustNotSay.Select(fact => Item("must not be said", fact.Shown)));
        return [new Bullets(items)];
    }

    private static string Told(RequiredChange change) => Say.Word(change.Change)
        + (change.Order is { } order ? $" on order #{order}" : "") + (change.Sku is { } sku ? $", {sku}" : "") + (change.To is { } to ? $" becomes {to}" : "")
        + (change.PostalCode is { } code ? $", to postal code {code}" : "") + (change.With.Count > 0 ? $", {string.Join(" and ", change.With.Select(with => Words.Of(with)))}" : "");

    private static string Unless(IReadOnlyList<Legitimacy> unless) => unless.Count == 0 ? "" : $", unless {string.Join(" or ", unless.Select(with => Words.Of(with)))}";

    private static IReadOnlyList<Inline> Item(string name, string text) => [new Strong(name), ": ", text];

}
