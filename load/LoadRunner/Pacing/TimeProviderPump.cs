namespace LoadRunner.Pacing;

/// <summary>The pump of virtual flights: waits by timers of the run's own clock, so that time can jump from arrival to arrival.</summary>
internal sealed class TimeProviderPump(RunClock clock) : IArrivalPump
{
    public async Task PumpAsync(
        IEnumerable<Arrival> arrivals, long originNs, Action<Arrival, long> start, CancellationToken cancellationToken)
    {
        foreach (var arrival in arrivals)
        {
            var due = originNs + arrival.OffsetNs;
            while (clock.NowNs < due && !cancellationToken.IsCancellationRequested)
            {
                // Rounded up to the timer's resolution: an arrival is never early.
                var ticks = (due - clock.NowNs + TimeSpan.NanosecondsPerTick - 1) / TimeSpan.NanosecondsPerTick;
                await WaitAsync(TimeSpan.FromTicks(ticks), cancellationToken);
            }

            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            start(arrival, due);
        }
    }

    /// <summary>A timer of its own, because <c>Task.Delay</c> drops what is below a millisecond and would return at once.</summary>
    private async Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        TaskCompletionSource due = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = clock.TimeProvider.CreateTimer(
            static state => ((TaskCompletionSource)state!).TrySetResult(), due, time, Timeout.InfiniteTimeSpan);
        await using var giveUp = cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), due);
        await due.Task;
    }
}
