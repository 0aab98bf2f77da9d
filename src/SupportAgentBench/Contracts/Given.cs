using System.Runtime.CompilerServices;
using SupportAgentBench.Cases;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Contracts;

/// <summary>What a customer is given to say, taken apart once: every conversation about the case is held against the same lines.</summary>
internal sealed class Given
{
    private const int ShortestLine = 4;

    private static readonly ConditionalWeakTable<CustomerBlock, Given> All = [];

    private readonly Email _email;
    private readonly LanguageWords _words;

    private Given(Part part, Wordings wordings)
    {
        var (block, email) = (part.Block, part.Email);
        _email = email;
        _words = wordings.Of(part.Language);
        Knows = [.. block.Knows.OrderBy(pair => pair.Key).Select(pair => (pair.Key, new Line(pair.Value, _words)))];
        Pushback = [.. block.Pushback.Select(text => new Line(text, _words))];
        Then = block.Then is { } then ? new(then.Body, _words) : null;
        string[] own = [.. block.Pushback, .. block.Knows.Values, block.PhotoRefusal ?? "", block.Then?.Body ?? "", email.Body];
        WordForWord = [.. own.Select(Spaced).Where(line => line.Length >= ShortestLine).OrderByDescending(line => line.Length)];
        Source = new(string.Join('\n', [email.From, email.Subject, email.Photo?.Shows ?? "", block.Goal, block.Photo?.Shows ?? "", block.Photo?.File ?? "", .. own]), wordings);
    }

    /// <summary>What is told only when it is asked for.</summary>
    public IReadOnlyList<(Ask Ask, Line Line)> Knows { get; }

    public IReadOnlyList<Line> Pushback { get; }

    /// <summary>The second request; null when there is none.</summary>
    public Line? Then { get; }

    /// <summary>Everything together, as a source of facts.</summary>
    public Source Source { get; }

    private IReadOnlyList<string> WordForWord { get; }

    public static Given To(Part part, Wordings wordings)
    {
        var known = All.GetValue(part.Block, _ => new(part, wordings));
        return ReferenceEquals(known._email, part.Email) && ReferenceEquals(known._words, wordings.Of(part.Language)) ? known : new(part, wordings);
    }

    /// <summary>What is left of a text when everything is taken away that the block or the e-mail says word for word.</summary>
    public string OwnWords(string text)
    {
        var own = Spaced(text);
        foreach (var line in WordForWord)
        {
            own = own.Replace(line, " ", StringComparison.OrdinalIgnoreCase);
        }

        return own;
    }

    private static string Spaced(string text) => string.Join(' ', text.Replace('’', '\'').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
