using System.Text.RegularExpressions;
using SupportAgentBench.Desks;

namespace SupportAgentBench.Wording;

/// <summary>One thing that a message says about an action.</summary>
/// <param name="Quote">The sentence, as it stands in the message.</param>
public sealed record Statement(ChangeKind Action, Tense Tense, string Quote);

/// <summary>An order status that a message states.</summary>
public sealed record StatusClaim(OrderStatus Status, string Quote);

/// <summary>A message as it was understood: what it says was done, what it proposes, asks, declines and mentions.</summary>
public sealed partial class Reading
{
    private readonly IReadOnlyList<LanguageWords> _languages;
    private readonly Lazy<IReadOnlyList<Statement>> _statements;
    private readonly Lazy<IReadOnlySet<Ask>> _asks;
    private readonly Lazy<bool> _declines;
    private readonly Lazy<Mentions> _mentions;
    private readonly Lazy<IReadOnlyList<StatusClaim>> _statuses;

    internal Reading(string text, IReadOnlyList<LanguageWords> languages, string? spoken)
    {
        Text = text;
        Spoken = spoken;
        _languages = languages;
        var sentences = new Lazy<IReadOnlyList<Sentence>>(() => Sentence.SplitOf(text, languages));
        _statements = new(() => [.. languages.SelectMany(language => StatementsIn(sentences.Value, language)).Distinct()]);
        _asks = new(() => languages.SelectMany(language => AsksIn(sentences.Value, language)).ToHashSet());
        _declines = new(() => sentences.Value.Any(sentence => !sentence.IsQuestion && languages.Any(language => language.Declines.In(sentence.Plain))));
        _mentions = new(() => new(text, languages));
        _statuses = new(() => [.. languages.SelectMany(language => StatusesIn(sentences.Value, language)).Distinct()]);
    }

    public string Text { get; }

    /// <summary>The language of the text; null when it cannot be told.</summary>
    public string? Spoken { get; }

    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    /// <summary>What it says of actions, in the order of the text.</summary>
    public IReadOnlyList<Statement> Statements => _statements.Value;

    public IReadOnlySet<Ask> Asks => _asks.Value;

    /// <summary>Says that something is not possible, not given or not so.</summary>
    public bool Declines => _declines.Value;

    /// <summary>Links, dates, amounts and numbers in the text.</summary>
    public Mentions Mentions => _mentions.Value;

    /// <summary>Order statuses that are stated as facts.</summary>
    public IReadOnlyList<StatusClaim> Statuses => _statuses.Value;

    public bool OffersMoreHelp => _languages.Any(language => language.AnythingElse.In(Text));

    public bool LeaksInternals => _languages.Any(language => language.Internals.In(Text));

    public Statement? Says(ChangeKind action, Tense tense) =>
        Statements.FirstOrDefault(statement => statement.Action == action && statement.Tense == tense);

    private static IEnumerable<Statement> StatementsIn(IReadOnlyList<Sentence> sentences, LanguageWords language)
    {
        for (var i = 0; i < sentences.Count; i++)
        {
            var sentence = sentences[i];
            var clauses = Clause.SplitOf(sentence, language);
            foreach (var (kind, words) in language.Actions)
            {
                if (clauses.Any(clause => clause.States(words.Done, language)))
                {
                    yield return new(kind, Tense.Done, sentence.Text);
                }
                else if (clauses.Any(clause => clause.States(words.Will, language)))
                {
                    yield return new(kind, Tense.Will, sentence.Text);
                }
            }

            if (language.Consents.In(sentence.Plain))
            {
                foreach (var kind in Proposed(sentences, i, language))
                {
                    yield return new(kind, Tense.Proposed, sentence.Text);
                }
            }
        }
    }

    private const int MostSentencesBack = 4;

    /// <summary>"Shall I cancel it?" names its action; "Is that okay?" takes the one named just before.</summary>
    private static List<ChangeKind> Proposed(IReadOnlyList<Sentence> sentences, int asking, LanguageWords language)
    {
        var left = MostSentencesBack;
        for (var i = asking; i >= 0 && left > 0; i--)
        {
            // The lines of a list belong together: an address, the items of an order.
            left -= i > 0 && sentences[i].IsListLine && sentences[i - 1].IsListLine ? 0 : 1;
            var named = language.Actions.Where(pair => pair.Key is not (ChangeKind.Handover or ChangeKind.Closure))
                .Where(pair => Clause.SplitOf(sentences[i], language).Any(clause => clause.Names(pair.Value.Topics, language)))
                .Select(pair => pair.Key).ToList();
            if (named.Count > 0)
            {
                return named;
            }
        }

        return [];
    }

    private static IEnumerable<Ask> AsksIn(IReadOnlyList<Sentence> sentences, LanguageWords language) =>
        sentences.Where(sentence => sentence.IsQuestion || language.Requests.In(sentence.Plain))
            .SelectMany(sentence => language.Asks.Where(pair => Clause.SplitOf(sentence, language).Any(clause => clause.AsksFor(pair.Value, language)))
                .Select(pair => pair.Key));

    private static IEnumerable<StatusClaim> StatusesIn(IReadOnlyList<Sentence> sentences, LanguageWords language) =>
        sentences.Where(sentence => !sentence.IsQuestion).SelectMany(sentence => language.Statuses
            .Where(pair => Clause.SplitOf(sentence, language).Any(clause => clause.States(pair.Value, language)))
            .Select(pair => new StatusClaim(pair.Key, sentence.Text)));

    /// <summary>A piece of a sentence with one verb: the reach of a negation or a condition.</summary>
    private sealed partial record Clause(string Text, bool AfterCondition, bool Relayed)
    {
        public static IReadOnlyList<Clause> SplitOf(Sentence sentence, LanguageWords language)
        {
            // In an item of a list a label and its value are one clause: "- Reshipment: blue case, created".
            var cuts = language.Breaks.AllIn(sentence.Plain).Select(match => match.Index)
                .Concat(Punctuation().Matches(sentence.Plain).Where(match => !(sentence.IsItem && (match.Value is ":" or ","))).Select(match => match.Index + 1))
                .Where(index => index > 0).Distinct().Order().Append(sentence.Plain.Length);
            var clauses = new List<Clause>();
            var start = 0;
            var condition = false;
            var reported = false;
            foreach (var cut in cuts)
            {
                var text = sentence.Plain[start..cut].Trim(' ', ',', ';', ':', '-', '–', '—', '(', ')', '*', '•');
                start = cut;
                if (text.Length > 0)
                {
                    var relayed = reported && language.Relays.In(text);
                    clauses.Add(new(text, condition && clauses.Count == 1, relayed));
                    reported = relayed || language.Reported.In(text);
                    condition |= clauses.Count == 1 && language.Conditions.First(text)?.Index == 0;
                }
            }

            return clauses;
        }

        /// <summary>States it as a fact: not negated, not asked, not under a condition, not as somebody's words.</summary>
        public bool States(Patterns patterns, LanguageWords language)
        {
            if (patterns.First(Text) is not { } match || Text.Contains('?', StringComparison.Ordinal) || language.Consents.In(Text))
            {
                return false;
            }

            var before = Text[..(match.Index + match.Length)];
            return !AfterCondition && !Relayed && !language.Negations.In(before) && !ConditionCovers(match, language) && !language.Reported.In(before);
        }

        /// <summary>Names the action without denying it.</summary>
        public bool Names(Patterns topics, LanguageWords language) =>
            topics.First(Text) is { } match && !language.Negations.In(Text[..match.Index]);

        public bool AsksFor(Patterns topics, LanguageWords language) =>
            topics.First(Text) is { } match && !NoNeed(match, language);

        private bool NoNeed(Match match, LanguageWords language) =>
            language.Negations.First(Text[..match.Index]) is { } negation && match.Index - negation.Index < 30 && !Text.Contains('?', StringComparison.Ordinal)
            && !language.Requests.In(Text);

        private bool ConditionCovers(Match match, LanguageWords language) =>
            language.Conditions.AllIn(Text).Any(condition => condition.Index == 0 || (condition.Index < match.Index + match.Length && condition.Index + condition.Length >= match.Index - 12 && !Inside(condition, match)));

        /// <summary>A pattern may itself contain a modal ("you can expect to hear from a colleague"): that one is meant so.</summary>
        private static bool Inside(Match condition, Match match) =>
            condition.Index > match.Index && condition.Index + condition.Length <= match.Index + match.Length;

        /// <summary>A bracket ends no clause: "the replacement (Black) has been created".</summary>
        [GeneratedRegex(@"[,;:](?=\s|$)|\s[-–—]\s|—", RegexOptions.CultureInvariant)]
        private static partial Regex Punctuation();
    }
}
