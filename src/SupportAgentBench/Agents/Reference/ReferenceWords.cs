using SupportAgentBench.Files;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Agents.Reference;

/// <summary>What the reference agents understand and say, in every language that they speak.</summary>
/// <param name="Photos">How descriptions of photos are understood; these are the same in every language.</param>
public sealed record ReferenceWords(IReadOnlyDictionary<string, SpokenWords> Languages, PhotoWords Photos, string Hash);

/// <summary>One language: the content of one file.</summary>
/// <param name="Things">What customers call products.</param>
/// <param name="Colors">What customers call the catalogue's colours.</param>
/// <param name="Sizes">What customers call the catalogue's sizes.</param>
/// <param name="ParcelStatus">Where a parcel stands, by the carrier's word.</param>
/// <param name="Date">How a day is written: {day}, {month} or {Month}.</param>
/// <param name="And">Between the last two of a list.</param>
/// <param name="BehindOne">What words that name many become behind the number 1.</param>
public sealed record SpokenWords(
    string Code, IReadOnlyDictionary<Topic, Patterns> Hears, IReadOnlyDictionary<Saying, IReadOnlyList<string>> Says,
    IReadOnlyList<Thing> Things, IReadOnlyDictionary<string, Patterns> Colors, IReadOnlyDictionary<string, Patterns> Sizes,
    IReadOnlyDictionary<string, string> ParcelStatus, string Date, string And, IReadOnlyDictionary<string, string> BehindOne)
{
    /// <summary>An agent reads the same e-mail again in every step, and every agent reads it. Bounded, so that memory stays so.</summary>
    private const int MostRemembered = 25_000;

    private readonly Recent<(Topic Topic, string Text), bool> _heard = new(MostRemembered);

    /// <summary>Whether a text is about a topic.</summary>
    public bool IsAbout(Topic topic, string text) => _heard.Of((topic, text), Hears, static (asked, hears) => hears[asked.Topic].In(asked.Text));
}

/// <summary>A thing that customers speak of, and the words of the catalogue names that it may be.</summary>
/// <param name="Names">One name says exactly which product; several make it a mere kind.</param>
public sealed record Thing(IReadOnlyList<string> Names, Patterns Heard);

/// <summary>What the description of a photo shows.</summary>
public sealed record PhotoWords(Patterns Damage, Patterns Use, Patterns OpenParcel);

/// <summary>What a customer's message can be about, or bring up.</summary>
public enum Topic
{
    Abuse, Dispute, Safety, Unsupported, OtherPlace, AddressChange, Cancel, CancelPart, Swap, Return, SentBack, Journey, Damaged, WrongItem, Missing,
    NotReceived, SendAgain, Status, WhenRefund, Promo, Charges, Recommend, Compensation, CloseTicket, Promised, Deadline, Fine, Fallback, OrderWord,
}

/// <summary>The sentences that an agent has, each in some variants.</summary>
public enum Saying
{
    Hello, HelloName, Sorry, Pushed, AskNumber, AskIdentity, StillIdentity, OtherNumber, AskDetails, AskItem, AskPhotoDamage, AskPhotoWrong, AskPhotoMissing,
    HandedOver, PromisedHandover, Processing, NoGuarantee, ParcelMoving, ParcelLabel, ParcelDelivered, ParcelStopped, Cancelled, ReturnArrived, Refunded, RefundDays, NotArrivedYet,
    NoSecondWhileMoving, DeliveredAsAddressed, ProposeReshipStopped, ProposeReshipElsewhere, ProposeReshipWrong, ProposeReshipMissing, DoneReship,
    NoProofNothing, ClaimTooLate, LooksUsed, PhotoUnclear, ProposeReplacement, DoneReplacement, DamagedSoldOut, NotAsThought, WrongGoesBack, NotOnOrder, NoNameNothing,
    NoPromiseOnRecord, ReturnHow, ReturnUsed, ReturnFinalSale, ReturnAfterDelivery, ExchangeHow, ExchangeHowOpen, ExchangeSoldOut, ExchangeFinalSale, AskVariant, SwapShipped,
    ProposeSwap, SwapSoldOut, SwapSoldOutOther, DoneSwap, ProposeCancel, DoneCancel, CancelOnlyWhole, CancelTooLate, CancelDelivered,
    AskAddress, ProposeAddress, DoneAddress, AddressTooLate, PromoNone, PromoApplied, PromoBase, PromoTerms, PromoWhyEarly, PromoWhyLate, PromoWhyMinimum,
    PromoWhyCategory, PromoWhyFinalSale, PromoWhyFirst, PromoWhyOnce, PromoWhyCombine, PromoNoLater, OrderLine, OrderSum, Discount, NoDiscount, RecommendThis, RecommendAlso,
    InStockIn, SoldOutIn, AlreadyOnOrder, Returnable, NothingFound, NoCompensation, NoClosing, DoneClosing, WriteFailed,
    StoryStatus, StoryPrice, StoryDelay, Idle,
}
