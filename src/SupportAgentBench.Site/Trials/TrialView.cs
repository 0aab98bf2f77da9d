using SupportAgentBench.Calls;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Results;
using SupportAgentBench.Transcripts;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Site.Trials;

/// <summary>A transcript turn by turn, with what was found in it in place.</summary>
public sealed class TrialView
{
    /// <summary>Longer messages are shown in part: a page must stay one that a browser can show.</summary>
    public const int LongestMessage = 20_000;

    private const int LongestHead = 160;
    private readonly List<NumberedFinding> _open;
    private readonly IReadOnlyList<(string Quote, int? Turn)> _quotes;

    private TrialView(TrialRow row)
    {
        Findings = [.. (row.Score?.Findings ?? []).Index().Select(pair => new NumberedFinding(pair.Index + 1, pair.Item))];
        _open = [.. Findings];
        _quotes = [.. (row.Judgement?.Criteria ?? []).Where(criterion => criterion.Quote is not null).Select(criterion => (criterion.Quote!, criterion.Turn))];
    }

    public IReadOnlyList<NumberedFinding> Findings { get; }

    public IReadOnlyList<TurnView> Turns { get; private set; } = [];

    public static TrialView Of(Transcript transcript, TrialRow row)
    {
        var view = new TrialView(row);
        var results = transcript.Events.OfType<ToolResult>().GroupBy(result => (result.Turn, result.Id)).ToDictionary(group => group.Key, group => new Queue<ToolResult>(group));
        var turns = transcript.Events.Where(happened => happened is not (ToolResult or ModelUsage { IsCutOff: false })).GroupBy(happened => happened.Turn).OrderBy(turn => turn.Key).ToList();
        view.Turns = [.. turns.Select((turn, place) =>
        {
            var entries = turn.Select(happened => view.EntryOf(happened, results)).OfType<Entry>().ToList();
            var missing = view._open.Where(finding => finding.Finding.Turn <= turn.Key || place == turns.Count - 1).ToList();
            view._open.RemoveAll(missing.Contains);
            return new TurnView(turn.Key, entries, missing.ConvertAll(finding => finding.Number));
        })];
        return view;
    }

    private Entry? EntryOf(TranscriptEvent happened, Dictionary<(int Turn, string Id), Queue<ToolResult>> results) => happened switch
    {
        SystemMessage message => Text(Lane.System, happened.Turn, message.Text, null),
        CustomerMessage message => Text(Lane.Customer, happened.Turn, message.Text, Subject(message)) is var entry && message.Attachment is { } photo
            ? entry with { Detail = [("attached", Shortened($"{photo.File}: {photo.Shows}"))] } : Text(Lane.Customer, happened.Turn, message.Text, Subject(message)),
        AgentMessage message => Text(Lane.Agent, happened.Turn, message.Text, null),
        Thought { Text.Length: > 0 } thought => Text(Lane.Thought, happened.Turn, thought.Text, Words.Of(thought.Kind)),
        ToolCall call => Called(call, results.GetValueOrDefault((call.Turn, call.Id)) is { Count: > 0 } waiting ? waiting.Dequeue() : null),
        DeskChange change => Plain(Lane.Change, Told(change.Change)),
        ModelUsage { IsCutOff: true } usage => Plain(Lane.CutOff, Told(usage)),
        Fault fault => Plain(Lane.Fault, $"{Words.Of(fault.Owner)}: {fault.What}"),
        Ended ended => Plain(Lane.End, Say.Word(ended.Reason) + (ended.Owner is { } owner ? $" ({Words.Of(owner)})" : "")),
        _ => null,
    };

    private Entry Text(Lane lane, int turn, string text, string? head)
    {
        var (words, left) = Visible.Cut(text, LongestMessage);
        var highlights = new List<Highlight>();
        if (lane is Lane.Agent)
        {
            foreach (var finding in _open.Where(finding => finding.Finding.Turn == turn && finding.Finding.Quote is not null).ToList())
            {
                if (Highlight.Of(words, finding.Finding.Quote!, finding.Number) is { } found)
                {
                    highlights.Add(found);
                    _open.Remove(finding);
                }
            }
        }

        highlights.AddRange(_quotes.Where(quote => quote.Turn is null || quote.Turn == turn).Select(quote => Highlight.Of(words, quote.Quote, null)).OfType<Highlight>());
        return new(lane, Highlight.Cut(words, highlights), head, [], false, left, [.. highlights.Select(highlight => highlight.Finding).OfType<int>().Distinct().Order()]);
    }

    private Entry Called(ToolCall call, ToolResult? result)
    {
        // A finding quotes a call as it was made, cut where it gets long.
        var made = $"{call.Name} {call.Arguments}";
        var found = _open.Where(finding => finding.Finding.Turn == call.Turn && finding.Finding.Quote is { } quote && (made == quote || (quote.EndsWith("...", StringComparison.Ordinal) && made.StartsWith(quote[..^3], StringComparison.Ordinal)))).ToList();
        _open.RemoveAll(found.Contains);
        var numbers = found.ConvertAll(finding => finding.Number);
        var (head, left) = Visible.Cut(made, LongestHead);
        var (answer, _) = Visible.Cut(result?.Content ?? "", LongestMessage);
        return new(
            Lane.Tool, [new(left > 0 ? head + " ..." : head, numbers, _quotes.Any(quote => made.Contains(quote.Quote, StringComparison.Ordinal)))], null,
            [.. left > 0 ? new[] { ("arguments", Visible.Cut(call.Arguments, LongestMessage).Words) } : [], result is null ? ("answer", "none was recorded") : (result.IsError ? "error" : "answer", answer)],
            result?.IsError is true, 0, numbers);
    }

    private static Entry Plain(Lane lane, string words)
    {
        var (shown, left) = Visible.Cut(words, LongestMessage);
        return new(lane, [new(shown, [], false)], null, [], false, left, []);
    }

    private static string? Subject(CustomerMessage message) => message.Subject is null ? null : Shortened($"{message.Subject} ({message.From})");

    private static string Shortened(string words) => Visible.Cut(words, LongestMessage) is var (shown, left) && left > 0 ? shown + " ..." : words;

    /// <summary>Of an answer that had no room to end: whose, and what was made of it. Wherever conversations are shown, it stands before what came.</summary>
    public static string Told(ModelUsage cutOff) => $"the {Words.Of(cutOff.Role)}'s answer, by the limit of its length{(cutOff.Output is { } tokens ? $" ({tokens:N0} tokens)" : "")}; "
        + (cutOff.Role is ModelRole.Agent ? "what came is what counts" : "it was asked for again");

    internal static string Told(Change change) => Say.Word(change.Kind)
        + (change.Order is { } order ? $" on order #{order}" : "") + (change.Skus.Count > 0 ? $": {string.Join(", ", change.Skus)}" : "")
        + (change.ToSku is { } to ? $" becomes {to}" : "") + (change.Address is { } address ? $", to {string.Join(", ", new[] { address.Name, address.Line1, address.Line2, address.City, address.Region, address.PostalCode, address.Country }.OfType<string>())}" : "") + (change.Reason is { Length: > 0 } reason ? $" ({reason})" : "");
}
