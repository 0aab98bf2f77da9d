namespace SupportAgentBench.Wording;

/// <summary>Splits a text into plain lower-case words; links, numbers and addresses are no words.</summary>
public static class Tokens
{
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        foreach (var piece in text.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (piece.Contains("://", StringComparison.Ordinal) || piece.Contains('@', StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var word in piece.Split(['.', ',', ';', ':', '!', '?', '(', ')', '"', '\'', '’', '«', '»', '“', '”', '¿', '¡', '-', '/', '*'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (word.All(char.IsLetter))
                {
                    words.Add(word.ToLowerInvariant());
                }
            }
        }

        return words;
    }
}
