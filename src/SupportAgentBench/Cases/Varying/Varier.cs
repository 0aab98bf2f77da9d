using System.Text.RegularExpressions;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Cases.Varying;

/// <summary>
/// Writes a fresh desk and case set of the same structure: other names, orders, products, prices, dates and phrasings. A private set that no
/// model has seen; with more than one variant a trap, a panel that narrows the intervals.
/// </summary>
public sealed partial class Varier(string deskFolder, Desk desk, CaseSet cases, Wordings wordings)
{
    /// <summary>Orders of further trap variants are numbered from here, a block each.</summary>
    private const int FirstFurther = 4_000;

    private const string OrdersFile = "orders.yaml";

    /// <exception cref="UserMistakeException">The target is not empty, the desk has no vary.yaml, or a file is laid out in a way that cannot be rewritten.</exception>
    public void Write(string target, int seed, int variantsOfTrap)
    {
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            throw new UserMistakeException($"'{target}' is not empty: name a new folder with --out");
        }

        var problems = new Problems();
        var pool = VariationPool.Read(deskFolder, problems);
        problems.ThrowIfAny();
        var variation = Variation.Of(desk, pool, seed);
        var rewriter = new Rewriter(variation, pool, wordings, desk.Profile.Today);
        var further = Enumerable.Range(2, Math.Max(0, variantsOfTrap - 1)).Select(number => (number, FurtherOf(variation, pool, number))).ToList();
        var varied = Directory.EnumerateFiles(deskFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => Path.GetRelativePath(deskFolder, path).Replace('\\', '/')).Select(file => (file, Varied(file, rewriter, further))).ToList();
        foreach (var (file, text) in varied)
        {
            var to = Path.Combine(target, file);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.WriteAllText(to, text);
        }
    }

    private string Varied(string file, Rewriter rewriter, List<(int Number, (Rewriter Rewriter, IReadOnlyList<Order> Orders) Others)> further)
    {
        var text = File.ReadAllText(Path.Combine(deskFolder, file)).ReplaceLineEndings("\n");
        return file switch
        {
            VariationPool.FileName or "policy.md" => text,
            OrdersFile => Orders(text, rewriter, further),
            _ when file.StartsWith("cases/", StringComparison.Ordinal) => CasesOf(file, text, rewriter, further),
            _ => rewriter.Prose(rewriter.Everywhere(text), "en"),
        };
    }

    private IReadOnlyList<SupportCase> Traps => [.. cases.Cases.Where(played => played.Bucket is Bucket.Adversarial)];

    private (Rewriter Rewriter, IReadOnlyList<Order> Orders) FurtherOf(Variation variation, VariationPool pool, int number)
    {
        var orders = Traps.SelectMany(played => desk.OrdersOf(desk.FindOrder(played.Order)!.Customer.Email)).DistinctBy(order => order.Number).ToList();
        return (new(variation.WithOthers(orders, pool, number, FirstFurther + (number * 500)), pool, wordings, desk.Profile.Today), orders);
    }

    private string Orders(string text, Rewriter rewriter, List<(int Number, (Rewriter Rewriter, IReadOnlyList<Order> Orders) Others)> further)
    {
        var split = text.IndexOf("\norders:", StringComparison.Ordinal) + 1;
        if (split == 0 || text.IndexOf("\ncustomers:", split, StringComparison.Ordinal) >= 0)
        {
            throw new UserMistakeException($"{OrdersFile}: variants are made of its text, in which 'customers:' must stand before 'orders:'");
        }

        var byId = desk.Orders.Select(order => order.Customer).DistinctBy(customer => customer.Id).ToDictionary(customer => customer.Id);
        var customers = Entries(OrdersFile, text[..split], "id", byId.Count);
        var orders = Entries(OrdersFile, text[split..], "number", desk.Orders.Count);
        string Customer(string entry, Rewriter by, string suffix) => byId.TryGetValue(KeyOf(entry), out var known)
            ? by.Named(by.Everywhere(entry), known).Replace($"- id: {known.Id}\n", $"- id: {known.Id}{suffix}\n", StringComparison.Ordinal) : entry;
        string OrderEntry(string entry, Rewriter by, string suffix) => desk.FindOrder(int.Parse(KeyOf(entry))) is { } known
            ? by.Named(by.Prose(by.Everywhere(entry), "en"), known.Customer).Replace($"customer: {known.Customer.Id}\n", $"customer: {known.Customer.Id}{suffix}\n", StringComparison.Ordinal) : entry;

        var made = new List<string> { customers[0] };
        made.AddRange(customers.Skip(1).Select(entry => Customer(entry, rewriter, "")));
        foreach (var (number, others) in further)
        {
            var ids = others.Orders.Select(order => order.Customer.Id).ToHashSet();
            made.AddRange(customers.Skip(1).Where(entry => ids.Contains(KeyOf(entry))).Select(entry => Customer(entry, others.Rewriter, $"-{number}")));
        }

        made.Add(orders[0]);
        made.AddRange(orders.Skip(1).Select(entry => OrderEntry(entry, rewriter, "")));
        foreach (var (number, others) in further)
        {
            var numbers = others.Orders.Select(order => $"{order.Number}").ToHashSet();
            made.AddRange(orders.Skip(1).Where(entry => numbers.Contains(KeyOf(entry))).Select(entry => OrderEntry(entry, others.Rewriter, $"-{number}")));
        }

        return string.Join("", made.Select(entry => entry.TrimEnd('\n') + "\n"));
    }

    private string CasesOf(string file, string text, Rewriter rewriter, List<(int Number, (Rewriter Rewriter, IReadOnlyList<Order> Orders) Others)> further)
    {
        var entries = Entries(file, text, "id", cases.Cases.Count(played => played.File.Replace('\\', '/') == file));
        var made = new List<string> { entries[0] };
        foreach (var entry in entries.Skip(1))
        {
            var played = cases.Cases.Single(known => known.Id == KeyOf(entry));
            made.Add(Case(entry, played, rewriter));
            if (played.Bucket is Bucket.Adversarial)
            {
                made.AddRange(further.Select(pair => Case(entry, played, pair.Others.Rewriter).Replace($"- id: {played.Id}\n", $"- id: {played.Id}-{pair.Number}\n", StringComparison.Ordinal)));
            }
        }

        return string.Join("", made.Select(entry => entry.TrimEnd('\n') + "\n"));
    }

    private string Case(string entry, SupportCase played, Rewriter rewriter)
    {
        var body = entry.IndexOf("\n    email:", StringComparison.Ordinal);
        var customer = entry.IndexOf("\n    customer:", StringComparison.Ordinal);
        if (body >= 0 && customer > body)
        {
            entry = entry[..body] + rewriter.Phrased(entry[body..customer], played.Language, played.Order) + entry[customer..];
        }

        entry = rewriter.Prose(rewriter.Everywhere(entry), played.Language);
        var concerned = new[] { desk.FindOrder(played.Order)!.Customer }.Concat(desk.OrdersOf(played.Email.From).Select(order => order.Customer)).DistinctBy(known => known.Id);
        return concerned.Aggregate(entry, rewriter.Named);
    }

    /// <summary>The text before the first entry, then each entry of the list.</summary>
    /// <param name="least">How many entries the file has for those who read it as YAML; customers without an order are not known to them.</param>
    private static List<string> Entries(string file, string text, string key, int least)
    {
        List<string> entries = [.. Regex.Split(text, $@"(?m)^(?=  - {key}: )")];
        return entries.Count > least ? entries
            : throw new UserMistakeException($"{file}: variants are made of its text, in which each entry must begin with '  - {key}: ' (two spaces, '{key}' first); {entries.Count - 1} of {least} do");
    }

    private static string KeyOf(string entry) => FirstKey().Match(entry).Groups[1].Value;

    [GeneratedRegex(@"^  - \w+: (\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex FirstKey();
}
