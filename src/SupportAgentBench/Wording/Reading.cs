using SupportAgentBench.Desks;

namespace SupportAgentBench.Wording;

/// <summary>One thing that a message says about an action.</summary>
/// <param name="Quote">The sentence, as it stands in the message.</param>
public sealed record Statement(ChangeKind Action, Tense Tense, string Quote);

/// <summary>An order status that a message states.</summary>
public sealed record StatusClaim(OrderStatus Status, string Quote);

/// <summary>A message as it was understood: what it says was done, what it proposes, asks, declines and mentions.</summary>
public sealed class Reading
{
    private readonly IReadOnlyList<LanguageWords> _languages;
    private readonly Lazy<IReadOnlyList<Statement>> _statements;
    private readonly Lazy<IReadOnlyList<Deed>> _deeds;
    private readonly Lazy<IReadOnlySet<Ask>> _asks;
    private readonly Lazy<bool> _awaits;
    private readonly Lazy<bool> _asksForYes;
    private readonly Lazy<bool> _asksYesOrNo;
    private readonly Lazy<IReadOnlySet<ChangeKind>> _mayPropose;
    private readonly Lazy<IReadOnlySet<ChangeKind>> _mayTell;
    private readonly Lazy<string?> _outcome;
    private readonly Lazy<bool> _namesPeople;
    private readonly Lazy<Answer> _answer;
    private readonly Lazy<bool> _declines;
    private readonly Lazy<Mentions> _mentions;
    private readonly Lazy<IReadOnlyList<StatusClaim>> _statuses;

    internal Reading(string text, IReadOnlyList<LanguageWords> languages, Currencies currencies, string? spoken)
    {
        Text = text;
        Spoken = spoken;
        _languages = languages;
        var sentences = new Lazy<IReadOnlyList<Sentence>>(() => Sentence.SplitOf(text, languages));
        var split = new Lazy<IReadOnlyList<IReadOnlyList<Split>>>(() =>
            [.. languages.Select(language => sentences.Value.Select(sentence => new Split(sentence, Clause.SplitOf(sentence, language))).ToList())]);
        IEnumerable<T> InEach<T>(Func<IReadOnlyList<Split>, LanguageWords, IEnumerable<T>> find) => languages.SelectMany((language, index) => find(split.Value[index], language));
        var deeds = new Lazy<IReadOnlyList<IReadOnlyList<Deed>>>(() => [.. languages.Select((language, index) => DeedReader.Of(split.Value[index], language).ToList())]);
        _statements = new(() => [.. InEach(StatementsIn).Concat(languages.SelectMany((language, index) => DeedsOfDesk(deeds.Value[index], split.Value[index], language))).Distinct()]);
        _deeds = new(() => [.. deeds.Value.SelectMany(told => told).Distinct()]);
        _awaits = new(() => sentences.Value.Any(sentence => languages.Any(language =>
            language.Agreement.Choices.In(sentence.Plain) || language.AsksForYes(sentence.Plain))));
        _asksForYes = new(() => !Statements.Any(statement => statement.Tense is Tense.Proposed) && InEach(UnnamedIn).Any());
        _mayPropose = new(() => InEach(MayProposeIn).ToHashSet());
        _asksYesOrNo = new(() => InEach(YesOrNoIn).Any());
        _mayTell = new(() => InEach(NamedIn).ToHashSet());
        _namesPeople = new(() => InEach((sentences, language) => sentences.Where(split => !split.Sentence.IsQuestion && split.Clauses.Any(clause => clause.Names(language.Actions[ChangeKind.Handover].Topics, language)))).Any());
        _outcome = new(() => languages.Select((language, index) => OutcomeReader.Of(split.Value[index], language)).FirstOrDefault(told => told is not null));
        _answer = new(() => languages.Select((language, index) => AnswerReader.Of(split.Value[index], language)).FirstOrDefault(answer => answer is not Answer.None));
        _asks = new(() => (InEach(AsksIn).ToHashSet() is { Count: > 0 } asks ? asks : InEach(PointedAtIn).ToHashSet()));
        _declines = new(() => sentences.Value.Any(sentence => !sentence.IsQuestion && languages.Any(language => language.Declines.In(sentence.Plain))));
        _mentions = new(() => new(text, languages, currencies));
        _statuses = new(() => [.. InEach(StatusesIn).Distinct()]);
    }

    public string Text { get; }

    /// <summary>The language of the text; null when it cannot be told.</summary>
    public string? Spoken { get; }

    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    /// <summary>What it says of actions, in the order of the text.</summary>
    public IReadOnlyList<Statement> Statements => _statements.Value;

    /// <summary>What it says was done, in any trade, in the order of the text.</summary>
    public IReadOnlyList<Deed> Deeds => _deeds.Value;

    public IReadOnlySet<Ask> Asks => _asks.Value;

    /// <summary>Says that something is not possible, not given or not so.</summary>
    public bool Declines => _declines.Value;

    /// <summary>Links, dates, amounts and numbers in the text.</summary>
    public Mentions Mentions => _mentions.Value;

    /// <summary>Order statuses that are stated as facts.</summary>
    public IReadOnlyList<StatusClaim> Statuses => _statuses.Value;

    /// <summary>Waits for a yes to something, or for a choice; a request for an order number or a name is neither.</summary>
    public bool AwaitsAgreement => _awaits.Value;

    /// <summary>Read as a customer's answer to a proposal; where it may be in several languages, the first that says yes or no.</summary>
    public Answer Answer => _answer.Value;

    /// <summary>Asks for a yes, and names no change that we know of: what it is to is told by what follows.</summary>
    public bool AsksForYes => _asksForYes.Value;

    /// <summary>Has a question to be answered with yes or no that asks for no data.</summary>
    public bool AsksYesOrNo => _asksYesOrNo.Value;

    /// <summary>Names the change and has a question to be answered with yes or no, in whatever words. Enough where a yes follows; not to call it a proposal.</summary>
    public bool MayPropose(ChangeKind action) => _mayPropose.Value.Any(named => Actions.SameInWords(named, action));

    /// <summary>Names the change and does not ask or deny it, or tells of something done. Enough where the change is known to be made; not to call it a claim.</summary>
    public bool MayTell(ChangeKind action) => Deeds.Count > 0 || _mayTell.Value.Any(named => Actions.SameInWords(named, action));

    /// <summary>The sentence that reports an outcome in whatever words; of what, is told by what was agreed before. Null where none does.</summary>
    public string? Outcome => _outcome.Value;

    /// <summary>Names somebody of the house who may take over, and neither asks nor denies it. Enough where a handover is known to be made; not to call it a claim.</summary>
    public bool NamesPeople => _namesPeople.Value;

    public bool OffersMoreHelp => _languages.Any(language => language.AnythingElse.In(Text));

    public bool LeaksInternals => _languages.Any(language => language.Internals.In(Text));

    public Statement? Says(ChangeKind action, Tense tense) =>
        Statements.FirstOrDefault(statement => statement.Action == action && statement.Tense == tense);

    private static IEnumerable<Statement> StatementsIn(IReadOnlyList<Split> sentences, LanguageWords language)
    {
        for (var i = 0; i < sentences.Count; i++)
        {
            var (sentence, clauses) = sentences[i];
            foreach (var (kind, words) in language.Actions)
            {
                if (clauses.Any(clause => clause.States(words.Done, language)))
                {
                    yield return new(kind, Tense.Done, sentence.Text);
                }
                else if (clauses.Any(clause => !clause.BeforeCondition && clause.States(words.Will, language)))
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

    /// <summary>Told as done in the words of any trade, and named as a desk's change: "delivery address updated", "the order, #1211, is now cancelled".</summary>
    private static IEnumerable<Statement> DeedsOfDesk(IReadOnlyList<Deed> deeds, IReadOnlyList<Split> sentences, LanguageWords language)
    {
        var told = deeds.Where(deed => deed.IsNews).ToLookup(deed => deed.Quote, deed => deed.Kind);
        return from split in told.Count == 0 ? [] : sentences
               where told.Contains(split.Sentence.Text)
               from kind in Named(split, language)
               where told[split.Sentence.Text].Intersect(language.Deeds.Ways.Changes[kind]).Any()
               select new Statement(kind, Tense.Done, split.Sentence.Text);
    }

    private const int MostSentencesBack = 6;

    /// <summary>"Shall I cancel it?" names its action; "Is that okay?" takes the one named just before.</summary>
    private static List<ChangeKind> Proposed(IReadOnlyList<Split> sentences, int asking, LanguageWords language)
    {
        var left = MostSentencesBack;
        for (var i = asking; i >= 0 && left > 0; i--)
        {
            // The lines of a list belong together: an address, the items of an order.
            left -= i > 0 && sentences[i].Sentence.IsListLine && sentences[i - 1].Sentence.IsListLine ? 0 : 1;
            var named = Named(sentences[i], language);
            if (named.Count == 0)
            {
                continue;
            }

            // Among the lines of a list that propose goods, one that begins with "address:" only says where they go.
            // What opens the list ("I'd send you:") belongs to it.
            for (var line = i - 1; line >= 0 && sentences[line + 1].Sentence.IsListLine && (sentences[line].Sentence.IsListLine || sentences[line].Sentence.Plain.EndsWith(':')); line--)
            {
                named = [.. named.Union(Named(sentences[line], language))];
            }

            return sentences[i].Sentence.IsListLine && named.Exists(Actions.IsGoods) ? [.. named.Where(kind => kind is not ChangeKind.AddressChange)] : named;
        }

        // "For this I need your yes. I'll then correct the address."
        return asking + 1 < sentences.Count ? Named(sentences[asking + 1], language) : [];
    }

    private static List<ChangeKind> Named(Split sentence, LanguageWords language) =>
    [
        .. language.Actions.Where(pair => pair.Key is not (ChangeKind.Handover or ChangeKind.Closure))
            .Where(pair => sentence.Clauses.Any(clause => clause.Names(pair.Value.Topics, language))).Select(pair => pair.Key),
    ];

    /// <summary>A question to be answered with yes or no is about what it names, and about what the message names outside its questions: "I can send you another one. Are you in?"</summary>
    private static IEnumerable<ChangeKind> MayProposeIn(IReadOnlyList<Split> sentences, LanguageWords language)
    {
        var questions = YesOrNoIn(sentences, language).ToList();
        return questions.Count == 0 ? [] : questions.SelectMany(split => Named(split, language)).Concat(NamedIn(sentences, language));
    }

    private static IEnumerable<Split> YesOrNoIn(IReadOnlyList<Split> sentences, LanguageWords language) =>
        sentences.Where(split => split.Sentence.IsQuestion && !language.OpenQuestions.In(split.Sentence.Plain) && !language.Idle.In(split.Sentence.Plain)
            && !language.AnythingElse.In(split.Sentence.Plain) && !AsksIn([split], language).Any());

    private static IEnumerable<ChangeKind> NamedIn(IReadOnlyList<Split> sentences, LanguageWords language) =>
        sentences.Where(split => !split.Sentence.IsQuestion && !language.Consents.In(split.Sentence.Plain)).SelectMany(split => Named(split, language));

    /// <summary>Sentences that ask for a yes and for nothing else.</summary>
    private static IEnumerable<Split> UnnamedIn(IReadOnlyList<Split> sentences, LanguageWords language) =>
        sentences.Where(split => language.AsksForYes(split.Sentence.Plain) && !language.Idle.In(split.Sentence.Plain) && !AsksIn([split], language).Any());

    /// <summary>Asked for by a question that names nothing itself ("Can you send one?"): what the sentences before it speak of, in a message about no change.</summary>
    private static IEnumerable<Ask> PointedAtIn(IReadOnlyList<Split> sentences, LanguageWords language)
    {
        var question = sentences.ToList().FindIndex(split => split.Sentence.IsQuestion && !language.AnythingElse.In(split.Sentence.Plain));
        List<Ask> asks = question < 0 ? [] : [.. language.Asks.Where(pair => pair.Key is Ask.Photo or Ask.Email or Ask.PostalCode or Ask.OrderNumber
            && sentences.Take(question).Any(split => split.Clauses.Any(clause => clause.AsksFor(pair.Value, language)))).Select(pair => pair.Key)];

        // Looked for last: it is the dearest.
        return asks.Count == 0 || sentences.SelectMany(split => Named(split, language)).Any() ? [] : asks;
    }

    /// <summary>In questions and requests, and in the items of a list that a request opens: "Please send me these two:".</summary>
    private static IEnumerable<Ask> AsksIn(IReadOnlyList<Split> sentences, LanguageWords language)
    {
        var isOpen = false;
        foreach (var split in sentences)
        {
            var isRequest = split.Sentence.IsQuestion || language.Requests.In(split.Sentence.Plain);
            isOpen = split.Sentence.IsItem ? isOpen : isRequest && split.Sentence.Plain.EndsWith(':') && !language.AsksForYes(split.Sentence.Plain);
            if (isRequest || (isOpen && split.Sentence.IsItem))
            {
                foreach (var ask in language.Asks.Where(pair => split.Clauses.Any(clause => clause.AsksFor(pair.Value, language))).Select(pair => pair.Key))
                {
                    yield return ask;
                }
            }
        }
    }

    private static IEnumerable<StatusClaim> StatusesIn(IReadOnlyList<Split> sentences, LanguageWords language) =>
        sentences.Where(split => !split.Sentence.IsQuestion).SelectMany(split => language.Statuses
            .Where(pair => split.Clauses.Any(clause => clause.States(pair.Value, language)))
            .Select(pair => new StatusClaim(pair.Key, split.Sentence.Text)));
}
