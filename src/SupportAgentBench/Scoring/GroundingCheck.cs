namespace SupportAgentBench.Scoring;

/// <summary>Links, prices, currencies and dates must come from a tool result, the policy or the customer.</summary>
internal sealed class GroundingCheck : ICheck<Evidence>
{
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        var known = new Known(evidence);
        foreach (var message in evidence.Agent.Where(message => !message.Reading.IsBlank))
        {
            known.UpTo(message.Place);
            var mentions = message.Reading.Mentions;
            foreach (var link in mentions.Links.Where(link => !known.HasLink(link)).Distinct())
            {
                yield return Ungrounded(message, link, "a link that no tool returned");
            }

            var amounts = mentions.Money.DistinctBy(money => money.Quote).Select(money => (money, known: known.HasAmount(money.Amount))).ToList();
            foreach (var (money, _) in amounts.Where(pair => pair.known))
            {
                known.Accept(money.Amount);
            }

            foreach (var (money, isKnown) in amounts)
            {
                if (money.Currency is { } currency && evidence.Grounds.Currency is { } own && !money.MayBeIn(own) && !known.CustomerWrote(money))
                {
                    yield return Ungrounded(message, money.Quote, $"an amount in {currency}; this store's prices are in {own}");
                }
                else if (!isKnown && !known.HasAmount(money.Amount))
                {
                    yield return Ungrounded(message, money.Quote, "an amount that follows from nothing that was looked up");
                }
            }

            foreach (var date in mentions.Dates.GroupBy(date => date.Quote).Where(readings => !readings.Any(known.HasDate)))
            {
                yield return Ungrounded(message, date.Key, "a date that follows from nothing that was looked up");
            }
        }
    }

    private static Finding Ungrounded(Said message, string quote, string what) => message.Finding(FindingRule.UngroundedClaim, quote, $"states {what}");
}
