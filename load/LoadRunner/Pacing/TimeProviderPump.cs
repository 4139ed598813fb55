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
                await Task.Delay(TimeSpan.FromTicks(ticks), clock.TimeProvider, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            start(arrival, due);
        }
    }
}
