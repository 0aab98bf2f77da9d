namespace SupportAgentBench.Desks;

/// <summary>Where an order stands.</summary>
public enum OrderStatus { Unfulfilled, Processing, Shipped, InTransit, Delivered, Returned, Cancelled }

/// <summary>Where a parcel stands, as the carrier reports it.</summary>
public enum ParcelStatus { LabelCreated, InTransit, OutForDelivery, Delivered, Lost, ReturnedToSender }

/// <summary>How an earlier claim ended.</summary>
public enum ClaimOutcome { Granted, Declined }

/// <summary>A postal address; <paramref name="Name"/> is null where it is the customer's own.</summary>
public sealed record Address(string? Name, string Line1, string? Line2, string City, string? Region, string PostalCode, string Country);

/// <summary>Somebody with an account. Tier changes nothing (policy R24).</summary>
public sealed record Customer(string Id, string Name, string Email, Address Address, string Tier, IReadOnlyList<Claim> Claims);

/// <summary>An earlier claim of a customer.</summary>
public sealed record Claim(DateOnly On, int Order, string Kind, ClaimOutcome Outcome);

/// <summary>One line of an order; <paramref name="Packed"/> is null when what was packed is what was ordered.</summary>
/// <param name="Price">Per piece, in the desk's currency.</param>
public sealed record OrderItem(string Sku, int Quantity, decimal Price, bool FinalSale, PackingRecord? Packed);

/// <summary>What the warehouse packed instead of what was ordered.</summary>
public sealed record PackingRecord(string? Sku, int? Quantity);

/// <summary>A parcel and its scans, oldest first.</summary>
public sealed record Parcel(string Carrier, string Tracking, ParcelStatus Status, IReadOnlyList<string> Skus, DateOnly? Estimated, IReadOnlyList<Scan> Scans)
{
    /// <summary>The day of the delivery scan; null while it is under way.</summary>
    public DateOnly? DeliveredOn => Status is ParcelStatus.Delivered && Scans.Count > 0 ? Scans[^1].At : null;
}

/// <summary>One scan of the carrier.</summary>
public sealed record Scan(DateOnly At, string Place, string Event);

/// <summary>A discount as it was booked on the order.</summary>
public sealed record Discount(string? Code, decimal Amount);

/// <summary>A payment that was taken for the order.</summary>
public sealed record Payment(DateOnly On, decimal Amount);

/// <summary>A returned order: when it reached the warehouse, and when it was refunded (null while open).</summary>
public sealed record ReturnRecord(DateOnly Received, DateOnly? Refunded);

/// <summary>An order. Immutable: a trial's writes make a new one in that trial's <see cref="OpenDesk"/> only.</summary>
public sealed record Order(
    int Number, Customer Customer, DateOnly Placed, OrderStatus Status, Address ShipTo, IReadOnlyList<OrderItem> Items, Discount? Discount,
    decimal Shipping, IReadOnlyList<Parcel> Parcels, IReadOnlyList<Payment> Payments, ReturnRecord? Returned, DateOnly? CancelledOn, string? Note)
{
    /// <summary>Sum of the lines, before discount and shipping.</summary>
    public decimal Subtotal => Items.Sum(item => item.Price * item.Quantity);

    public decimal Total => Subtotal - (Discount?.Amount ?? 0) + Shipping;

    /// <summary>The day of the last delivery scan; null while any parcel is under way.</summary>
    public DateOnly? DeliveredOn =>
        Parcels.Count > 0 && Parcels.All(parcel => parcel.DeliveredOn is not null) ? Parcels.Max(parcel => parcel.DeliveredOn) : null;

    /// <summary>Not yet on its way: it can still be cancelled and changed.</summary>
    public bool BeforeShipment => Status is OrderStatus.Unfulfilled or OrderStatus.Processing;
}
