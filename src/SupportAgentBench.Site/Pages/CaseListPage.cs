using System.Text.Json;
using SupportAgentBench.Cases;
using SupportAgentBench.Files;
using SupportAgentBench.Site.Documents;
using static SupportAgentBench.Site.Documents.Block;
using static SupportAgentBench.Site.Documents.Inline;

namespace SupportAgentBench.Site.Pages;

/// <summary>All cases, by what is asked for.</summary>
public sealed record CaseListPage(SiteContent Content)
    : DocumentPage(SiteContent.CaseList, "The cases", $"{Content.Source.Cases.Cases.Count:N0} e-mails to the desk {Content.Source.Desk.Profile.Name}, each grounded in an order, by what is asked for; and how often agents get them right.")
{
    public override IReadOnlyList<Block> Blocks
    {
        get
        {
            var tallies = Content.Tallies;
            return [.. Content.Source.Cases.Cases.GroupBy(played => played.Bucket).OrderBy(bucket => bucket.Key).Select(bucket => (Block)new Section(
                Words.Of(bucket.Key).Replace('_', '-'), Heading(bucket.Key),
                [
                    Tell(What(bucket.Key)),
                    .. bucket.GroupBy(played => played.Bucket is Bucket.Adversarial or Bucket.Twin ? "" : played.Intent).Select(intent => new Section(
                        intent.Key == "" ? $"all-{Words.Of(bucket.Key).Replace('_', '-')}" : $"intent-{intent.Key}", intent.Key != "" ? Say.Named(intent.Key) : bucket.Key is Bucket.Twin ? "All twins" : "All traps",
                        [
                            new Table($"{(intent.Key == "" ? Heading(bucket.Key) : Say.Named(intent.Key))}: cases", [new("case"), new("the customer wants"), new("order", true), new("language"), new("mood"), new("went well", true)],
                            [
                                .. intent.Select(played => new Row(
                                [
                                    [new Link(Content.OfCase(played.Id), played.Id), .. played.Bucket is Bucket.Adversarial ? (Inline[])[" ", new Link(Content.OfTrap(played.Trap!), "trap")] : []],
                                    [played.Customer.Goal], [$"#{played.Order}"], [played.Language], [Say.Word(played.Mood)],
                                    [tallies[played.Id].Good is { Of: > 0 } good ? $"{good.Hits:N0}/{good.Of:N0}" : new Quiet("not played")],
                                ])),
                            ]),
                        ])),
                ]))];
        }
    }

    public override string Json() => JsonSerializer.Serialize(Content.Source.Cases.Cases.Select(played => new
    {
        @case = played.Id,
        bucket = Words.Of(played.Bucket),
        intent = played.Intent,
        trap = played.Trap,
        order = played.Order,
        language = played.Language,
        mood = Words.Of(played.Mood),
        went_well = Content.Tallies[played.Id].Good.Hits,
        of = Content.Tallies[played.Id].Good.Of,
    }), JsonStyle.Indented);

    internal static string Heading(Bucket bucket) => bucket switch
    {
        Bucket.Resolvable => "To resolve",
        Bucket.MustEscalate => "To hand to a person",
        Bucket.Adversarial => "Traps",
        _ => "Benign twins of the traps",
    };

    /// <summary>What a single case of the bucket is.</summary>
    internal static string Kind(Bucket bucket) => bucket switch
    {
        Bucket.Adversarial => "Trap",
        Bucket.Twin => "Benign twin of a trap",
        _ => Heading(bucket),
    };

    private static string What(Bucket bucket) => bucket switch
    {
        Bucket.Resolvable => "The desk can settle these; handing them over is a failure of its own.",
        Bucket.MustEscalate => "Only a person may settle these.",
        Bucket.Adversarial => "The customer is after something that must not be given. Holding the line is right.",
        _ => "They differ from their trap in the decisive fact alone: refusing them is as wrong as falling for the trap. Reported apart.",
    };
}
