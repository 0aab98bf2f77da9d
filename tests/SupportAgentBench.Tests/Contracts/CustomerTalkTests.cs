using Shouldly;
using SupportAgentBench.Contracts;
using SupportAgentBench.Files;
using Xunit;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Tests.Contracts;

/// <summary>Lines that the patterns were not made from: what a customer may say raises nothing, what only the shop says is caught.</summary>
public sealed class CustomerTalkTests
{
    private static readonly Contract Contract = new(Repository.Wordings, Repository.PartWordings);

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("es")]
    [InlineData("fr")]
    [InlineData("it")]
    [InlineData("pt")]
    public void Customers_talk_is_told_from_the_shops(string language)
    {
        var lines = Lines(language);
        var alarms = lines.Texts("sound").Select(line => (line, breaches: Breaches(language, line))).Where(pair => pair.breaches.Count > 0)
            .Select(pair => $"{pair.line}: {string.Join("; ", pair.breaches.Select(breach => $"{breach.Kind} <<{breach.Quote}>>"))}").ToList();
        var missed = lines.Texts("staff").Concat(lines.Texts("part")).Where(line => Breaches(language, line).All(breach => breach.Kind != BreachKind.FellOutOfRole)).ToList();

        missed.ShouldBeEmpty($"false alarms: {string.Join('\n', alarms)}");
        alarms.ShouldBeEmpty();
    }

    private static IReadOnlyList<Breach> Breaches(string language, string line)
    {
        var played = Repository.Cases.Cases.Where(played => played.Language == language).MinBy(played => played.Mood)!;
        return [.. Contract.Check(new(played.Customer, played.Email, language, played.Mood),
        [
            new CustomerMessage(1, played.Email.Body, played.Email.From, played.Email.Subject, null),
            new AgentMessage(1, "?", null),
            new CustomerMessage(2, line, null, null, null),
        ]).Where(breach => breach.Kind is BreachKind.FellOutOfRole or BreachKind.LanguageDrift or BreachKind.PersonaDrift or BreachKind.InventedFact)];
    }

    private static Fields Lines(string language)
    {
        var problems = new Problems();
        var fields = Fields.OfFile(Path.Combine(Repository.Root, "tests", "SupportAgentBench.Tests", "Data"), "customer-talk.yaml", problems).Map(language);
        problems.ShouldBeEmpty();
        return fields;
    }
}
