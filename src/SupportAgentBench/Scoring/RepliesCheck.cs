namespace SupportAgentBench.Scoring;

/// <summary>Blank, repeated or foreign replies, and calls that could not be carried out.</summary>
internal sealed class RepliesCheck : ICheck<Evidence>
{
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        var earlier = new HashSet<string>(StringComparer.Ordinal);
        foreach (var message in evidence.Agent)
        {
            if (message.Reading.IsBlank)
            {
                yield return message.Finding(FindingRule.BlankReply, null, "the customer got an empty message");
                continue;
            }

            if (!earlier.Add(string.Join(' ', Wording.Tokens.Of(message.Text))))
            {
                yield return message.Finding(FindingRule.RepeatedReply, message.Text, "says the same as before, word for word");
            }

            if (message.Reading.Spoken is { } spoken && evidence.Spoken is { } expected && spoken != expected)
            {
                yield return message.Finding(FindingRule.WrongLanguage, message.Text,
                    $"answers in {evidence.Wordings.Of(spoken).Name}; the customer writes {evidence.Wordings.Of(expected).Name}");
            }
        }

        foreach (var called in evidence.Calls.Where(called => called.Result.IsError))
        {
            yield return called.Finding(FindingRule.InvalidCall, $"a call that could not be carried out: {Cut(called.Result.Content)}");
        }
    }

    private static string Cut(string text) => text.Length <= 200 ? text : text[..197] + "...";
}
