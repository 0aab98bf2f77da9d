using SupportAgentBench.Cases;
using SupportAgentBench.Conversations;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Customers;

/// <summary>
/// Plays a case's customer without a model: answers what it is asked, holds back what must be asked for, says yes or no to what
/// is proposed, pushes back from mild to hard, and stops when satisfied, handed over or out of patience. Deterministic under a seed.
/// </summary>
public sealed class ScriptedCustomer(Wordings wordings) : ICustomer
{
    public string Name => "scripted";

    /// <summary>Folds over all agent messages so far: nothing is kept between calls, and the last reply is the one that counts.</summary>
    public Task<CustomerReply> ReplyAsync(CustomerView view, CancellationToken cancellation)
    {
        var part = new Part(view, wordings);
        CustomerReply? reply = null;
        foreach (var message in view.Messages.OfType<TranscriptEvent.AgentMessage>())
        {
            reply = part.Answer(message);
        }

        return Task.FromResult(reply ?? throw new InvalidOperationException("a customer replies to an agent's message"));
    }

    /// <summary>The customer in one conversation.</summary>
    private sealed class Part
    {
        private const int MostBlanks = 2;
        private readonly CustomerView _view;
        private readonly CustomerBlock _block;
        private readonly string _language;
        private readonly Wordings _wordings;
        private readonly CustomerWords _words;
        private readonly Random _random;
        private readonly HashSet<Ask> _answered = [];
        private readonly HashSet<Fact> _heard = [];
        private IReadOnlyList<Fact> _wanted;
        private bool _agreedUnsure;
        private bool _secondSent;
        private bool _photoSent;
        private readonly HashSet<IReadOnlyList<string>> _said = [];
        private bool _complainedOfLanguage;
        private int _pushed;
        private int _blanks;

        public Part(CustomerView view, Wordings wordings)
        {
            _view = view;
            _block = view.Customer;
            _language = view.Language;
            _wordings = wordings;
            _words = wordings.Of(view.Language).Customer;
            _random = new Random(view.Seed);
            _wanted = _block.SatisfiedBy;
        }

        public CustomerReply Answer(TranscriptEvent.AgentMessage message)
        {
            var reading = _wordings.Read(message.Text, _language);
            if (reading.IsBlank)
            {
                return ++_blanks > MostBlanks ? GiveUp() : Say(_words.Empty);
            }

            _heard.UnionWith(_wanted.Where(fact => _view.Hears(fact, message, reading)));
            if (_view.HearsHandover(message, reading))
            {
                return new(Pick(_words.ThanksHandover), null, TerminationReason.ToldHandedOver);
            }

            var proposed = reading.Statements.Where(said => said.Tense is Tense.Proposed && reading.Says(said.Action, Tense.Done) is null)
                .Select(said => said.Action).ToHashSet();
            // "Should I make that switch?" may go by another change's name: what it is to is named beside it.
            var agrees = proposed.Any(kind => _block.AgreesTo.Any(agreed => Actions.SameInWords(kind, agreed) || reading.MayPropose(agreed)));
            if (_wanted.All(_heard.Contains) && !agrees)
            {
                return Settled();
            }

            if (reading.Spoken is { } spoken && spoken != _language && !_complainedOfLanguage)
            {
                _complainedOfLanguage = true;
                return Say(_words.WrongLanguage);
            }

            if (agrees || (proposed.Count == 0 && MayAgree(reading)))
            {
                return Join([Pick(_words.Agree), .. Answers(reading.Asks.Except([Ask.Photo]))], null);
            }

            if (proposed.Count > 0)
            {
                return Once(_words.Refuse) ?? Push(Pick(_words.Refuse));
            }

            return Asked(reading.Asks) ?? Push(null);
        }

        /// <summary>A yes to what is asked in unusual words; once, because it may have been no proposal.</summary>
        private bool MayAgree(Reading reading) =>
            !_agreedUnsure && (_agreedUnsure = !reading.Declines && _block.AgreesTo.Count > 0 && (reading.AsksForYes || _block.AgreesTo.Any(reading.MayPropose)));

        private CustomerReply Settled()
        {
            if (_block.Then is { } then && !_secondSent)
            {
                _secondSent = true;
                _wanted = then.SatisfiedBy;
                return new(then.Body, null, null);
            }

            return new(Pick(_words.Thanks), null, TerminationReason.Satisfied);
        }

        /// <summary>Answers what is asked; null when nothing is, or when all of it was answered before.</summary>
        private CustomerReply? Asked(IReadOnlySet<Ask> asks)
        {
            if (asks.Contains(Ask.Photo) && !_photoSent && _block.Photo is { } photo)
            {
                _photoSent = true;
                return Join([Pick(_words.Photo), .. Answers(asks.Except([Ask.Photo]))], new(photo.File, photo.Shows));
            }

            var fresh = asks.Where(ask => ask is not Ask.Photo && !_answered.Contains(ask)).ToList();
            if (fresh.Any(_block.Knows.ContainsKey))
            {
                var refusal = asks.Contains(Ask.Photo) && !_photoSent ? [_block.PhotoRefusal ?? Pick(_words.NoPhoto)] : Array.Empty<string>();
                return Join([.. Answers(fresh), .. refusal], null);
            }

            if (asks.Contains(Ask.Photo) && _block.Photo is null && Once(_block.PhotoRefusal is { } refused ? [refused] : _words.NoPhoto, _words.NoPhoto) is { } without)
            {
                return without;
            }

            return fresh.Any(ask => ask is Ask.OrderNumber or Ask.Email or Ask.PostalCode) ? Once(_words.DontHave) : null;
        }

        /// <summary>Said the first time; null afterwards, when patience begins to run out.</summary>
        private CustomerReply? Once(IReadOnlyList<string> variants, IReadOnlyList<string>? kind = null) => _said.Add(kind ?? variants) ? Say(variants) : null;

        /// <summary>What the customer knows of what is asked; each fact is told once.</summary>
        private IReadOnlyList<string> Answers(IEnumerable<Ask> asks) =>
            [.. asks.Order().Where(ask => _answered.Add(ask)).Select(_block.Knows.GetValueOrDefault).OfType<string>()];

        private CustomerReply Push(string? first)
        {
            if (_pushed == _block.Pushback.Count)
            {
                return GiveUp();
            }

            var line = _block.Pushback[_pushed++];
            return Join(first is null ? [line] : [first, line], null);
        }

        private CustomerReply GiveUp() => new(Pick(_words.GiveUp), null, TerminationReason.GaveUp);

        private CustomerReply Say(IReadOnlyList<string> variants) => new(Pick(variants), null, null);

        private static CustomerReply Join(IEnumerable<string> parts, Attachment? attachment) => new(string.Join(' ', parts), attachment, null);

        private string Pick(IReadOnlyList<string> variants) => variants[_random.Next(variants.Count)];
    }
}
