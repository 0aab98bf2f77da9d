using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Judging;

/// <summary>
/// A transcript as a judge reads it: every line behind its turn and its speaker, so that nothing written in it can pass for anything else. Calls,
/// results and changes are in it; the agent's name and its thoughts are not.
/// </summary>
public sealed partial class Exhibit
{
    /// <summary>Shorter quotes stand everywhere and show nothing, unless they are the whole message.</summary>
    private const int ShortestQuote = 8;
    private const int ShortestPiece = 12;
    private const int LongestResult = 6_000;
    private readonly IReadOnlyList<Piece> _pieces;

    public Exhibit(Transcript transcript)
    {
        _pieces = [.. transcript.Events.SelectMany(happened => PiecesOf(happened, transcript.Header.Agent))];
        Text = string.Join('\n', _pieces.SelectMany(piece => piece.Text.Split('\n').Select(line => $"{piece.Turn} {piece.Who} | {line}")));
    }

    /// <summary>The lines that the judge is given.</summary>
    public string Text { get; }

    /// <summary>The turn of the first place where a quote stands, spacing, case and marks made equal; null when it stands nowhere.</summary>
    public int? Find(string quote, ShownBy by)
    {
        var wanted = Plain(Prefix().Replace(quote, " "));
        return _pieces.FirstOrDefault(piece => piece.By == by && Holds(piece.Plain, wanted))?.Turn;
    }

    /// <summary>Whole, or with gaps (...) whose pieces are each long enough and follow one another.</summary>
    private static bool Holds(string text, string quote)
    {
        if (text.Length > 0 && (text == quote || (quote.Length >= ShortestQuote && text.Contains(quote, StringComparison.Ordinal))))
        {
            return true;
        }

        var pieces = Gap().Split(quote).Select(piece => piece.Trim()).Where(piece => piece.Length > 0).ToList();
        var at = 0;
        foreach (var piece in pieces)
        {
            var found = piece.Length < ShortestPiece ? -1 : text.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + piece.Length;
        }

        return pieces.Count > 0;
    }

    private static IEnumerable<Piece> PiecesOf(TranscriptEvent happened, string agent)
    {
        switch (happened)
        {
            case CustomerMessage message:
                var mail = message.Subject is null ? message.Text : $"From: {message.From}\nSubject: {message.Subject}\n{message.Text}";
                yield return Piece.Of(message.Turn, "customer", mail, ShownBy.Customer);
                if (message.Attachment is { } photo)
                {
                    yield return Piece.Of(message.Turn, "customer sends a photo", $"{photo.File}: {photo.Shows}", ShownBy.Customer);
                }

                break;
            case AgentMessage message:
                var seen = VisibleText.Of(message.Text);
                yield return Piece.Of(message.Turn, "agent", string.IsNullOrWhiteSpace(seen) ? "(an empty message)" : Nameless(seen, agent), ShownBy.Agent);
                break;
            case ToolCall call:
                yield return Piece.Of(call.Turn, "agent calls", $"{call.Name} {call.Arguments}", ShownBy.Agent);
                break;
            case ToolResult result:
                yield return Piece.Of(result.Turn, result.IsError ? "tool refuses" : "tool answers", Cut(result.Content), ShownBy.Agent);
                break;
            case DeskChange { Change: var change } made:
                yield return Piece.Of(made.Turn, "CHANGE", Shown(change), ShownBy.Agent);
                break;
            case Ended ended:
                yield return Piece.Of(ended.Turn, "end", Words.Of(ended.Reason).Replace('_', ' '), ShownBy.Customer);
                break;
        }
    }

    /// <summary>On one line: it holds words of the agent's, which must not begin a line of their own.</summary>
    private static string Shown(Change change)
    {
        var shown = new StringBuilder(Words.Of(change.Kind).Replace('_', ' '));
        shown.Append(change.Order is { } order ? string.Create(CultureInfo.InvariantCulture, $" on order {order}") : "");
        shown.Append(change.Skus.Count == 0 ? "" : $": {string.Join(", ", change.Skus)}");
        shown.Append(change.ToSku is null ? "" : $" becomes {change.ToSku}");
        shown.Append(change.Address is { } to ? $" to {to.Line1}, {to.City} {to.PostalCode}, {to.Country}" : "");
        return Spaces().Replace(shown.Append(change.Reason is null ? "" : $" (reason given: \"{change.Reason}\")").ToString(), " ");
    }

    /// <summary>A model may say which one it is; the judge is not to know.</summary>
    private static string Nameless(string text, string agent) => agent.Length < 4 ? text : text.Replace(agent, "(the agent)", StringComparison.OrdinalIgnoreCase);

    private static string Cut(string text) => text.Length <= LongestResult ? text : text[..LongestResult] + " (cut)";

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormKC))
        {
            plain.Append(letter switch
            {
                '’' or '‘' or '`' or '´' => '\'',
                '“' or '”' or '„' or '«' or '»' => '"',
                '–' or '—' or '‑' or '−' => '-',
                _ when char.IsWhiteSpace(letter) || char.IsControl(letter) => ' ',
                _ => char.ToLowerInvariant(letter),
            });
        }

        // Marks around words (bold, quotation) are dropped on both sides.
        return Spaces().Replace(plain.Replace("\"", "").Replace("*", "").ToString(), " ").Trim(' ', '\'');
    }

    private sealed record Piece(int Turn, string Who, string Text, string Plain, ShownBy By)
    {
        public static Piece Of(int turn, string who, string text, ShownBy by)
        {
            var lines = LineEnds().Replace(text.ReplaceLineEndings("\n"), "\n").Trim('\n');
            var clean = new string([.. lines.Where(letter => letter is '\n' or '\t' || char.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format))]);
            return new(turn, who, clean, Exhibit.Plain(clean), by);
        }
    }

    [GeneratedRegex(@"[\u000B\u000C\u0085\u2028\u2029]+|\n{3,}", RegexOptions.CultureInvariant)]
    private static partial Regex LineEnds();

    [GeneratedRegex(@"(?:^|\n)\s*\d+ (?:customer|agent|tool|CHANGE|end)[a-z ]* \| ?", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"\s*(?:\[\s*(?:\.\.\.|…)\s*\]|\(\.\.\.\)|\.\.\.|…)\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Gap();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
