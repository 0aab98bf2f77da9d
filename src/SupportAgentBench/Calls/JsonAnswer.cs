using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SupportAgentBench.Files;

namespace SupportAgentBench.Calls;

/// <summary>The JSON in a model's answer, however it is wrapped: fenced, with words around it, behind thoughts, with raw line ends in its texts.</summary>
public static partial class JsonAnswer
{
    /// <summary>Without backtracking: of many marks that open and none that closes each would be searched to the end of the answer.</summary>
    private static readonly Regex Thoughts = new("<(?:think|thinking|thought|reasoning)>.*?</(?:think|thinking|thought|reasoning)>",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private const int MostStarts = 200;

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 32 };

    /// <summary>The one value that is wanted. Null when there is none, and when there are two that differ: then nobody knows which is meant.</summary>
    public static JsonElement? In(string text, Func<JsonElement, bool> wanted)
    {
        var told = Told(text);
        var found = Whole(told, wanted) is { } whole ? [whole] : Pieces(told).Select(Parsed).OfType<JsonElement>().Where(wanted).ToList();
        return found.Count > 0 && found.TrueForAll(other => JsonElement.DeepEquals(other, found[0])) ? found[0] : null;
    }

    private static JsonElement? Whole(string text, Func<JsonElement, bool> wanted) => Parsed(text.Trim()) is { } parsed && wanted(parsed) ? parsed : null;

    /// <summary>Without what the model thought aloud; a model whose opening mark was swallowed still closes its thoughts.</summary>
    private static string Told(string text)
    {
        var told = Thoughts.Replace(text, " ");
        var closed = Closing().Matches(told);
        return closed.Count == 0 ? told : told[(closed[^1].Index + closed[^1].Length)..];
    }

    /// <summary>Every object or list at the outermost level. Braces in prose that close nothing are passed over.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var starts = 0;
        for (var at = text.AsSpan().IndexOfAny('{', '['); at >= 0 && at < text.Length && starts < MostStarts; starts++)
        {
            var end = EndOf(text, at);
            if (end > 0 && Parsed(text[at..end]) is not null)
            {
                yield return text[at..end];
                at = end;
            }
            else
            {
                at++;
            }

            var next = text.AsSpan(at).IndexOfAny('{', '[');
            at = next < 0 ? text.Length : at + next;
        }
    }

    private static int EndOf(string text, int start)
    {
        var depth = 0;
        var quoted = false;
        for (var at = start; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\\' when quoted:
                    at++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '{' or '[' when !quoted:
                    depth++;
                    break;
                case '}' or ']' when !quoted && --depth == 0:
                    return at + 1;
            }
        }

        return -1;
    }

    private static JsonElement? Parsed(string piece) => Structure(piece) ?? Structure(Mended(piece));

    private static JsonElement? Structure(string written)
    {
        try
        {
            using var document = JsonDocument.Parse(HalfCharacters.Mended(written), Lenient);
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Line ends and tabs inside texts are written as they must be.</summary>
    private static string Mended(string piece)
    {
        var mended = new StringBuilder(piece.Length + 16);
        var quoted = false;
        for (var at = 0; at < piece.Length; at++)
        {
            var letter = piece[at];
            if (letter is '\\' && quoted && at + 1 < piece.Length)
            {
                mended.Append(letter).Append(piece[++at]);
                continue;
            }

            quoted ^= letter is '"';
            mended.Append(quoted && char.IsControl(letter) ? letter switch { '\n' => "\\n", '\t' => "\\t", _ => " " } : letter.ToString());
        }

        return mended.ToString();
    }

    [GeneratedRegex(@"</(?:think|thinking|thought|reasoning)>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Closing();
}
