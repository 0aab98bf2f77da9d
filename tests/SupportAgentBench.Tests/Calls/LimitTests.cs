using CsCheck;
using Microsoft.Extensions.AI;
using Shouldly;
using SupportAgentBench.Calls;
using Xunit;

namespace SupportAgentBench.Tests.Calls;

public sealed class LimitTests
{
    [Fact]
    public void A_window_doubles_every_round_until_the_provider_says_that_it_is_too_much()
    {
        var window = new AdaptiveWindow(16, 1_024);
        for (var round = 0; round < 4; round++)
        {
            Round(window);
        }

        window.Size.ShouldBe(256);
    }

    [Fact]
    public void Many_refusals_at_once_cut_the_window_once_and_it_recovers_slowly()
    {
        var window = new AdaptiveWindow(100, 1_024);
        for (var i = 0; i < 50; i++)
        {
            window.Overloaded(TimeSpan.FromSeconds(1));
        }

        window.Size.ShouldBe(70);
        Round(window);
        Round(window);
        window.Size.ShouldBe(71);
        window.Overloaded(TimeSpan.FromSeconds(7));
        window.Size.ShouldBeInRange(49, 50);
    }

    [Fact]
    public void A_window_that_is_not_used_up_does_not_grow_and_one_call_is_always_let_through()
    {
        var window = new AdaptiveWindow(16, 1_024);
        for (var i = 0; i < 100; i++)
        {
            window.Succeeded(3);
            window.Overloaded(TimeSpan.FromMinutes(i));
        }

        window.Size.ShouldBe(1);
    }

    [Fact]
    public void A_rate_is_kept_over_any_minute_and_a_tenth_of_it_may_come_at_once() =>
        Gen.Int[1, 2_000].Select(Gen.Double[0, 0.2].Array[50, 400]).Sample((rate, gaps) =>
        {
            var limit = new Gcra(rate);
            var now = TimeSpan.Zero;
            var started = new List<double>();
            foreach (var gap in gaps)
            {
                now += TimeSpan.FromSeconds(gap);
                started.Add((now + limit.Book(now)).TotalSeconds);
            }

            return started.All(from => started.Count(at => at >= from && at < from + 60) <= rate + (rate / 10.0) + 2);
        }, iter: 200);

    [Fact]
    public void Waits_double_with_jitter_and_never_pass_the_longest()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        backoff.Wait(1, 1).TotalSeconds.ShouldBe(1);
        backoff.Wait(1, 0).TotalSeconds.ShouldBe(0.5);
        backoff.Wait(4, 1).TotalSeconds.ShouldBe(8);
        backoff.Wait(1_000_000, 1).TotalSeconds.ShouldBe(60);
    }

    [Fact]
    public async Task However_many_calls_reserve_at_once_the_limit_is_never_passed()
    {
        var ledger = new BudgetLedger(1);
        ledger.CarryOver(0.25m, 0);
        var spent = 0.25m;
        var most = 0m;
        var stopped = 0;
        var gate = new Lock();
        await Parallel.ForEachAsync(Enumerable.Range(0, 500), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, stop) =>
        {
            try
            {
                await ledger.ReserveAsync(0.02m, stop);
            }
            catch (BudgetReachedException)
            {
                Interlocked.Increment(ref stopped);
                return;
            }

            await Task.Yield();
            lock (gate)
            {
                spent += 0.005m;
                most = Math.Max(most, spent);
            }

            ledger.Settle(0.02m, 0.005m);
        });

        most.ShouldBeLessThanOrEqualTo(1);
        ledger.Spent.ShouldBe(spent);
        spent.ShouldBeGreaterThan(0.97m, "calls under way leave room when they end");
        stopped.ShouldBeGreaterThan(300);
    }

    [Fact]
    public async Task A_call_that_nobody_accounts_for_counts_at_its_most_and_one_that_was_not_carried_out_counts_nothing()
    {
        var ledger = new BudgetLedger(1);
        await ledger.ReserveAsync(0.4m, CancellationToken.None);
        ledger.Settle(0.4m, null);
        await ledger.ReserveAsync(0.6m, CancellationToken.None);
        ledger.Release(0.6m);

        (ledger.Spent, ledger.Presumed, ledger.Unpriced).ShouldBe((0m, 0.4m, 1));
        await Should.ThrowAsync<BudgetReachedException>(async () => await ledger.ReserveAsync(0.61m, CancellationToken.None));
    }

    [Fact]
    public void A_call_costs_what_its_tokens_cost_and_nothing_is_known_of_tokens_that_were_not_reported()
    {
        var price = new TokenPrice(1, 0.1m, 4, 1.25m);
        price.CostOf(1_000_000, null, null, 1_000_000).ShouldBe(5);
        price.CostOf(1_000_000, 600_000, 100_000, 0).ShouldBe(0.3m + 0.06m + 0.125m);
        price.CostOf(null, null, null, 50).ShouldBeNull();
        price.CostOf(50, null, null, null).ShouldBeNull();
        price.CostOf((UsageDetails?)null).ShouldBeNull();
        new TokenPrice(1, null, 4).CostOf(1_000_000, 600_000, null, 0).ShouldBe(1);
    }

    private static void Round(AdaptiveWindow window)
    {
        for (var (i, size) = (0, window.Size); i < size; i++)
        {
            window.Succeeded(size - 1 + (window.Size - size));
        }
    }
}
