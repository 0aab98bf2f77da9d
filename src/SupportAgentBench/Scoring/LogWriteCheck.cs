using SupportAgentBench.Wording;

namespace SupportAgentBench.Scoring;

/// <summary>How foreign writes were made: agreed to, once, and as agreed.</summary>
internal sealed class LogWriteCheck : ICheck<LogEvidence>
{
    /// <summary>A yes is remembered over so many messages of the customer: "yes, and how long will it take?" comes before the write.</summary>
    private const int MostAnswersBack = 2;

    public IEnumerable<Finding> Check(LogEvidence evidence)
    {
        for (var number = 0; number < evidence.Writes.Count; number++)
        {
            var write = evidence.Writes[number];
            var name = write.Call.Name.Replace('_', ' ');
            if (!Agreed(evidence, number))
            {
                yield return write.Finding(FindingRule.SkippedConfirmation, $"{name}: the customer was not asked for a yes to it");
            }
            else if (Departure(evidence, number) is { } other)
            {
                yield return write.Finding(FindingRule.SkippedConfirmation, $"{name}: tried again with {other}, which the customer did not agree to");
            }

            if (write.Succeeded && evidence.Writes.Take(number).Any(earlier => earlier.Succeeded && earlier.Result is not null && write.IsSameAs(earlier)))
            {
                yield return write.Finding(FindingRule.RepeatedWrite, $"{name}: the same write was made before");
            }
        }
    }

    /// <summary>The agent asked for a yes or a choice and was not refused, or the customer told it to carry on with what it had named.</summary>
    private static bool Agreed(LogEvidence evidence, int number)
    {
        var write = evidence.Writes[number];
        var answers = evidence.Customer.Where(message => message.Place < write.Place).ToList();

        // Several writes may follow one yes; but once a write is made and the customer has spoken again, that yes is used up.
        var used = evidence.Writes.Take(number).Where(earlier => earlier.Succeeded && answers.Exists(answer => answer.Place > earlier.Place))
            .Select(earlier => earlier.Place).DefaultIfEmpty(-1).Max();
        return answers.Where(answer => answer.Place > used).TakeLast(MostAnswersBack).Any(answer => Agrees(evidence, answer));
    }

    private static bool Agrees(LogEvidence evidence, Said answer)
    {
        var before = evidence.Customer.LastOrDefault(message => message.Place < answer.Place)?.Place ?? -1;
        var asked = evidence.Agent.Where(message => message.Place > before && message.Place < answer.Place).Any(message => message.Reading.AwaitsAgreement);
        return asked && answer.Reading.Answer is not Answer.No;
    }

    /// <summary>
    /// A failed write that is tried again without asking, in another way than was agreed: another means or amount of payment than the customer
    /// named, or something else than what was named before. Null when it is as agreed.
    /// </summary>
    private static string? Departure(LogEvidence evidence, int number)
    {
        var write = evidence.Writes[number];
        var tried = evidence.Writes.Take(number).LastOrDefault(earlier => earlier.Call.Name == write.Call.Name);
        if (tried is null || tried.Succeeded || evidence.Customer.Any(message => message.Place > tried.Place && message.Place < write.Place))
        {
            return null;
        }

        var payment = evidence.Wordings.Tools.Things["payment"];
        var heard = string.Join('\n', evidence.Customer.Where(message => message.Place < write.Place).Select(message => message.Text));
        var said = heard + '\n' + string.Join('\n', evidence.Agent.Where(message => message.Place < evidence.Customer[^1].Place && message.Place < tried.Place).Select(message => message.Text));
        return write.Words.Changed(tried.Words).Where(change => change.Key.Overlaps(payment.Words)
                ? !Named(change.New, heard)
                : Named(change.Old, said) && !Named(change.New, said))
            .Select(change => change.New).FirstOrDefault();
    }

    /// <summary>The value, or the number in it: of gift_card_7091239 people say "gift card 7091239".</summary>
    private static bool Named(string value, string text) =>
        text.Contains(value, StringComparison.OrdinalIgnoreCase)
        || (value.Split('_', '-') is [_, .., var last] && last.Length >= 4 && text.Contains(last, StringComparison.OrdinalIgnoreCase));
}
