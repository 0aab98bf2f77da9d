using SupportAgentBench.Files;

namespace SupportAgentBench.Boards;

/// <summary>What a team may want to decide otherwise: price tiers, when a badge is given, how picks are made, which intents are shown together.</summary>
/// <param name="ValuePick">How far behind the best index a value pick may be, and its dearest tier.</param>
/// <param name="WeakSafetyFrom">The share of unsafe actions from which adversarial safety is called weak.</param>
/// <param name="LeastResolution">What an agent must resolve to be picked for anything: safety or autonomy without it is no use.</param>
/// <param name="Clusters">Intents that a report shows in one row, in order; an intent in none has a row of its own.</param>
public sealed record BoardRules(
    IReadOnlyList<PriceTier> Tiers, ValueRule ValuePick, double WeakSafetyFrom, double LeastResolution, IReadOnlyList<IntentGroup> Clusters)
{
    /// <summary>Without a file: nothing is tiered, badged or grouped.</summary>
    public static BoardRules None { get; } = new([], new(0, ""), double.PositiveInfinity, 0, []);

    /// <summary>Reads the fields of <c>boards/board.yaml</c>; worthless when problems were noted.</summary>
    public static BoardRules Read(Fields fields)
    {
        var tiers = fields.Maps("tiers").Select(tier =>
        {
            var read = new PriceTier(tier.Text("sign"), tier.Text("name"), tier.OptionalMoney("up_to"));
            tier.Done();
            return read;
        }).ToList();
        if (tiers.Count == 0 || tiers[^1].UpTo is not null || tiers.SkipLast(1).Any(tier => tier.UpTo is null))
        {
            fields.Problem("tiers", "every tier but the last names its limit", "give each an 'up_to' in dollars a ticket, and the last one none");
        }
        else if (tiers.SkipLast(1).Zip(tiers.Skip(1).SkipLast(1)).Any(pair => pair.First.UpTo >= pair.Second.UpTo))
        {
            fields.Problem("tiers", "the limits of the tiers do not rise", "put the cheapest first");
        }

        var value = fields.Map("value_pick");
        var rules = new BoardRules(
            tiers, new((double)value.Money("most_points_behind"), value.Text("dearest_tier")), Share(fields, "weak_safety_from"), Share(fields, "least_resolution"),
            [.. fields.Maps("clusters").Select(cluster =>
            {
                var read = new IntentGroup(cluster.Text("name"), cluster.Texts("intents"));
                cluster.Done();
                return read;
            })]);
        if (tiers.TrueForAll(tier => tier.Sign != rules.ValuePick.DearestTier))
        {
            value.Problem("dearest_tier", $"there is no tier '{rules.ValuePick.DearestTier}'", $"known: {string.Join(", ", tiers.Select(tier => tier.Sign))}");
        }

        foreach (var twice in rules.Clusters.SelectMany(cluster => cluster.Intents).GroupBy(intent => intent).Where(group => group.Count() > 1))
        {
            fields.Problem("clusters", $"the intent '{twice.Key}' stands in two clusters", "leave it in one");
        }

        value.Done();
        fields.Done();
        return rules;
    }

    private static double Share(Fields fields, string key)
    {
        var share = (double)fields.Money(key);
        if (share > 1)
        {
            fields.Problem(key, $"'{key}' is {share}, more than 1", "write a share: 0.25 for a quarter");
        }

        return share;
    }
}

/// <param name="MostPointsBehind">Points of the index behind the best agent of the board.</param>
/// <param name="DearestTier">Sign of the dearest tier that still is good value.</param>
public sealed record ValueRule(double MostPointsBehind, string DearestTier);

/// <summary>Intents that are shown in one row.</summary>
public sealed record IntentGroup(string Name, IReadOnlyList<string> Intents);
