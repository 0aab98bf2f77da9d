using SupportAgentBench.Desks;

namespace SupportAgentBench.Scoring;

/// <summary>What the shop's own records say in favour of a claim, without any word of the customer.</summary>
public static class Records
{
    /// <summary>The packing record shows a fault, a parcel is lost, or it was delivered somewhere else.</summary>
    public static bool SupportGoods(Order order, DeskProfile desk) =>
        order.Items.Any(item => item.Packed is not null) || order.Parcels.Any(parcel => IsLost(parcel, desk) || WentElsewhere(parcel, order.ShipTo));

    private static bool IsLost(Parcel parcel, DeskProfile desk) =>
        parcel.Status is ParcelStatus.Lost
        || (parcel.Status is ParcelStatus.InTransit or ParcelStatus.OutForDelivery && parcel.Scans.Count > 0 && desk.Today.DayNumber - parcel.Scans[^1].At.DayNumber > desk.LostAfterDays);

    /// <summary>The delivery scan names another city, or another postal code (places are written "City, ST 60614" or "City LS6 3HN").</summary>
    private static bool WentElsewhere(Parcel parcel, Address address)
    {
        if (parcel.DeliveredOn is null)
        {
            return false;
        }

        var place = parcel.Scans[^1].Place;
        return !place.Contains(address.City, StringComparison.OrdinalIgnoreCase)
            || (place.Any(char.IsAsciiDigit) && !place.Contains(address.PostalCode.Split(' ')[0], StringComparison.OrdinalIgnoreCase));
    }
}
