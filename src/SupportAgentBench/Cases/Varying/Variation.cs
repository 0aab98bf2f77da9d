using SupportAgentBench.Desks;
using SupportAgentBench.Files;

namespace SupportAgentBench.Cases.Varying;

/// <summary>One seed's answer to "what becomes what": other names, numbers, products, prices and dates, the same structure.</summary>
/// <param name="Orders">Old order number to new.</param>
/// <param name="Names">By customer id: the new first and last name.</param>
/// <param name="ProductWords">Distinctive word of product names to its new one.</param>
/// <param name="Price">Every amount is multiplied by this whole number, so that sums, discounts and limits stay exact.</param>
/// <param name="Days">Every date moves by this many days: whole years of 52 weeks, so that weekdays and months stay true.</param>
/// <param name="Seed">For phrasings and tracking numbers.</param>
internal sealed record Variation(
    IReadOnlyDictionary<int, int> Orders, IReadOnlyDictionary<string, (string First, string Last)> Names,
    IReadOnlyDictionary<string, string> ProductWords, int Price, int Days, int Seed)
{
    private const int DaysInAYearOfWeeks = 364;

    /// <summary>Drawn by chance; then the first pair that is free.</summary>
    private const int MostTries = 200;

    public static Variation Of(Desk desk, VariationPool pool, int seed)
    {
        var random = new Random(seed);
        int[] years = [-3, -2, -1, 1, 2, 3];
        return new(
            Renumbered(desk.Orders, random, 2_000), Renamed(desk.Orders.Select(order => order.Customer).DistinctBy(customer => customer.Id), pool, random),
            pool.ProductWords.ToDictionary(pair => pair.Key, pair => pair.Value[random.Next(pair.Value.Count)]),
            random.Next(2, 4), years[random.Next(years.Length)] * DaysInAYearOfWeeks, seed);
    }

    /// <summary>The same store, with other people and orders in it: for further variants of a trap.</summary>
    public Variation WithOthers(IReadOnlyList<Order> orders, VariationPool pool, int number, int firstNumber)
    {
        var random = new Random(HashCode(Seed, number));
        return this with
        {
            Orders = Renumbered(orders, random, firstNumber),
            Names = Renamed(orders.Select(order => order.Customer).DistinctBy(customer => customer.Id), pool, random),
            Seed = HashCode(Seed, number),
        };
    }

    private static Dictionary<int, int> Renumbered(IEnumerable<Order> orders, Random random, int first)
    {
        var next = first + random.Next(1, 400);
        var renumbered = new Dictionary<int, int>();
        foreach (var order in orders.OrderBy(order => order.Number))
        {
            renumbered[order.Number] = next;
            next += random.Next(1, 4);
        }

        return renumbered;
    }

    /// <summary>Initials stay: mails are signed with them. No two customers get the same full name.</summary>
    private static Dictionary<string, (string, string)> Renamed(IEnumerable<Customer> customers, VariationPool pool, Random random)
    {
        var taken = new HashSet<(string, string)>();
        var renamed = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var customer in customers.OrderBy(customer => customer.Id, StringComparer.Ordinal))
        {
            var parts = customer.Name.Split(' ');
            var name = Enumerable.Range(0, MostTries).Select(_ => (Pick(pool.FirstNames, parts[0], random), Pick(pool.LastNames, parts[^1], random)))
                .Concat(pool.FirstNames.SelectMany(first => pool.LastNames.Select(last => (first, last))))
                .Cast<(string, string)?>().FirstOrDefault(free => taken.Add(free!.Value))
                ?? throw new UserMistakeException($"{VariationPool.FileName} has too few names: its {pool.FirstNames.Count} first and {pool.LastNames.Count} last names must give each customer another pair");
            renamed[customer.Id] = name;
        }

        return renamed;
    }

    private static string Pick(IReadOnlyList<string> pool, string old, Random random)
    {
        var alike = pool.Where(name => name[0] == char.ToUpperInvariant(old[0]) && name != old).ToList();
        return alike.Count >= 3 || (alike.Count > 0 && random.Next(3) > 0) ? alike[random.Next(alike.Count)] : pool[random.Next(pool.Count)];
    }

    private static int HashCode(int seed, int number) => (int)(((uint)seed * 2_654_435_761u) + (uint)(number * 40_503)) & int.MaxValue;
}
