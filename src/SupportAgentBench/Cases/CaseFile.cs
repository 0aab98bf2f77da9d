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
            : new([.. cases.OrderBy(supportCase => supportCase.Bucket).ThenBy(supportCase => supportCase.Order)], FileHash.Of(deskFolder, files));
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
        var order = ExpectationsFile.Order(fields, "order", desk);
        var language = fields.Text("language");
        if (!desk.Profile.Languages.Contains(language))
        {
            fields.Problem("language", $"the desk does not speak '{language}'", Nearest.Mend(language, desk.Profile.Languages));
        }

        var supportCase = new SupportCase(
            fields.Text("id"), intent, trap, bucket, order, language, fields.Word<Mood>("mood"), Email(fields.Map("email")), Customer(fields.Map("customer")),
            ExpectationsFile.Read(fields.Map("expect"), bucket, desk), [.. fields.MapLists("proof").Select(turn => ProofTurn(turn, desk))], fields.File, fields.Line);
        if (supportCase.Proof.Count == 0)
        {
            fields.Problem("proof", "a case carries its proof: the turns of a perfect agent", "see docs/cases.md");
        }

        fields.Done();
        return supportCase;
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
            ExpectationsFile.Facts(fields, "satisfied_by", heard: true), fields.Texts("pushback"),
            then is null ? null : new(then.Text("body").Trim(), ExpectationsFile.Facts(then, "satisfied_by", heard: true)));
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
