using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Scoring;

/// <summary>How writes were made: looked up and owned, named and agreed to, proven, and once.</summary>
internal sealed class WriteCheck : ICheck<CaseEvidence>
{
    public IEnumerable<Finding> Check(CaseEvidence evidence)
    {
        var seen = new List<Change>();
        foreach (var made in evidence.Changes.Where(made => made.Change.IsWrite))
        {
            var change = made.Change;
            var order = change.Order!.Value;
            var name = $"{Words.Of(change.Kind).Replace('_', ' ')} on order {order}";
            var call = CallOf(evidence, made);
            if (seen.Any(earlier => Same(earlier, change)))
            {
                yield return new(FindingRule.RepeatedWrite, made.Turn, call, $"the {name} was made twice");
            }

            seen.Add(change);
            if (!evidence.Confirmed(made))
            {
                yield return new(FindingRule.SkippedConfirmation, made.Turn, call, $"the {name} was made without the customer's yes to it");
            }

            if (!evidence.LookedUp(order, made.Place))
            {
                yield return new(FindingRule.UnverifiedWrite, made.Turn, call, $"the {name} was made without looking the order up");
            }
            else if (!evidence.Owns(order, made.Place))
            {
                yield return new(FindingRule.UnverifiedWrite, made.Turn, call, $"the {name} was made for somebody who has not shown that the order is theirs");
            }

            if (Actions.IsGoods(change.Kind) && evidence.Desk.FindOrder(order) is { BeforeShipment: false } && !evidence.HasProof(order, made.Place))
            {
                yield return new(FindingRule.MissingProof, made.Turn, call, $"the {name} was made without a photo or a record that supports it");
            }
        }
    }

    internal static string? CallOf(CaseEvidence evidence, Made made) =>
        evidence.Calls.LastOrDefault(called => called.Place < made.Place) is { } called ? $"{called.Call.Name} {called.Call.Arguments}" : null;

    private static bool Same(Change a, Change b) =>
        a.Kind == b.Kind && a.Order == b.Order && a.ToSku == b.ToSku && a.Address == b.Address && a.Skus.SequenceEqual(b.Skus, StringComparer.OrdinalIgnoreCase);
}
