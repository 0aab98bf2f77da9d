using SupportAgentBench.Cases;
using SupportAgentBench.Contracts;
using SupportAgentBench.Conversations;
using SupportAgentBench.Desks;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Customers;

/// <summary>Where a conversation stands for its customer: what was heard and asked so far, and whether a draft fits that.</summary>
internal sealed class Scene
{
    private readonly CustomerView _view;
    private readonly LanguageWords _words;
    private readonly Briefing _briefing;
    private readonly Wordings _wordings;
    private readonly Contract _contract;
    private readonly IReadOnlyList<Reading> _agent;
    private readonly bool _secondSent;

    public Scene(CustomerView view, Wordings wordings, Contract contract, Briefing briefing)
    {
        _briefing = briefing;
        _contract = contract;
        _view = view;
        _wordings = wordings;
        _words = wordings.Of(view.Language);
        _agent = [.. view.Messages.OfType<AgentMessage>().Select(message => wordings.Read(message.Text, view.Language))];
        _secondSent = view.Customer.Then is { } then && view.Messages.OfType<CustomerMessage>().Any(message => message.Text == then.Body);
        var wanted = _secondSent ? view.Customer.Then!.SatisfiedBy : view.Customer.SatisfiedBy;
        var messages = view.Messages.OfType<AgentMessage>().Zip(_agent).ToList();
        Heard = [.. wanted.Where(fact => messages.Any(said => view.Hears(fact, said.First, said.Second)))];
        Missing = [.. wanted.Except(Heard)];
    }

    /// <summary>What would satisfy the customer and has been said.</summary>
    public IReadOnlyList<Fact> Heard { get; }

    /// <summary>What would satisfy the customer and has not been said, as far as can be told without a model.</summary>
    public IReadOnlyList<Fact> Missing { get; }

    private Reading Last => _agent[^1];

    /// <summary>Why the customer should think again before sending this; null when nothing speaks against it. A customer who insists is sent as it is.</summary>
    public string? Doubt(Draft draft) =>
        draft.SendPhoto && _view.Customer.Photo is null ? _briefing.Phrase("again_no_photo")
        : draft.SendPhoto && !PhotoWasAsked ? _briefing.Phrase("again_photo_not_asked")
        : draft.End is TerminationReason.Satisfied && Missing.Count > 0 && !Agrees(draft)
            ? _briefing.Phrase("again_not_satisfied", ("missing", string.Join(_briefing.Phrase("nor"), Missing.Select(_briefing.Shown))))
        : draft.End is TerminationReason.ToldHandedOver && !_agent.Any(TellsOfHandover)
            ? _briefing.Phrase("again_not_handed_over")
        : draft.End is TerminationReason.GaveUp && !Last.IsBlank && Pushes < _view.Customer.Pushback.Count ? _briefing.Phrase("again_lines_left")
        : draft.IsBlank ? null : Broken(draft);

    /// <summary>What the draft would break of the contract that the audit holds it to afterwards.</summary>
    private string? Broken(Draft draft)
    {
        var message = new CustomerMessage(_view.Messages[^1].Turn + 1, draft.Say, null, null, null);
        var broken = _contract.CheckLast(new(_view.Customer, _view.Email, _view.Language, _view.Mood), [.. _view.Messages, message]);
        return broken is not [var breach, ..] ? null : breach.Kind switch
        {
            BreachKind.FellOutOfRole => _briefing.Phrase("again_role", ("quote", breach.Quote ?? "")),
            BreachKind.InventedFact => _briefing.Phrase("again_invented", ("quote", breach.Quote ?? "")),
            BreachKind.EarlyFact => _briefing.Phrase("again_early"),
            BreachKind.LanguageDrift => _briefing.Phrase("again_language", ("language", _words.Name)),
            _ => _briefing.Phrase("again_manner", ("what", breach.What)),
        };
    }

    /// <summary>Turns a draft into the reply, within the rules that hold whatever the model says.</summary>
    public CustomerReply Reply(Draft draft)
    {
        if (draft.End is TerminationReason.Satisfied && _view.Customer.Then is { } then && !_secondSent && !Agrees(draft))
        {
            return new(then.Body, null, null);
        }

        var photo = draft.SendPhoto && PhotoWasAsked ? _view.Customer.Photo : null;
        return new(draft.IsBlank ? null : draft.Say, photo is null ? null : new(photo.File, photo.Shows), Agrees(draft) ? null : draft.End);
    }

    /// <summary>Says yes to a proposed change: then there is something to wait for, and no end in the same breath.</summary>
    public bool Agrees(Draft draft)
    {
        var proposed = Last.Statements.Where(said => said.Tense is Tense.Proposed && Last.Says(said.Action, Tense.Done) is null).Select(said => said.Action).ToList();
        return proposed.Count > 0 && _wordings.Read(draft.Say, _view.Language).Answer is not Answer.No and var answer
            && (answer is Answer.Yes || proposed.Any(kind => _view.Customer.AgreesTo.Any(agreed => Actions.SameInWords(kind, agreed))));
    }

    /// <summary>Generous on purpose: the customer has read the message, and this only stops a photo that nobody mentioned.</summary>
    private bool PhotoWasAsked => _agent.Any(reading => reading.Asks.Contains(Ask.Photo))
        || _view.Messages.OfType<AgentMessage>().Any(message => _wordings.Languages.Any(language => language.Asks[Ask.Photo].In(message.Text)));

    private int Pushes => _view.Messages.OfType<CustomerMessage>().Count() - 1;

    private static bool TellsOfHandover(Reading reading) =>
        reading.Says(ChangeKind.Handover, Tense.Done) is not null || reading.Says(ChangeKind.Handover, Tense.Will) is not null;
}
