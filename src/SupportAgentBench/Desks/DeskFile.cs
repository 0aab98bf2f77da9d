using System.Text.RegularExpressions;
using SupportAgentBench.Files;

namespace SupportAgentBench.Desks;

/// <summary>Reads a desk folder: desk.yaml, policy.md, catalogue.yaml, orders.yaml, partner.yaml.</summary>
public static partial class DeskFile
{
    private static readonly string[] Files = ["desk.yaml", "policy.md", "catalogue.yaml", "orders.yaml", "partner.yaml"];

    /// <summary>The desk, or null when <paramref name="problems"/> were found.</summary>
    public static Desk? Read(string folder, Problems problems)
    {
        if (!Directory.Exists(folder))
        {
            problems.Add(folder, 0, "is not a folder", "name the folder that holds desk.yaml");
            return null;
        }

        var before = problems.Count;
        var profile = Profile(Fields.OfFile(folder, "desk.yaml", problems));
        var policy = Policy(PlainFile.ReadText(folder, "policy.md", problems) ?? "", problems);
        foreach (var (finding, rule) in profile.RuleOf.Where(pair => policy.Rules.All(known => known.Id != pair.Value)))
        {
            problems.Add("desk.yaml", 0, $"rule_of names {rule} for {finding}, which the policy does not have", "name a rule of policy.md");
        }

        var (products, promotions) = CatalogueFile.Read(Fields.OfFile(folder, "catalogue.yaml", problems), problems);
        var orders = OrdersFile.Read(Fields.OfFile(folder, "orders.yaml", problems), products, profile, problems);
        var partner = Partner(Fields.OfFile(folder, "partner.yaml", problems));
        return problems.Count > before ? null : new(profile, policy, products, promotions, orders, partner, FileHash.Of(folder, Files));
    }

    private static DeskProfile Profile(Fields fields)
    {
        var rules = fields.OptionalMap("rule_of");
        var profile = new DeskProfile(
            fields.Text("name"), fields.Text("trade"), fields.Text("currency"), fields.Date("today"), fields.Text("site"),
            fields.Texts("languages"), fields.Whole("return_window_days"), fields.Whole("lost_after_days"), fields.Text("return_link"),
            Carriers(fields),
            rules?.Keys.ToDictionary(key => key, rules.Text) ?? [])
        {
            Claims = Claims(fields.OptionalMap("claims")),
        };
        if (profile.Currency.Length > 0 && !Currency().IsMatch(profile.Currency))
        {
            fields.Problem("currency", $"'{profile.Currency}' is no ISO code", "write USD, for instance");
        }

        MustHave(fields, "return_link", profile.ReturnLink, "{order}");
        fields.Done();
        return profile;
    }

    private static ClaimLimits Claims(Fields? fields)
    {
        var standard = ClaimLimits.Standard;
        var limits = new ClaimLimits(fields?.OptionalWhole("damage_days") ?? standard.DamageDays, fields?.OptionalWhole("earlier_days") ?? standard.EarlierDays, fields?.OptionalWhole("most_granted") ?? standard.MostGranted);
        fields?.Done();
        return limits;
    }

    private static void MustHave(Fields fields, string key, string link, string place)
    {
        if (link.Length > 0 && !link.Contains(place, StringComparison.Ordinal))
        {
            fields.Problem(key, $"'{key}' has no {place}", $"put {place} where the number goes");
        }
    }

    private static List<Carrier> Carriers(Fields fields)
    {
        var carriers = new Dictionary<string, Carrier>(StringComparer.OrdinalIgnoreCase);
        foreach (var carrier in fields.Maps("carriers"))
        {
            var read = new Carrier(carrier.Text("name"), carrier.Text("link"));
            MustHave(carrier, "link", read.Link, "{tracking}");
            carrier.Done();
            if (!carriers.TryAdd(read.Name, read))
            {
                carrier.Problem("name", $"the carrier '{read.Name}' stands twice", "remove one");
            }
        }

        return [.. carriers.Values];
    }

    private static Policy Policy(string text, Problems problems)
    {
        var rules = Rule().Matches(text).Select(match => new PolicyRule(match.Groups[1].Value, match.Groups[2].Value.Trim())).ToList();
        foreach (var twice in rules.GroupBy(rule => rule.Id).Where(group => group.Count() > 1))
        {
            problems.Add("policy.md", 0, $"has the rule {twice.Key} twice", "give each rule a number of its own");
        }

        if (rules.Count == 0)
        {
            problems.Add("policy.md", 0, "has no numbered rules", "begin each rule with '- **R1** '");
        }

        return new(text, rules);
    }

    private static PartnerStore Partner(Fields fields)
    {
        var partner = new PartnerStore(fields.Text("name"), fields.Text("currency"), fields.Text("url"),
            [.. fields.Maps("products").Select(product =>
            {
                var read = new PartnerProduct(product.Text("name"), product.Money("price"), product.Text("url"));
                product.Done();
                return read;
            })]);
        fields.Done();
        return partner;
    }

    [GeneratedRegex("^[A-Z]{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Currency();

    [GeneratedRegex(@"^- \*\*(R\d+)\*\* (.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Rule();
}
