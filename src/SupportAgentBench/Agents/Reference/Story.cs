using System.Globalization;
using System.Text.RegularExpressions;
using SupportAgentBench.Conversations;
using SupportAgentBench.Desks;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Agents.Reference;

/// <summary>What the customer has written so far, and how it is to be taken.</summary>
internal sealed partial class Story
{
    /// <summary>What a customer can want of an agent, as against what they only bring up.</summary>
    private static readonly Topic[] Requests =
    [
        Topic.AddressChange, Topic.Cancel, Topic.Swap, Topic.Return, Topic.Status, Topic.WhenRefund, Topic.Promo, Topic.Charges, Topic.Recommend,
        Topic.CloseTicket,
    ];

    private const string English = "en";

    private readonly List<string> _messages = [];
    private readonly List<string> _own = [];
    private readonly List<bool> _counts = [];

    public Story(AgentView view, Wordings wordings, ReferenceWords words)
    {
        foreach (var happened in view.Events)
        {
            switch (happened)
            {
                case TranscriptEvent.CustomerMessage message:
                    _messages.Add(message.Subject is null ? message.Text : $"{message.Subject}.\n{message.Text}");
                    From = message.From ?? From;
                    if (message.Attachment is { } attachment)
                    {
                        Photos.Add(attachment.Shows);
                    }

                    break;
                case TranscriptEvent.AgentMessage answer:
                    _own.Add(answer.Text);
                    break;
            }
        }

        var code = LanguageOf(string.Join('\n', _messages), wordings, words);
        Words = words.Languages[code];
        Grammar = wordings.Of(code);
        var readings = _own.Select(text => wordings.Read(text, code)).ToList();
        for (var i = 0; i < _messages.Count; i++)
        {
            _counts.Add(i == 0 || readings[i - 1].Asks.Count > 0);
        }

        if (readings.Count > 0 && wordings.Read(_messages[^1], code).Answer is Answer.Yes)
        {
            Agreed = readings[^1].Statements.Where(statement => statement.Tense is Tense.Proposed).Select(statement => statement.Action).ToHashSet();
        }

        AskedPhoto = readings.Any(reading => reading.Asks.Contains(Ask.Photo));
        AskedNumber = readings.Any(reading => reading.Asks.Contains(Ask.OrderNumber));
        AskedDetails = readings.Any(reading => reading.Asks.Contains(Ask.Details));
        var waiting = readings.Count > 0 && (readings[^1].Asks.Count > 0 || readings[^1].Statements.Any(statement => statement.Tense is Tense.Proposed));
        Core = string.Join('\n', _messages.Where((_, index) => _counts[index]));
        FreshRequests = _messages.Count > 1 && !waiting ? [.. Requests.Where(topic => In(topic, _messages[^1]) && (!In(topic, Core) || (topic is Topic.Promo && CodesIn(_messages[^1]).Except(CodesIn(Core)).Any())))] : [];
        Pushes = Math.Max(0, _messages.Count - 1 - _counts.Skip(1).Count(counts => counts) - readings.Count(reading => reading.Statements.Any(statement => statement.Tense is Tense.Proposed)));
    }

    public SpokenWords Words { get; }

    public LanguageWords Grammar { get; }

    public string From { get; } = "";

    public List<string> Photos { get; } = [];

    /// <summary>What counts for the request: the first e-mail, and the answers to our questions; not what is said to press us.</summary>
    public string Core { get; }

    /// <summary>The request, as short as a summary is.</summary>
    public string Summary => Core.Length > 400 ? Core[..400] : Core;

    public string Last => _messages[^1];

    public string Everything => string.Join('\n', _messages);

    public bool IsFirst => _messages.Count == 1;

    /// <summary>New requests in the last message, after the earlier ones were answered.</summary>
    public IReadOnlyList<Topic> FreshRequests { get; }

    /// <summary>What the customer has just said yes to.</summary>
    public IReadOnlySet<ChangeKind> Agreed { get; } = new HashSet<ChangeKind>();

    public bool AskedPhoto { get; }

    public bool AskedNumber { get; }

    public bool AskedDetails { get; }

    /// <summary>How often the customer has pressed us.</summary>
    public int Pushes { get; }

    /// <summary>Whether the matter to be answered now is about the topic.</summary>
    public bool About(Topic topic) =>
        FreshRequests.Count > 0 && Requests.Contains(topic) ? FreshRequests.Contains(topic) : In(topic, FreshRequests.Count > 0 ? Last : Core);

    public bool EverAbout(Topic topic) => In(topic, Everything);

    public bool In(Topic topic, string text) => Words.IsAbout(topic, text);

    /// <summary>The sentences, cut also where another thought begins ("but", "although").</summary>
    public IEnumerable<string> Sentences(string text) =>
        Ends().Split(Wrapped().Replace(text, " ")).SelectMany(sentence => Cut(sentence)).Where(sentence => sentence.Length > 1);

    /// <summary>Order numbers as the customer wrote them, the latest message's first; those of orders that are fine only when there are no others.</summary>
    public IReadOnlyList<int> Numbers()
    {
        foreach (var message in Enumerable.Reverse(_messages))
        {
            var numbers = Sure(Sentences(message).Where(sentence => !In(Topic.Fine, sentence)).SelectMany(NumbersIn));
            if (numbers.Count == 0)
            {
                numbers = Sure(NumbersIn(message));
            }

            if (numbers.Count > 0)
            {
                return numbers;
            }
        }

        return [];
    }

    public static IReadOnlyList<string> CodesIn(string text) =>
        [.. PromotionCode().Matches(text).Select(match => match.Value.ToUpperInvariant()).Distinct()];

    public IReadOnlyList<string> Emails() =>
        [.. EmailAddress().Matches(Everything).Select(match => match.Value.TrimEnd('.')).Distinct(StringComparer.OrdinalIgnoreCase)];

    public bool Gives(string postalCode) => PostalCodes.Compact(Everything).Contains(PostalCodes.Compact(postalCode), StringComparison.Ordinal);

    private IEnumerable<(int Number, bool IsSure)> NumbersIn(string text) =>
        FourDigits().Matches(text)
            .Select(match => (match, sure: Words.Hears[Topic.OrderWord].In(text[..match.Index])))
            .Where(pair => pair.sure || !(pair.match.Groups["street"].Success || pair.match.Groups["place"].Success))
            .Select(pair => (int.Parse(pair.match.Groups["number"].Value, CultureInfo.InvariantCulture), pair.sure))
            .Where(pair => pair.sure || pair.Item1 is < 2020 or > 2030);

    /// <summary>Beside a number that is called an order's, others count only when they look like it: house numbers are numbers too.</summary>
    private static List<int> Sure(IEnumerable<(int Number, bool IsSure)> numbers)
    {
        var all = numbers.ToList();
        var sure = all.Where(pair => pair.IsSure).Select(pair => pair.Number / 1000).ToHashSet();
        return [.. all.Where(pair => sure.Count == 0 || sure.Contains(pair.Number / 1000)).Select(pair => pair.Number).Distinct()];
    }

    private IEnumerable<string> Cut(string sentence)
    {
        var start = 0;
        foreach (var cut in Grammar.Breaks.AllIn(sentence).Select(match => match.Index).Where(index => index > 0).Append(sentence.Length))
        {
            yield return sentence[start..cut].Trim();
            start = cut;
        }
    }

    /// <summary>The customer's language; English for one that the agents do not speak.</summary>
    private static string LanguageOf(string text, Wordings wordings, ReferenceWords words)
    {
        if (wordings.Identify(text) is { } known)
        {
            return words.Languages.ContainsKey(known.Code) ? known.Code : English;
        }

        // Too short to be sure of: the language with the most of its frequent words.
        var tokens = Tokens.Of(text);
        return wordings.Languages.Where(language => words.Languages.ContainsKey(language.Code))
            .OrderByDescending(language => tokens.Count(language.Common.Contains)).ThenBy(language => language.Code == English ? 0 : 1).First().Code;
    }

    /// <summary>A line that was broken by its width, and not by its writer.</summary>
    [GeneratedRegex(@"(?<=[^\n]{55})\n(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Wrapped();

    /// <summary>Promotion codes are written alike in every language.</summary>
    [GeneratedRegex(@"\b[A-Z]{4,}\d{1,2}\b", RegexOptions.CultureInvariant)]
    private static partial Regex PromotionCode();

    [GeneratedRegex(@"[.!?;…]+(?=\s|$)|\n\s*\n|\n(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Ends();

    [GeneratedRegex(@"(?<![\d$€£A-Za-z.,-])(?<number>\d{4})(?![\d-]|[.,]\d|\s?[€$£])(?<place>,\s[A-Z][a-z]+)?(?<street>\s(?:N|S|E|W|NE|NW|SE|SW)\.?\s\w+|\s(?:[A-Z]\.? )?[A-Z][a-zé]+\s(?:[A-Z][a-z]+\s)?[A-Z]?[a-z]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex FourDigits();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex EmailAddress();
}
