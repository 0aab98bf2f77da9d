using Shouldly;
using SupportAgentBench.Desks;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Tests.Scoring;

public sealed class CurrencyTests
{
    [Theory]
    [InlineData("CAD", "The total is $20.00.", false)]
    [InlineData("MXN", "The total is $20.00.", false)]
    [InlineData("ARS", "The total is $ 20,00.", false)]
    [InlineData("CLP", "The total is 20 $.", false)]
    [InlineData("COP", "The total is 20 pesos.", false)]
    [InlineData("MXN", "The total is US$20.00.", true)]
    [InlineData("MXN", "The total is 20 dollars.", true)]
    [InlineData("USD", "The total is 20 pesos.", true)]
    [InlineData("CAD", "The total is C$20.00.", false)]
    [InlineData("AUD", "The total is 20 dollars.", false)]
    [InlineData("USD", "The total is C$20.00.", true)]
    [InlineData("CAD", "The total is US$20.00.", true)]
    [InlineData("EUR", "The total is $20.00.", true)]
    [InlineData("CHF", "The total is CHF 20.00.", false)]
    [InlineData("USD", "The total is CHF 20.00.", true)]
    [InlineData("DKK", "The total is 20 kr.", false)]
    public void A_bare_sign_means_the_desks_own_currency(string currency, string says, bool foreign)
    {
        var played = Some.Case("damaged-item-cracked-lid");
        var own = Repository.Desk;
        var desk = new Desk(own.Profile with { Currency = currency }, own.Policy, own.Products, own.Promotions, own.Orders, own.Partner, own.Hash);
        var transcript = new Transcript(Some.Header(played),
        [
            new TranscriptEvent.CustomerMessage(1, "What is the total?", "a@b.example", "?", null), new TranscriptEvent.AgentMessage(1, says, null), new TranscriptEvent.Ended(1, TerminationReason.GaveUp, null),
        ]);

        new Scorer(desk, Repository.Wordings).Score(played, transcript).Findings.Any(finding => finding.What.Contains("prices are in", StringComparison.Ordinal)).ShouldBe(foreign);
    }
}
