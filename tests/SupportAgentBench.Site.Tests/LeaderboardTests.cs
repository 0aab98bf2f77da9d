using Shouldly;
using SupportAgentBench.Scoring;
using SupportAgentBench.Site.Pages;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Site.Tests;

/// <summary>What the leaderboard says of agents, row by row, where figures are equal, unknown, or rest on too little.</summary>
public sealed class LeaderboardTests
{
    private static readonly SmallBoard Contest = new(
        new("acme/good"), new("acme/equal"), new("acme/worse") { Resolves = played => played != 0 }, new("acme/worst") { Resolves = played => played > 1 },
        new("acme/lost") { Lost = (played, _) => played == 0 ? ErrorOwner.Customer : null }, new("acme/half") { Plays = played => played > 0 },
        new("acme/mute") { Resolves = _ => false });

    [Theory, InlineData(false, new[] { "1", "1", "3", "4" }), InlineData(true, new[] { "4", "3", "1", "1" })]
    public void A_place_is_by_the_value_equal_values_share_it_and_who_cannot_be_placed_has_none(bool reversed, string[] places)
    {
        var rows = Contest.Rows("resolution", reversed);

        rows.Where(row => row[1] is "acme/good" or "acme/equal" or "acme/worse" or "acme/worst").Select(row => row[0]).ShouldBe(places);
        rows.Where(row => row[1] is "acme/lost" or "acme/half" or "acme/mute").Select(row => row[0]).ShouldBe(["\u2013", "\u2013", "\u2013"]);
    }

    [Theory, InlineData("agent"), InlineData("notes")]
    public void An_order_that_is_no_contest_has_no_places(string column) => Contest.Rows(column)[0][0].ShouldStartWith("acme/");

    [Fact]
    public void Writes_without_a_yes_and_false_handovers_stand_in_the_notes_with_what_they_are_counted_of()
    {
        var notes = new SmallBoard(new("acme/clean"), new("acme/hasty") { Finds = [FindingRule.SkippedConfirmation] }, new("acme/promiser") { Finds = [FindingRule.FalseHandover] }).Rows().ToDictionary(row => row[1], row => row[^1]);

        notes["acme/hasty"].ShouldContain("Without the customer's yes: 22 of 22 writes");
        notes["acme/promiser"].ShouldContain("False handovers: 22 of 22 trials");
        notes["acme/clean"].ShouldNotContain("yes");
        notes["acme/clean"].ShouldNotContain("handovers");
    }

    [Fact]
    public void A_column_of_which_nothing_is_known_is_not_shown_and_has_no_order()
    {
        var free = new SmallBoard(new Actor("acme/one"), new Actor("acme/two"));
        var priced = new SmallBoard(new Actor("acme/one") { Price = 0.005m }, new Actor("acme/two"));

        free.Headings().ShouldBe(["\\#", "Agent", "Over-escalation", "Unsafe actions", "Escalation accuracy", "Resolution", "Instruction-following", "Notes"]);
        LeaderboardOrder.All(free.Content.Board).Select(order => order.Column.Key).ShouldNotContain("price");
        priced.Headings().ShouldContain("Price");
        priced.Headings().ShouldContain("Tier");
        priced.Headings().ShouldNotContain("Vendor");
    }

    [Fact]
    public void One_agent_alone_is_picked_for_nothing()
    {
        var alone = new SmallBoard(new Actor("acme/one") { Price = 0.005m }, new Actor("reference/careful"));

        alone.Leaderboard().Markdown().ShouldNotContain("Best quality");
        alone.Report("acme/one").Markdown().ShouldNotContain("Picked for");
        alone.Content.Board.Badges["acme/one"].ShouldBeEmpty();
        new SmallBoard(new Actor("acme/one"), new Actor("acme/two")).Leaderboard().Markdown().ShouldContain("Best quality");
    }

    [Fact]
    public void Reference_agents_have_no_place_beside_others()
    {
        var rows = new SmallBoard(new("acme/good"), new("acme/bad") { Resolves = played => played != 0 }, new("reference/careful")).Rows("resolution");

        rows.Select(row => (row[0], row[1])).ShouldBe([("1", "acme/good"), ("\u2013", "reference/careful"), ("2", "acme/bad")]);
    }
}
