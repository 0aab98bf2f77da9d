using Shouldly;
using SupportAgentBench.Boards;
using SupportAgentBench.Contracts;
using SupportAgentBench.Judging;
using SupportAgentBench.Results;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Tests.Boards;

public sealed class CustomerReportTests
{
    private static readonly Protocol Protocol = new("Northline", "d", "c", 1, "acme/customer", "acme/judge+other/judge", "w", "p", 8, 12, "1");

    [Fact]
    public void Faults_are_counted_by_conversation_void_playings_included()
    {
        var report = CustomerReport.From(
        [
            Row("1", null, new([Fault(BreachKind.EarlyFact, 1), Fault(BreachKind.EarlyFact, 1), Fault(BreachKind.StoppedEarly, 2, FaultEffect.Hindered)], 3)),
            Row("2", ErrorOwner.Customer, new([Fault(BreachKind.StoppedEarly, 1, FaultEffect.Hindered), Fault(BreachKind.StoppedEarly, 2, FaultEffect.Hindered), Fault(BreachKind.StoppedEarly, 3, FaultEffect.Hindered)], 3)),
            Row("3", null, new([], 1) { Unread = "?" }), Row("4", ErrorOwner.Infrastructure, new([Fault(BreachKind.WentOn, 1)], 1)), Row("5", null, null), Row("6", ErrorOwner.Customer, null),
        ])!;

        report.Conversations.ShouldBe(7);
        report.Faulty.ShouldBe(5);
        report.Void.ShouldBe(2);
        report.Unread.ShouldBe(1);
        report.Kinds[BreachKind.EarlyFact].ShouldBe(new FaultCount(1, 100.0 / 7, 0, 0));
        report.Kinds[BreachKind.StoppedEarly].ShouldBe(new FaultCount(4, 400.0 / 7, 0, 4));
        report.Kinds[BreachKind.WentOn].Conversations.ShouldBe(0);
    }

    [Fact]
    public void What_was_not_audited_has_no_report() => CustomerReport.From([Row("1", null, null)]).ShouldBeNull();

    [Fact]
    public void A_judge_of_the_agents_own_vendor_is_flagged()
    {
        var runs = new[] { Run.Of(Protocol, "acme/agent", 1, 1), Run.Of(Protocol, "third/agent", 1, 1) };
        var board = Board.Of(Protocol, Repository.Cases.Cases, runs, [.. runs.Select(run => new TrialRow(run.Id, run.Agent, Repository.Cases.Cases[0].Id, ErrorOwner.Infrastructure, null, null, null))],
            [new("acme/agent", "Acme"), new("third/agent", "Third"), new("acme/judge", "Acme"), new("other/judge", "Other")]);

        board.JudgedByOwnVendor.ShouldBe(["acme/agent"]);
    }

    private static TrialRow Row(string id, ErrorOwner? owner, CustomerAudit? audit) => new("r", "a", id, owner, null, null, null) { Audit = audit };

    private static CustomerFault Fault(BreachKind kind, int attempt, FaultEffect effect = FaultEffect.Untouched) => new(kind, 2, "q", "w", effect) { Attempt = attempt };
}
