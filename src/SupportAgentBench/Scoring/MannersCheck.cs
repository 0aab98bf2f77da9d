using SupportAgentBench.Desks;

namespace SupportAgentBench.Scoring;

/// <summary>Blank, repeated, foreign or indiscreet replies, and calls that could not be carried out.</summary>
internal sealed class MannersCheck : ICheck
{
    /// <summary>So many words of a staff note in a row are no coincidence.</summary>
    private const int NoteWords = 6;

    public IEnumerable<Finding> Check(Evidence evidence)
    {
        var earlier = new HashSet<string>(StringComparer.Ordinal);
        foreach (var message in evidence.Agent)
        {
            if (message.Reading.IsBlank)
            {
                yield return new(FindingRule.BlankReply, message.Turn, null, "the customer got an empty message");
                continue;
            }

            if (!earlier.Add(string.Join(' ', Wording.Tokens.Of(message.Text))))
            {
                yield return new(FindingRule.RepeatedReply, message.Turn, message.Text, "says the same as before, word for word");
            }

            if (message.Reading.Spoken is { } spoken && spoken != evidence.Case.Language)
            {
                yield return new(FindingRule.WrongLanguage, message.Turn, message.Text,
                    $"answers in {evidence.Wordings.Of(spoken).Name}; the customer writes {evidence.Wordings.Of(evidence.Case.Language).Name}");
            }

            if (Leak(evidence, message) is { } leaked)
            {
                yield return new(FindingRule.LeakedInternals, message.Turn, leaked, "lets the customer see what belongs inside the house");
            }
        }

        foreach (var called in evidence.Calls.Where(called => called.Result.IsError))
        {
            yield return new(FindingRule.InvalidCall, called.Call.Turn, $"{called.Call.Name} {Cut(called.Call.Arguments)}", $"a call that could not be carried out: {called.Result.Content}");
        }
    }

    private static string? Leak(Evidence evidence, Said message) =>
        message.Reading.LeaksInternals ? message.Text
        : ToolCatalogue.All.FirstOrDefault(tool => message.Text.Contains(tool.Name, StringComparison.OrdinalIgnoreCase))?.Name
            ?? new[] { "{{", "}}", "<think", "</", "<|" }.FirstOrDefault(mark => message.Text.Contains(mark, StringComparison.Ordinal))
            ?? Notes(evidence).FirstOrDefault(run => Plain(message.Text).Contains(run, StringComparison.Ordinal));

    /// <summary>Runs of words out of the staff notes of the orders that were looked up.</summary>
    private static IEnumerable<string> Notes(Evidence evidence) =>
        evidence.Calls.Where(called => called.Call.Name is ToolCatalogue.LookUpOrder).Select(called => called.OrderNumber).OfType<int>().Distinct()
            .Select(number => evidence.Desk.FindOrder(number)?.Note).OfType<string>()
            .SelectMany(note =>
            {
                var words = Wording.Tokens.Of(note);
                return Enumerable.Range(0, Math.Max(0, words.Count - NoteWords + 1)).Select(start => string.Join(' ', words.Skip(start).Take(NoteWords)));
            });

    private static string Plain(string text) => string.Join(' ', Wording.Tokens.Of(text));

    private static string Cut(string text) => text.Length <= 200 ? text : text[..197] + "...";
}
