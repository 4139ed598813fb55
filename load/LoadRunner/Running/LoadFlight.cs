using LoadRunner.Measuring;
using LoadRunner.Pacing;
using LoadRunner.Targets;

namespace LoadRunner.Running;

/// <summary>
/// Makes every call of a plan at its instant and measures it. Knows nothing of processes or files and waits only on the
/// run's clock, so the same flight can be flown on the machine's clock or on a virtual one.
/// </summary>
internal sealed class LoadFlight(RunClock clock, IArrivalPump pump)
{
    /// <summary>A cancelled call that has not ended by then is left behind: its client ignores cancellation.</summary>
    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(5);

    /// <summary>How long before the first arrival the pump is started, so that its thread is there in time.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(20);

    /// <summary>Flies the plan; when cancelled, calls under way are cancelled too and what was measured is returned.</summary>
    public async Task<FlightRecord> FlyAsync(FlightPlan plan, CallRecorder recorder, CancellationToken cancellationToken)
    {
        InFlightGate gate = new(plan.MaxInFlight);
        using var calls = new CancellationTokenSource();
        var originNs = clock.NowNs + (Lead.Ticks * TimeSpan.NanosecondsPerTick);
        await pump.PumpAsync(plan.Arrivals, originNs, Start, cancellationToken);
        var lastStartNs = clock.NowNs;
        var drained = gate.CloseAsync();
        var leftBehind = 0;
        if (!await EndsWithinAsync(drained, plan.Grace, cancellationToken))
        {
            await calls.CancelAsync();
            leftBehind = await EndsWithinAsync(drained, CancelPatience, CancellationToken.None) ? 0 : gate.InFlight;
        }

        return new FlightRecord
        {
            Measurements = recorder.Snapshot(),
            OriginNs = originNs,
            ArrivalsEndedNs = lastStartNs,
            EndedNs = clock.NowNs,
            InFlightPeak = gate.Peak,
            LeftBehind = leftBehind,
            IsInterrupted = cancellationToken.IsCancellationRequested,
        };

        void Start(Arrival arrival, long dueNs)
        {
            if (!gate.TryEnter())
            {
                recorder.Drop(arrival);
                return;
            }

            var startedNs = clock.NowNs;
            recorder.Start(arrival, startedNs - dueNs);
            _ = CallAsync(arrival, dueNs, startedNs);
            recorder.StartCost(clock.NowNs - startedNs);
        }

        async Task CallAsync(Arrival arrival, long dueNs, long startedNs)
        {
            var outcome = CallOutcome.Cancelled;
            try
            {
                outcome = await plan.Targets[arrival.Target].CallAsync(arrival.Index, calls.Token);
            }
            catch (OperationCanceledException) when (calls.IsCancellationRequested)
            {
                outcome = CallOutcome.Cancelled;
            }
#pragma warning disable CA1031 // whatever a client throws is its outcome; the other calls go on
            catch (Exception e)
#pragma warning restore CA1031
            {
                outcome = CallOutcome.Failed($"unexpected {e.GetType().Name}");
            }

            recorder.End(
                new CallRecord(arrival.Target, arrival.Index, dueNs, startedNs, clock.NowNs, outcome.Label), outcome.Kind);
            gate.Leave();
        }
    }

    private async Task<bool> EndsWithinAsync(Task task, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(limit, clock.TimeProvider, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return task.IsCompleted;
        }
    }
}
