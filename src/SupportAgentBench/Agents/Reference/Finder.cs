namespace SupportAgentBench.Agents.Reference;

/// <summary>How the search for the customer's orders ended.</summary>
internal enum FoundState { Found, OtherNumber, NeedsIdentity, NeedsNumber }

/// <summary>The orders that the conversation is about, all of them the writer's own (R2).</summary>
/// <param name="Given">The number that turned out to be none of the writer's, where that is so.</param>
internal sealed record FoundOrders(FoundState State, IReadOnlyList<OrderSheet> Orders, int? Given);

/// <summary>Finds the orders: by number, else by the sender's address, by what they hold and where they stand.</summary>
internal sealed class Finder(Story story, Notebook notebook, Items items, DateOnly today, bool believes)
{
    private const int RecentDays = 45;
    private static readonly Topic[] BeforeShipment = [Topic.Cancel, Topic.AddressChange];
    private static readonly Topic[] UnderWay = [Topic.Status, Topic.NotReceived, Topic.Deadline];
    private static readonly Topic[] Arrived = [Topic.Damaged, Topic.WrongItem, Topic.Missing, Topic.Return, Topic.Compensation];
    private static readonly Topic[] Asked =
    [
        Topic.Status, Topic.Cancel, Topic.AddressChange, Topic.Return, Topic.Swap, Topic.Damaged, Topic.WrongItem, Topic.NotReceived, Topic.Missing, Topic.Charges,
    ];

    /// <summary>Null while look-ups are wanted.</summary>
    public FoundOrders? Find()
    {
        var numbers = story.Numbers();
        var named = numbers.Select(notebook.Order).OfType<OrderSheet>().ToList();
        if (notebook.Wanted.Count > 0)
        {
            return null;
        }

        var own = named.Where(order => IsOwner(order) || believes).ToList();
        if (own.Count > 1 && own.Any(order => Fit(order) > 0))
        {
            own.RemoveAll(order => Fit(order) == 0);
        }

        if (own.Count > 0)
        {
            return own.Count == 1 && Fit(own[0]) == 0 && own[0].Lines.Count < 4 ? Better(own[0]) : new(FoundState.Found, own, null);
        }

        int? given = numbers.Count > 0 ? numbers[0] : null;
        if (notebook.OrdersOf(story.From) is not { } listed)
        {
            return null;
        }

        if (listed.Count > 0)
        {
            return Chosen(listed) is { } number
                ? notebook.Order(number) is { } order ? new(given is null ? FoundState.Found : FoundState.OtherNumber, [order], given) : null
                : new(FoundState.NeedsNumber, [], given);
        }

        return named.Count == 0 ? ByOtherAddress(given) : new(FoundState.NeedsIdentity, [], given);
    }

    private FoundOrders? ByOtherAddress(int? given)
    {
        foreach (var email in story.Emails().Where(email => !email.Equals(story.From, StringComparison.OrdinalIgnoreCase)))
        {
            if (notebook.OrdersOf(email) is not { } listed)
            {
                return null;
            }

            if (listed.Count > 0 && Chosen(listed) is { } number)
            {
                return notebook.Order(number) is not { } order ? null : IsOwner(order) ? new(FoundState.Found, [order], given) : new(FoundState.NeedsIdentity, [], given);
            }
        }

        return new(FoundState.NeedsIdentity, [], given);
    }

    /// <summary>The number is the writer's, but nothing in the letter is in that order: perhaps another of theirs is meant.</summary>
    private FoundOrders? Better(OrderSheet order)
    {
        if (notebook.OrdersOf(order.Email) is not { } listed)
        {
            return null;
        }

        var best = listed.Where(other => other.Number != order.Number).Select(other => (other, fit: items.BestFit(other.Items, story.Core, Asked)))
            .OrderByDescending(pair => pair.fit).FirstOrDefault();
        return best.other is null || best.fit < 4 ? new(FoundState.Found, [order], null)
            : notebook.Order(best.other.Number) is { } meant ? new(FoundState.OtherNumber, [meant], order.Number) : null;
    }

    /// <summary>The order that fits best; null when it must be asked for.</summary>
    private int? Chosen(IReadOnlyList<ListedOrder> listed)
    {
        var ranked = listed.Select(order => (order.Number, rank: items.BestFit(order.Items, story.Core, Asked) + StatusFit(order)))
            .OrderByDescending(pair => pair.rank).ToList();
        return ranked.Count == 1 || ranked[0].rank > ranked[1].rank || story.AskedNumber ? ranked[0].Number : null;
    }

    private int StatusFit(ListedOrder order)
    {
        var before = order.Status is "unfulfilled" or "processing";
        var fits = (before && BeforeShipment.Any(story.About))
            || (order.Status is "shipped" or "in_transit" && UnderWay.Any(story.About))
            || (order.Status is "delivered" && Arrived.Any(story.About));
        return (fits ? 2 : 0) + (today.DayNumber - order.Placed.DayNumber <= RecentDays ? 1 : 0);
    }

    private int Fit(OrderSheet order) => items.BestFit(order.Lines.Select(line => line.Full), story.Core, Asked);

    private bool IsOwner(OrderSheet order) =>
        order.Email.Equals(story.From, StringComparison.OrdinalIgnoreCase)
        || (story.Emails().Contains(order.Email, StringComparer.OrdinalIgnoreCase) && story.Gives(order.ShipTo.PostalCode));
}
