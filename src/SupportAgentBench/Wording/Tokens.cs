using System.Buffers;

namespace SupportAgentBench.Wording;

/// <summary>Splits a text into plain lower-case words; links, numbers and addresses are no words.</summary>
public static class Tokens
{
    private static readonly SearchValues<char> Between = SearchValues.Create(".,;:!?()\"'’«»“”¿¡-/*");

    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        foreach (var range in text.AsSpan().SplitAny(' ', '\n', '\r', '\t'))
        {
            var piece = text.AsSpan(range);
            if (piece.Contains("://", StringComparison.Ordinal) || piece.Contains('@'))
            {
                continue;
            }

            foreach (var part in piece.SplitAny(Between))
            {
                var word = piece[part];
                if (word.Length > 0 && IsWord(word))
                {
                    words.Add(string.Create(word.Length, word, static (lower, letters) => letters.ToLowerInvariant(lower)));
                }
            }
        }

        return words;
    }

    private static bool IsWord(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (!char.IsLetter(letter))
            {
                return false;
            }
        }

        return true;
    }
}
