using SupportAgentBench.Calls;
using SupportAgentBench.Files;

namespace SupportAgentBench.Providers.Pipeline;

/// <summary>
/// The way to one provider, shared by all models and roles that use it: how many calls are under way, how fast, and whether it answers at
/// all. Everything that waits, waits here, visibly.
/// </summary>
/// <param name="unreached">Why it may be that nobody has ever answered there, and the mend.</param>
/// <param name="random">For jitter; used under the lock.</param>
internal sealed class ProviderLine(string provider, string unreached, LineLimits limits, TimeProvider time, Random random, IProgress<CallNotice> notices)
{
    /// <summary>So many failures in a row, over all calls, and the provider is taken to be down: one call at a time tries it.</summary>
    private const int FailuresUntilDown = 5;

    /// <summary>A key that was refused so often in a row will not be taken again.</summary>
    private const int RefusalsUntilClosed = 3;

    /// <summary>A server that is being started gets some seconds.</summary>
    private const int TriesUntilStarted = 3;

    private readonly Lock _lock = new();
    private readonly AdaptiveWindow _window = new(LineLimits.StartAtOnce, limits.MostAtOnce);
    private readonly Gcra? _requests = limits.RequestsPerMinute is { } requests ? new(requests) : null;
    private readonly Gcra? _tokens = limits.TokensPerMinute is { } tokens ? new(tokens) : null;
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private readonly long _origin = time.GetTimestamp();
    private TimeSpan _pausedUntil;
    private TimeSpan? _downSince;
    private ITimer? _wake;
    private CallFailedException? _closed;
    private int _underWay;
    private int _failures;
    private int _refusals;
    private bool _answered;

    /// <summary>Whether a limit of tokens was set: only then is it worth estimating them.</summary>
    public bool CountsTokens => _tokens is not null;

    private TimeSpan Now => time.GetElapsedTime(_origin);

    /// <summary>Waits for a place on the line and, where a rate was set, for its turn.</summary>
    /// <exception cref="CallFailedException">The provider was given up.</exception>
    public async Task EnterAsync(long tokens, CancellationToken cancellation)
    {
        var place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        TimeSpan wait;
        lock (_lock)
        {
            if (_closed is not null)
            {
                throw new CallFailedException(_closed.Failure, _closed.Message);
            }

            _waiting.Enqueue(place);
            LetIn();
        }

        // A place that is given to somebody who has left goes to the next.
        await using (cancellation.Register(() => place.TrySetCanceled(cancellation)))
        {
            await place.Task;
        }

        lock (_lock)
        {
            wait = Longer(_requests?.Book(Now), _tokens?.Book(Now, tokens));
        }

        if (wait > TimeSpan.Zero)
        {
            try
            {
                Tell(wait, "our own limit");
                await Task.Delay(wait, time, cancellation);
            }
            catch
            {
                Leave();
                throw;
            }
        }
    }

    /// <param name="booked">Tokens that the call was booked with.</param>
    /// <param name="used">Tokens that it used; null when they were not reported.</param>
    public void Succeeded(long booked, long? used)
    {
        bool back;
        lock (_lock)
        {
            _underWay--;
            back = _downSince is not null || _failures > 0 || _pausedUntil > TimeSpan.Zero;
            _downSince = null;
            _failures = _refusals = 0;
            _answered = true;
            _window.Succeeded(_underWay);
            if (used is { } tokens)
            {
                _tokens?.Correct(booked - tokens);
            }

            LetIn();
        }

        if (back)
        {
            notices.Report(new CallNotice.Answers(provider));
        }
    }

    /// <summary>Takes note of a failed try and says how long the call waits before the next one; null when there is none.</summary>
    /// <param name="tries">Tries of this call so far.</param>
    /// <exception cref="UserMistakeException">Nobody has ever been there: no outage that passes, but a server that does not run, another address, or a machine without a way out.</exception>
    public TimeSpan? Failed(CallFailedException failure, bool overloaded, TimeSpan? retryAfter, int tries)
    {
        lock (_lock)
        {
            _underWay--;
            _answered |= failure.Failure is not (CallFailure.Unreachable or CallFailure.NobodyThere);
            var wait = failure.Failure is CallFailure.NobodyThere && !_answered ? WaitForStart(failure, tries) : WaitAfter(failure, overloaded, retryAfter, tries);
            LetIn();
            return wait;
        }
    }

    /// <summary>Gives the place back without a word on how the call went.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _underWay--;
            LetIn();
        }
    }

    public void Tell(TimeSpan wait, string why)
    {
        if (wait >= TimeSpan.FromSeconds(1))
        {
            notices.Report(new CallNotice.Waiting(provider, why, wait));
        }
    }

    private TimeSpan WaitForStart(CallFailedException failure, int tries) => tries < (limits.MostTries ?? TriesUntilStarted)
        ? limits.Backoff.Wait(tries, random.NextDouble())
        : throw new UserMistakeException($"{failure.Message}, and nothing has answered there yet ({unreached}; the same command goes on)");

    private TimeSpan? WaitAfter(CallFailedException failure, bool overloaded, TimeSpan? retryAfter, int tries)
    {
        if (overloaded)
        {
            _window.Overloaded(Now);
        }

        switch (failure.Failure)
        {
            case CallFailure.Unauthorized or CallFailure.Quota:
                if (++_refusals >= RefusalsUntilClosed)
                {
                    Close(failure, "mend the key or the credit and run the same command again");
                }

                return null;
            case CallFailure.RateLimited or CallFailure.ServerError or CallFailure.Unreachable or CallFailure.NobodyThere or CallFailure.TimedOut or CallFailure.Garbled:
                if (retryAfter > limits.LongestOutage || tries >= (limits.MostTries ?? MostTries(failure.Failure)))
                {
                    return null;
                }

                if (retryAfter is { } asked)
                {
                    Pause(asked);
                }

                if (failure.Failure is not CallFailure.RateLimited && ++_failures >= FailuresUntilDown)
                {
                    Down(failure, retryAfter ?? limits.Backoff.Wait(_failures - FailuresUntilDown + 3, random.NextDouble()));
                }

                return _closed is not null ? null : Longer(retryAfter, limits.Backoff.Wait(tries, random.NextDouble()));
            default:
                return null;
        }
    }

    /// <summary>Too many requests is no failure of the call; an answer that stays away or makes no sense soon is.</summary>
    private static int MostTries(CallFailure failure) => failure switch
    {
        CallFailure.RateLimited => 20,
        CallFailure.TimedOut or CallFailure.Garbled => 3,
        _ => 8,
    };

    /// <summary>The circuit: nobody calls for a while, then one call at a time, until one is answered or patience is out.</summary>
    private void Down(CallFailedException failure, TimeSpan wait)
    {
        _downSince ??= Now;
        if (Now - _downSince > limits.LongestOutage)
        {
            Close(failure, "run the same command again when it answers");
            return;
        }

        Pause(wait);
    }

    private void Close(CallFailedException failure, string mend)
    {
        if (_closed is not null)
        {
            return;
        }

        _closed = failure;
        notices.Report(new CallNotice.Told($"{failure.Message}: no more calls to {provider}; {mend}"));
        while (_waiting.TryDequeue(out var place))
        {
            place.TrySetException(new CallFailedException(failure.Failure, failure.Message));
        }
    }

    private void Pause(TimeSpan wait)
    {
        var until = Now + wait;
        if (until > _pausedUntil)
        {
            _pausedUntil = until;
        }
    }

    private void LetIn()
    {
        var most = _downSince is null ? _window.Size : 1;
        while (_waiting.Count > 0 && _underWay < most)
        {
            if (_pausedUntil - Now is { } pause && pause > TimeSpan.Zero)
            {
                Wake(pause);
                return;
            }

            _pausedUntil = TimeSpan.Zero;
            if (_waiting.Dequeue().TrySetResult())
            {
                _underWay++;
            }
        }
    }

    private void Wake(TimeSpan after)
    {
        _wake ??= time.CreateTimer(_ =>
        {
            lock (_lock)
            {
                LetIn();
            }
        }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _wake.Change(after, Timeout.InfiniteTimeSpan);
    }

    private static TimeSpan Longer(TimeSpan? a, TimeSpan? b) => (a ?? TimeSpan.Zero) > (b ?? TimeSpan.Zero) ? a ?? TimeSpan.Zero : b ?? TimeSpan.Zero;
}
