using System.Collections.Frozen;
using SupportAgentBench.Desks;

namespace SupportAgentBench.Wording;

/// <summary>How one language says what matters: the content of one wording file.</summary>
public sealed record LanguageWords(
    string Code,
    string Name,
    FrozenSet<string> Common,
    Patterns Unbroken,
    Patterns Breaks,
    Patterns Negations,
    Patterns Conditions,
    Patterns Wishes,
    Patterns Courtesies,
    Patterns Assurances,
    Patterns Reported,
    Patterns Relays,
    Patterns Requests,
    Patterns Consents,
    Patterns Idle,
    Patterns OpenQuestions,
    IReadOnlyDictionary<ChangeKind, ActionWords> Actions,
    DeedWords Deeds,
    OutcomeWords Outcomes,
    AgreementWords Agreement,
    IReadOnlyDictionary<Ask, Patterns> Asks,
    Patterns AnythingElse,
    Patterns Declines,
    IReadOnlyDictionary<OrderStatus, Patterns> Statuses,
    Patterns Internals,
    IReadOnlyDictionary<string, int> Months,
    Patterns Dates,
    AnswerWords Answers,
    CustomerWords Customer)
{
    /// <summary>A sentence asks for a yes, not for data only.</summary>
    public bool AsksForYes(string sentence) => Consents.In(sentence) && !Agreement.Data.In(sentence);
}

/// <summary>How an action is named, said to be done, and announced.</summary>
public sealed record ActionWords(Patterns Topics, Patterns Done, Patterns Will);

/// <summary>How agreement is asked for where no case says what is proposed.</summary>
/// <param name="Data">Asks for data only, though it sounds like a request for a yes.</param>
/// <param name="Choices">Lets the customer choose.</param>
public sealed record AgreementWords(Patterns Data, Patterns Choices);

/// <summary>What the scripted customer says around the words of the case; each a list to choose from by seed.</summary>
public sealed record CustomerWords(
    IReadOnlyList<string> Agree, IReadOnlyList<string> Refuse, IReadOnlyList<string> Thanks, IReadOnlyList<string> ThanksHandover,
    IReadOnlyList<string> DontHave, IReadOnlyList<string> NoPhoto, IReadOnlyList<string> Photo, IReadOnlyList<string> Empty,
    IReadOnlyList<string> Again, IReadOnlyList<string> GiveUp, IReadOnlyList<string> WrongLanguage);
