namespace ProviderClients.Limiting;

/// <summary>
/// The response-anchored limiter: a permit weighs from its grant until one window after the answer proved that the server
/// had counted the request. All windows and the concurrency limit are decided at once, under one lock, first come first
/// served. PROOF.md beside this file shows why no window at the server can hold more than the limit.
/// </summary>
internal sealed class RequestLimiter : IDisposable
{
    /// <summary>After a local abort no further byte leaves this host; what is on its way arrives within this time.</summary>
    public static readonly TimeSpan LongestFlightAfterAbort = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _queue = new();
    private readonly PermitWindow[] _windows;
    private readonly LimiterSettings _settings;
    private readonly TimeProvider _timeProvider;
    private readonly ITimer _timer;
    private readonly Queue<long> _lateReleases = new();
    private readonly CrowdCap _crowd = new();
    private int _underWay;
    private long _closedUntil = long.MinValue;

    public RequestLimiter(LimiterSettings settings, TimeProvider timeProvider)
    {
        _settings = settings;
        _timeProvider = timeProvider;
        _windows = [.. settings.Windows.Select(rate => new PermitWindow(rate, timeProvider))];
        _timer = timeProvider.CreateTimer(
            static limiter => ((RequestLimiter)limiter!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many wait for a permit.</summary>
    public int QueueLength
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>Permits that weigh on the fullest window, for tests and telemetry.</summary>
    public int Used
    {
        get
        {
            lock (_lock)
            {
                Sweep();
                return _windows.Select(window => window.Used).DefaultIfEmpty(_underWay).Max();
            }
        }
    }

    /// <summary>Whether this limiter keeps exactly these limits.</summary>
    public bool Keeps(LimiterSettings settings) =>
        _settings.Concurrency == settings.Concurrency && _settings.Windows.SequenceEqual(settings.Windows);

    private bool IsCrowded => _underWay >= _settings.Concurrency || _underWay >= _crowd.Most;

    /// <summary>Waits for a permit; says no at once when none can come within the time there is.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up waiting; it held nothing.</exception>
    public ValueTask<PermitDecision> AcquireAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_lock)
        {
            Sweep();
            if (_queue.Count == 0 && MayGrant())
            {
                return ValueTask.FromResult(new PermitDecision(Grant(), null, false));
            }

            var earliest = EarliestForNewcomer();
            if (_queue.Count >= _settings.QueueLimit)
            {
                return ValueTask.FromResult(new PermitDecision(null, earliest, true));
            }

            if (earliest > within)
            {
                return ValueTask.FromResult(new PermitDecision(null, earliest, false));
            }

            waiter = new Waiter(this);
            waiter.Node = _queue.AddLast(waiter);
            SetTimer();
        }

        return waiter.WaitAsync(cancellationToken);
    }

    /// <summary>The server asked everybody to wait: no permit is granted before then. Never shortens an earlier wish.</summary>
    public void CloseFor(TimeSpan wait)
    {
        lock (_lock)
        {
            _closedUntil = Math.Max(_closedUntil, _timeProvider.GetTimestamp() + TicksOf(wait));
            SetTimer();
        }
    }

    public void Dispose() => _timer.Dispose();

    internal void OnCrowdRefused(int wave, int? named)
    {
        lock (_lock)
        {
            _crowd.OnRefused(wave, _underWay, named);
        }
    }

    internal void OnAnswered(int wave)
    {
        lock (_lock)
        {
            _crowd.OnAnswered(wave);
            GrantWaiting();
        }
    }

    internal void OnSettled()
    {
        lock (_lock)
        {
            Settle(_timeProvider.GetTimestamp());
            GrantWaiting();
        }
    }

    internal void OnAbandoned()
    {
        lock (_lock)
        {
            var countedBy = _timeProvider.GetTimestamp() + TicksOf(LongestFlightAfterAbort);
            Settle(countedBy);
            _lateReleases.Enqueue(countedBy);
            GrantWaiting();
        }
    }

    internal void OnRefunded()
    {
        lock (_lock)
        {
            foreach (var window in _windows)
            {
                window.Open--;
            }

            GrantWaiting();
        }
    }

    internal void OnReleased()
    {
        lock (_lock)
        {
            _underWay--;
            GrantWaiting();
        }
    }

    /// <summary>Takes a waiter that gave up out of the queue; false when it has already been granted its permit.</summary>
    internal bool TryLeave(Waiter waiter)
    {
        lock (_lock)
        {
            if (waiter.Node?.List is null)
            {
                return false;
            }

            _queue.Remove(waiter.Node);
            GrantWaiting();
            return true;
        }
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            GrantWaiting();
        }
    }

    private void GrantWaiting()
    {
        Sweep();
        while (_queue.First is { } first && MayGrant())
        {
            _queue.RemoveFirst();
            first.Value.Complete(new PermitDecision(Grant(), null, false));
        }

        SetTimer();
    }

    private void Settle(long countedBy)
    {
        foreach (var window in _windows)
        {
            window.Settle(countedBy);
        }
    }

    private void Sweep()
    {
        var now = _timeProvider.GetTimestamp();
        while (_lateReleases.TryPeek(out var due) && due <= now)
        {
            _lateReleases.Dequeue();
            _underWay--;
        }

        foreach (var window in _windows)
        {
            window.Sweep(now);
        }
    }

    private bool MayGrant() =>
        _timeProvider.GetTimestamp() >= _closedUntil
        && !IsCrowded
        && Array.TrueForAll(_windows, window => window.Used < window.PermitLimit);

    private Permit Grant()
    {
        _underWay++;
        foreach (var window in _windows)
        {
            window.Open++;
        }

        return new Permit(this, _crowd.Wave);
    }

    private TimeSpan EarliestForNewcomer()
    {
        var now = _timeProvider.GetTimestamp();
        var earliest = _windows.Aggregate(
            Math.Max(now, _closedUntil), (latest, window) => Math.Max(latest, window.EarliestFor(_queue.Count + 1, now)));
        return _timeProvider.GetElapsedTime(now, earliest);
    }

    /// <summary>One timer for the whole queue: at the first instant at which time alone may let its head go.</summary>
    private void SetTimer()
    {
        if (_queue.Count == 0)
        {
            return;
        }

        var now = _timeProvider.GetTimestamp();
        var next = _closedUntil;
        if (IsCrowded)
        {
            next = Math.Max(next, _lateReleases.TryPeek(out var due) ? due : long.MaxValue);
        }

        foreach (var window in _windows)
        {
            if (window.Used >= window.PermitLimit)
            {
                next = Math.Max(next, window.NextExpiry ?? long.MaxValue);
            }
        }

        // Where an answer and not time must free a place, the answer looks again.
        if (next != long.MaxValue && next > now)
        {
            _timer.Change(RoundedUp(_timeProvider.GetElapsedTime(now, next)), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>System timers cut a due time down to whole milliseconds; one that fires early would find nothing and spin.</summary>
    private static TimeSpan RoundedUp(TimeSpan wait) =>
        TimeSpan.FromMilliseconds((wait.Ticks / TimeSpan.TicksPerMillisecond) + 1);

    private long TicksOf(TimeSpan time) => (long)Math.Ceiling(time.TotalSeconds * _timeProvider.TimestampFrequency);
}
