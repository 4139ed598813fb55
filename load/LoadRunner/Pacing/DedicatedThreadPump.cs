namespace LoadRunner.Pacing;

/// <summary>
/// The pump of real runs: one thread of its own that sleeps to absolute deadlines and starts calls inline. Handing them to
/// the thread pool, or waiting with timers, costs milliseconds of punctuality.
/// </summary>
/// <param name="clock">The run's clock.</param>
/// <param name="sleepTowards">Sleeps until a stamp of that clock, or less; the real one is <see cref="MonotonicSleep"/>.</param>
internal sealed class DedicatedThreadPump(RunClock clock, Action<long> sleepTowards) : IArrivalPump
{
    public Task PumpAsync(
        IEnumerable<Arrival> arrivals, long originNs, Action<Arrival, long> start, CancellationToken cancellationToken)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                MonotonicSleep.PrepareThread();
                Pump(arrivals, originNs, start, cancellationToken);
                ended.SetResult();
            }
#pragma warning disable CA1031 // an exception would end the process from this thread; the awaiting caller gets it instead
            catch (Exception e)
#pragma warning restore CA1031
            {
                ended.SetException(e);
            }
        })
        {
            IsBackground = true,
            Name = "arrivals",
        };
        thread.Start();
        return ended.Task;
    }

    /// <summary>The whole decision: is it due, is it over. Everything that is due is started before the next sleep.</summary>
    internal void Pump(
        IEnumerable<Arrival> arrivals, long originNs, Action<Arrival, long> start, CancellationToken cancellationToken)
    {
        foreach (var arrival in arrivals)
        {
            var due = originNs + arrival.OffsetNs;
            while (!cancellationToken.IsCancellationRequested && clock.NowNs < due)
            {
                sleepTowards(clock.TimestampAt(due));
            }

            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            start(arrival, due);
        }
    }
}
