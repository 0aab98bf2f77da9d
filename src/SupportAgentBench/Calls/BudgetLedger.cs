namespace SupportAgentBench.Calls;

/// <summary>
/// Counts what all roles of a command spend, and lets no call start that could pass the limit: the most that a call can cost is reserved
/// before it starts, and what it did cost is booked when it has ended.
/// </summary>
/// <param name="limit">US dollars for the whole command; null when there is none.</param>
public sealed class BudgetLedger(decimal? limit)
{
    private readonly Lock _lock = new();
    private decimal _spent;
    private TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private decimal _before;
    private decimal _reserved;
    private decimal _presumed;
    private int _unpriced;

    public decimal? Limit => limit;

    /// <summary>What earlier tries of the same command spent, and may have spent; said before the first call.</summary>
    public void CarryOver(decimal before, decimal presumed)
    {
        lock (_lock)
        {
            _before = before;
            _presumed = presumed;
        }
    }

    /// <summary>What is known to be spent, earlier tries included.</summary>
    public decimal Spent
    {
        get
        {
            lock (_lock)
            {
                return _before + _spent;
            }
        }
    }

    /// <summary>What calls without a proper answer may have cost at most. It counts against the limit.</summary>
    public decimal Presumed
    {
        get
        {
            lock (_lock)
            {
                return _presumed;
            }
        }
    }

    /// <summary>Calls whose price is not known.</summary>
    public int Unpriced
    {
        get
        {
            lock (_lock)
            {
                return _unpriced;
            }
        }
    }

    /// <summary>Sets the most that a call can cost aside; waits while calls under way may still leave room.</summary>
    /// <exception cref="BudgetReachedException">It could pass the limit, whatever the calls under way will cost.</exception>
    public async ValueTask ReserveAsync(decimal most, CancellationToken cancellation)
    {
        while (true)
        {
            Task settled;
            lock (_lock)
            {
                var free = limit - _before - _spent - _presumed - _reserved;
                if (free is null || most <= free)
                {
                    _reserved += most;
                    return;
                }

                if (_reserved == 0)
                {
                    var open = _presumed > 0 ? $", up to ${_presumed:0.00####} more for calls whose cost nobody told" : "";
                    throw new BudgetReachedException($"the budget of ${limit:0.00####} is reached: ${_before + _spent:0.00####} spent{open}, and the next call could cost up to ${most:0.00####}");
                }

                settled = _settled.Task;
            }

            await settled.WaitAsync(cancellation);
        }
    }

    /// <summary>Books a call that has ended.</summary>
    /// <param name="cost">Null when it is not known.</param>
    public void Settle(decimal most, decimal? cost)
    {
        lock (_lock)
        {
            _reserved -= most;
            if (cost is { } known)
            {
                _spent += known;
            }
            else
            {
                _unpriced++;
                _presumed += most;
            }

            Signal();
        }
    }

    /// <summary>Frees what was set aside for a call that was never carried out.</summary>
    public void Release(decimal most)
    {
        lock (_lock)
        {
            _reserved -= most;
            Signal();
        }
    }

    private void Signal()
    {
        _settled.SetResult();
        _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
