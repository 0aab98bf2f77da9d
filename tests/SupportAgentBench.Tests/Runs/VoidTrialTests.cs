using Shouldly;
using SupportAgentBench.Agents;
using SupportAgentBench.Cases;
using SupportAgentBench.Contracts;
using SupportAgentBench.Conversations;
using SupportAgentBench.Customers;
using SupportAgentBench.Judging;
using SupportAgentBench.Results;
using SupportAgentBench.Runs;
using SupportAgentBench.Scoring;
using SupportAgentBench.Storage;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Tests.Runs;

public sealed class VoidTrialTests : IDisposable
{
    private static readonly SupportCase Damaged = Some.Case("damaged-item-cracked-lid");
    private readonly string _folder = Directory.CreateTempSubdirectory("sab-void-").FullName;

    [Fact]
    public async Task A_trial_that_the_customer_spoilt_is_played_again_and_then_counts()
    {
        await using var store = await StoreAsync();
        var result = await PlayAsync(store, new Spoiler(times: 1, Stops));

        result.FaultOwner.ShouldBeNull();
        result.Judgement!.Resolved.ShouldBe(Verdict.Passed);
        result.Audit!.Conversations.ShouldBe(2);
        result.Audit.Faults.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            fault => fault.Kind.ShouldBe(BreachKind.StoppedEarly), fault => fault.Attempt.ShouldBe(1), fault => fault.Effect.ShouldBe(FaultEffect.Hindered));
    }

    [Fact]
    public async Task One_that_is_spoilt_three_times_is_kept_as_void_with_the_customer_as_owner_and_not_played_again()
    {
        await using var store = await StoreAsync();
        var customer = new Spoiler(times: 99, Stops);
        var result = await PlayAsync(store, customer);

        result.FaultOwner.ShouldBe(ErrorOwner.Customer);
        result.Score.ShouldBeNull();
        result.Judgement.ShouldBeNull();
        customer.Begun.ShouldBe(3);
        var row = (await store.TrialsAsync(Plan.Protocol.Id, CancellationToken.None)).Single();
        row.FaultOwner.ShouldBe(ErrorOwner.Customer);
        row.Audit!.Conversations.ShouldBe(3);
        row.Audit.Faults.Select(fault => fault.Attempt).ShouldBe([1, 2, 3]);
        (await new RunEngine(Runner(store, customer), store).PrepareAsync(Plan, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fault_that_touched_nothing_is_counted_and_the_trial_stands()
    {
        await using var store = await StoreAsync();
        var result = await PlayAsync(store, new Spoiler(times: 99, reply => reply.End is null ? reply with { Text = $"{reply.Text} My flat is number 90417." } : reply));

        result.FaultOwner.ShouldBeNull();
        result.Audit!.Conversations.ShouldBe(1);
        result.Audit.Faults.ShouldAllBe(fault => fault.Kind == BreachKind.InventedFact && fault.Effect == FaultEffect.Untouched);
        result.Audit.Faults.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_customer_that_writes_nothing_usable_is_a_void_too()
    {
        await using var store = await StoreAsync();
        var customer = new Spoiler(times: 99, _ => throw new TurnFailedException(ErrorOwner.Customer, "nothing usable"));
        var result = await PlayAsync(store, customer);
        result.FaultOwner.ShouldBe(ErrorOwner.Customer);
        result.Audit.ShouldBeNull("there was nothing to audit");
        customer.Begun.ShouldBe(3);
    }

    [Fact]
    public async Task The_world_s_failure_is_not_tried_again_here_but_by_the_next_command()
    {
        await using var store = await StoreAsync();
        var customer = new Spoiler(times: 99, _ => throw new TurnFailedException(ErrorOwner.Infrastructure, "no line"));
        (await PlayAsync(store, customer)).FaultOwner.ShouldBe(ErrorOwner.Infrastructure);
        customer.Begun.ShouldBe(1);
        (await store.TrialsAsync(Plan.Protocol.Id, CancellationToken.None)).Single().Audit.ShouldBeNull("nobody looked at how the customer kept to its part");
        (await new RunEngine(Runner(store, customer), store).PrepareAsync(Plan, CancellationToken.None)).Count.ShouldBe(1);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CustomerReply Stops(CustomerReply reply) => new("Thanks, bye.", null, TerminationReason.Satisfied);

    private static readonly ProofAgent Agent = new(Damaged.Proof);

    private static RunPlan Plan { get; } = new(
        new("Northline", "d", "c", 1, "spoiler", "rules", "w", "p", 8, 12, "1"), [Agent], [Damaged], 1, 1, 1);

    private Task<SqliteResultStore> StoreAsync() => SqliteResultStore.OpenAsync(_folder, create: true, TimeProvider.System, CancellationToken.None);

    private static TrialRunner Runner(SqliteResultStore store, ICustomer customer) => new(
        Repository.Desk, "", customer, new Scorer(Repository.Desk, Repository.Wordings), Repository.Auditor, new RuleJudge(), Limits.Standard, store, store.Journal,
        new Dictionary<string, SupportAgentBench.Calls.TokenPrice>());

    private static async Task<TrialResult> PlayAsync(SqliteResultStore store, ICustomer customer)
    {
        var runner = Runner(store, customer);
        var trial = (await new RunEngine(runner, store).PrepareAsync(Plan, CancellationToken.None)).Single();
        return await runner.RunAsync(trial, CancellationToken.None);
    }

    /// <summary>Spoils its first answer in the first so many conversations, and is sound afterwards.</summary>
    private sealed class Spoiler(int times, Func<CustomerReply, CustomerReply> spoil) : ICustomer
    {
        private readonly ScriptedCustomer _sound = new(Repository.Wordings);

        public int Begun { get; private set; }

        public string Name => "spoiler";

        public async Task<CustomerReply> ReplyAsync(CustomerView view, CancellationToken cancellation)
        {
            var reply = await _sound.ReplyAsync(view, cancellation);
            Begun += view.Messages.Count == 2 ? 1 : 0;
            return Begun <= times ? spoil(reply) : reply;
        }
    }
}
