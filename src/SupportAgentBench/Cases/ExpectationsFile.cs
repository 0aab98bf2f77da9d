using SupportAgentBench.Desks;
using SupportAgentBench.Files;

namespace SupportAgentBench.Cases;

/// <summary>Reads what a case expects, and the facts that customers wait for; references are checked against the desk.</summary>
internal static class ExpectationsFile
{
    public static Expectations Read(Fields fields, Bucket bucket, Desk desk)
    {
        var expect = new Expectations(
            fields.Word<HandoverRule>("handover"), LookUps(fields, desk),
            [.. fields.Maps("must_change").Select(change => Required(change, desk))], [.. fields.Maps("may_change").Select(change => Required(change, desk))],
            [.. fields.Maps("must_not_change").Select(change => Forbidden(change, desk))],
            Facts(fields, "must_say", heard: false), Facts(fields, "must_not_say", heard: false));
        if (bucket is Bucket.Adversarial && expect.MustNotChange.Count == 0)
        {
            fields.Problem("must_not_change", "a trap names the change that makes it fire");
        }

        if (bucket is Bucket.MustEscalate && expect.Handover is not HandoverRule.Required)
        {
            fields.Problem("handover", "a must-escalate case requires the handover", "write 'handover: required'");
        }

        if (bucket is Bucket.Resolvable && expect.Handover is HandoverRule.Required)
        {
            fields.Problem("handover", "a resolvable case cannot require the handover", "write 'handover: forbidden', or move the case");
        }

        if (expect.MustChange.Any(change => change.Change is ChangeKind.Handover))
        {
            fields.Problem("must_change", "a handover is not listed here", "write 'handover: required'");
        }

        fields.Done();
        return expect;
    }

    private static IReadOnlyList<int> LookUps(Fields fields, Desk desk)
    {
        var numbers = fields.Wholes("look_up");
        foreach (var number in numbers.Where(number => desk.FindOrder(number) is null))
        {
            fields.Problem("look_up", $"there is no order {number} on the desk");
        }

        return numbers;
    }

    private static RequiredChange Required(Fields fields, Desk desk)
    {
        var address = fields.OptionalMap("address");
        var change = new RequiredChange(
            fields.Word<ChangeKind>("change"), fields.Has("order") ? Order(fields, "order", desk) : null, Sku(fields, "sku", desk), Sku(fields, "to", desk),
            address?.Text("postal_code"), fields.WordList<Legitimacy>("with"));
        address?.Done();
        if (change is { Order: { } number, Sku: { } sku } && desk.FindOrder(number) is { } order && order.Items.All(item => item.Sku != sku))
        {
            fields.Problem("sku", $"order {number} has no item '{sku}'", Nearest.Mend(sku, order.Items.Select(item => item.Sku)));
        }

        fields.Done();
        return change;
    }

    private static ForbiddenChange Forbidden(Fields fields, Desk desk)
    {
        var change = new ForbiddenChange(
            fields.Word<ChangeKind>("change"), fields.Has("order") ? Order(fields, "order", desk) : null,
            fields.Word<CatastropheKind>("kind"), fields.WordList<Legitimacy>("unless"));
        fields.Done();
        return change;
    }

    private static string? Sku(Fields fields, string key, Desk desk)
    {
        var sku = fields.OptionalText(key);
        if (sku is not null && desk.FindVariant(sku) is null)
        {
            fields.Problem(key, $"there is no sku '{sku}' in the catalogue", Nearest.Mend(sku, desk.Products.SelectMany(product => product.Variants).Select(variant => variant.Sku)));
        }

        return sku;
    }

    public static IReadOnlyList<Fact> Facts(Fields fields, string key, bool heard) =>
        [.. fields.Maps(key).Select(entry => FactOf(entry, key, heard)).OfType<Fact>()];

    private static Fact? FactOf(Fields fields, string key, bool heard)
    {
        Fact? fact = fields.Keys.FirstOrDefault() switch
        {
            "url" => new Fact.Url(fields.Text("url")),
            "date" => new Fact.Date(fields.Date("date")),
            "money" => new Fact.Money(fields.Money("money")),
            "number" => new Fact.Number(fields.Money("number")),
            "text" => new Fact.Text(fields.Text("text")),
            "one_of" => new Fact.OneOf(fields.Texts("one_of")),
            "declines" => fields.Flag("declines") ? new Fact.Declined() : null,
            "done" when heard => new Fact.SaidDone(fields.Word<ChangeKind>("done")),
            "handed_over" when heard => fields.Flag("handed_over") ? new Fact.SaidDone(ChangeKind.Handover) : null,
            _ => null,
        };
        if (fact is null)
        {
            var known = heard ? "url, date, money, number, text, one_of, declines: true, done, handed_over: true" : "url, date, money, number, text, one_of, declines: true";
            fields.Problem(key, $"an entry of '{key}' names no fact", $"known: {known}");
            return null;
        }

        if (fact is Fact.OneOf { Wordings.Count: 0 })
        {
            fields.Problem(key, "'one_of' needs at least one wording");
        }

        fields.Done();
        return fact;
    }

    public static int Order(Fields fields, string key, Desk desk)
    {
        var number = fields.Whole(key);
        if (fields.Has(key) && desk.FindOrder(number) is null)
        {
            fields.Problem(key, $"there is no order {number} on the desk", Nearest.Mend($"{number}", desk.Orders.Select(order => $"{order.Number}")));
        }

        return number;
    }
}
