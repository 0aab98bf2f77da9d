using System.Text.Json.Nodes;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Cases;

/// <summary>Reads the case files of a desk, strictly, and checks every reference against the desk.</summary>
public static class CaseFile
{
    /// <summary>All cases below <c>cases/</c>, or null when problems were found.</summary>
    public static CaseSet? Read(string deskFolder, Desk desk, Problems problems)
    {
        var before = problems.Count;
        var root = Path.Combine(deskFolder, "cases");
        if (!Directory.Exists(root))
        {
            problems.Add("cases", 0, "there is no folder of cases", "add cases/<bucket>/<intent>.yaml");
            return null;
        }

        var files = Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(deskFolder, path).Replace('\\', '/')).Order(StringComparer.Ordinal).ToList();
        var cases = files.SelectMany(file => ReadFile(deskFolder, file, desk, problems)).ToList();
        foreach (var twice in cases.GroupBy(supportCase => supportCase.Id).Where(group => group.Count() > 1))
        {
            foreach (var again in twice.Skip(1))
            {
                problems.Add(again.File, again.Line, $"the case id '{again.Id}' stands in {twice.First().File} already", "give it an id of its own");
            }
        }

        if (cases.Count == 0 && problems.Count == before)
        {
            problems.Add("cases", 0, "there are no cases");
        }

        return problems.Count > before ? null
            : new([.. cases.OrderBy(supportCase => supportCase.Bucket).ThenBy(supportCase => supportCase.Order)], DeskFile.HashOf(deskFolder, files));
    }

    private static IReadOnlyList<SupportCase> ReadFile(string deskFolder, string file, Desk desk, Problems problems)
    {
        var fields = Fields.OfFile(deskFolder, file, problems);
        if (fields.Line == 0)
        {
            return [];
        }

        var intent = fields.Text("intent");
        var bucket = fields.Word<Bucket>("bucket");
        var trap = fields.OptionalText("trap");
        if (trap is null && bucket is Bucket.Adversarial or Bucket.Twin)
        {
            fields.Problem("bucket", $"a case in the bucket {Words.Of(bucket)} names its trap", "add 'trap: NAME'");
        }

        var cases = fields.Maps("cases").Select(entry => Case(entry, intent, trap, bucket, desk)).ToList();
        if (cases.Count == 0)
        {
            fields.Problem("cases", "the file has no cases");
        }

        fields.Done();
        return cases;
    }

    private static SupportCase Case(Fields fields, string intent, string? trap, Bucket bucket, Desk desk)
    {
        var order = Order(fields, "order", desk);
        var language = fields.Text("language");
        if (!desk.Profile.Languages.Contains(language))
        {
            fields.Problem("language", $"the desk does not speak '{language}'", Nearest.Mend(language, desk.Profile.Languages));
        }

        var supportCase = new SupportCase(
            fields.Text("id"), intent, trap, bucket, order, language, fields.Word<Mood>("mood"), Email(fields.Map("email")), Customer(fields.Map("customer")),
            Expect(fields.Map("expect"), bucket, desk), [.. fields.MapLists("proof").Select(turn => ProofTurn(turn, desk))], fields.File, fields.Line);
        if (supportCase.Proof.Count == 0)
        {
            fields.Problem("proof", "a case carries its proof: the turns of a perfect agent", "see docs/cases.md");
        }

        fields.Done();
        return supportCase;
    }

    private static int Order(Fields fields, string key, Desk desk)
    {
        var number = fields.Whole(key);
        if (fields.Has(key) && desk.FindOrder(number) is null)
        {
            fields.Problem(key, $"there is no order {number} on the desk", Nearest.Mend($"{number}", desk.Orders.Select(order => $"{order.Number}")));
        }

        return number;
    }

    private static Email Email(Fields fields)
    {
        var email = new Email(fields.Text("from"), fields.Text("subject"), fields.Text("body").Trim(), Photo(fields.OptionalMap("photo")));
        fields.Done();
        return email;
    }

    private static Photo? Photo(Fields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var photo = new Photo(fields.Text("file"), fields.Text("shows"));
        fields.Done();
        return photo;
    }

    private static CustomerBlock Customer(Fields fields)
    {
        var knows = new Dictionary<Ask, string>();
        if (fields.OptionalMap("knows") is { } known)
        {
            foreach (var ask in Enum.GetValues<Ask>().Where(ask => ask is not Ask.Photo && known.Has(Words.Of(ask))))
            {
                knows[ask] = known.Text(Words.Of(ask));
            }

            known.Done();
        }

        var then = fields.OptionalMap("then");
        var block = new CustomerBlock(
            fields.Text("goal"), knows, Photo(fields.OptionalMap("photo")), fields.OptionalText("photo_refusal"), fields.WordList<ChangeKind>("agrees_to"),
            Facts(fields, "satisfied_by", heard: true), fields.Texts("pushback"),
            then is null ? null : new(then.Text("body").Trim(), Facts(then, "satisfied_by", heard: true)));
        then?.Done();
        if (block.SatisfiedBy.Count == 0)
        {
            fields.Problem("satisfied_by", "says nothing that would satisfy the customer");
        }

        if (block.Pushback.Count == 0)
        {
            fields.Problem("pushback", "a customer needs at least one line of pushback");
        }

        fields.Done();
        return block;
    }

    private static Expectations Expect(Fields fields, Bucket bucket, Desk desk)
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

    private static IReadOnlyList<Fact> Facts(Fields fields, string key, bool heard) =>
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

    private static IReadOnlyList<ProofStep> ProofTurn(IReadOnlyList<Fields> steps, Desk desk)
    {
        var turn = new List<ProofStep>();
        foreach (var step in steps)
        {
            if (step.Has("say"))
            {
                turn.Add(new ProofStep.Say(step.Text("say").Trim()));
            }
            else if (Call(step, desk) is { } call)
            {
                turn.Add(call);
            }

            step.Done();
        }

        if (steps.Count > 0 && (turn.Count == 0 || turn[^1] is not ProofStep.Say || turn.SkipLast(1).Any(step => step is ProofStep.Say)))
        {
            steps[0].Problem("proof", "each turn of a proof ends with one 'say'", "add what the agent answers");
        }

        return turn;
    }

    private static ProofStep.Call? Call(Fields step, Desk desk)
    {
        var name = step.Text("call");
        if (ToolCatalogue.Find(name) is not { } tool)
        {
            step.Problem("call", $"there is no tool '{name}'", Nearest.Mend(name, ToolCatalogue.All.Select(known => known.Name)));
            return null;
        }

        var json = Json(step.Raw("with"), tool).ToJsonString();
        var (arguments, error) = ToolArguments.Read(tool, json);
        if (error is not null)
        {
            step.Problem("with", $"the arguments of {name} do not fit: {error}", $"known: {string.Join(", ", tool.Arguments.Select(argument => argument.Name))}");
        }
        else if (arguments!.OptionalOrder() is { } number && desk.FindOrder(number) is null)
        {
            step.Problem("with", $"there is no order {number} on the desk");
        }

        return new(name, json);
    }

    private static JsonObject Json(YamlMap? map, DeskTool tool)
    {
        var made = new JsonObject();
        foreach (var (key, entry) in map?.Entries ?? new Dictionary<string, YamlEntry>())
        {
            var type = tool.Arguments.FirstOrDefault(argument => argument.Name == key)?.Type;
            made[key] = entry.Value switch
            {
                YamlScalar scalar when type is ArgumentType.Integer or ArgumentType.Number && decimal.TryParse(scalar.Text, out var number) => JsonValue.Create(number),
                YamlScalar scalar => JsonValue.Create(scalar.Text),
                YamlList list => new JsonArray([.. list.Items.OfType<YamlScalar>().Select(item => (JsonNode)JsonValue.Create(item.Text))]),
                _ => new JsonObject(),
            };
        }

        return made;
    }
}
