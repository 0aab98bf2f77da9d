using SupportAgentBench.Desks;

namespace SupportAgentBench.Scoring;

/// <summary>An order status that is stated must be one that a tool returned, or the customer wrote.</summary>
internal sealed class StatusCheck : ICheck<CaseEvidence>
{
    public IEnumerable<Finding> Check(CaseEvidence evidence) =>
        from message in evidence.Agent
        where !message.Reading.IsBlank
        from claim in message.Reading.Statuses
        where !IsKnown(evidence, claim.Status, message.Place)
        select message.Finding(FindingRule.UngroundedClaim, claim.Quote, $"states a status ({Files.Words.Of(claim.Status)}) that no tool returned");

    private static bool IsKnown(CaseEvidence evidence, OrderStatus status, int before) => (status switch
    {
        OrderStatus.Delivered => ["\"delivered\"", "delivered_on"],
        OrderStatus.Shipped => new[] { "\"shipped\"", "\"in_transit\"", "\"out_for_delivery\"", "\"delivered\"", "\"label_created\"", "\"lost\"" },
        OrderStatus.Returned => ["\"returned\"", "return_received", "refunded_on"],
        OrderStatus.Cancelled => ["\"cancelled\"", "\"cancellation\""],
        _ => [$"\"{Files.Words.Of(status)}\""],
    }).Any(word => evidence.Grounding(before).Any(called => called.Told.Contains(word, StringComparison.Ordinal)))
        || evidence.Customer.Any(message => message.Place < before && message.Reading.Statuses.Any(claim => claim.Status == status));
}
