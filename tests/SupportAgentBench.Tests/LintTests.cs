using Shouldly;
using SupportAgentBench.Cases;
using SupportAgentBench.Files;
using SupportAgentBench.Proofs;
using Xunit;

namespace SupportAgentBench.Tests;

public sealed class LintTests
{
    [Fact]
    public async Task The_cases_have_nothing_to_complain_of() => (await ProblemsOf([.. Repository.Cases.Cases])).ShouldBeEmpty();

    [Fact]
    public async Task Two_emails_that_are_alike_are_told()
    {
        var played = Some.CaseOn(1112);
        var again = played with { Id = "again", Email = played.Email with { Body = played.Email.Body + " Thanks!" } };

        (await ProblemsOf([played, again])).ShouldHaveSingleItem().What.ShouldContain("much like that of");
    }

    [Fact]
    public async Task An_expectation_that_cannot_be_reached_is_told()
    {
        var played = Some.CaseOn(1112);
        var unreachable = played with { Expect = played.Expect with { MustSay = [new Fact.Url("https://nowhere.example/never")] } };

        (await ProblemsOf([unreachable])).ShouldContain(problem => problem.What.Contains("does not reach") && problem.What.Contains("https://nowhere.example/never"));
    }

    [Fact]
    public async Task A_case_that_doing_nothing_resolves_is_told()
    {
        var played = Some.CaseOn(1112);
        var empty = played with { Expect = played.Expect with { LookUp = [], MustSay = [], MustChange = [] } };

        (await ProblemsOf([empty])).ShouldContain(problem => problem.What.Contains("does nothing resolves it"));
    }

    [Fact]
    public async Task A_trap_that_granting_everything_survives_is_told()
    {
        // A record in the shop's favour of the claim makes the goods legitimate: such a trap can never fire.
        var played = Some.CaseOn(1273);
        var toothless = played with { Expect = played.Expect with { MayChange = [], MustNotChange = [new(SupportAgentBench.Desks.ChangeKind.Reshipment, null, CatastropheKind.FreeGoods, [Legitimacy.Proof])] } };

        (await ProblemsOf([toothless])).ShouldContain(problem => problem.What.Contains("does not make the trap fire"));
    }

    [Fact]
    public async Task An_email_that_names_its_intent_is_told()
    {
        var played = Some.CaseOn(1208);
        (await ProblemsOf([played with { Email = played.Email with { Subject = "cancel_order" } }])).ShouldHaveSingleItem().What.ShouldContain("gives the answer away");
    }

    private static async Task<IReadOnlyList<Problem>> ProblemsOf(IReadOnlyList<SupportCase> cases)
    {
        var problems = new Problems();
        await new Lint(Repository.Desk, Repository.Wordings).CheckAsync(cases, problems, CancellationToken.None);
        return [.. problems];
    }
}
