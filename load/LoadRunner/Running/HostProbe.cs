using LoadRunner.Measuring;
using LoadRunner.Pacing;

namespace LoadRunner.Running;

/// <summary>
/// How punctual this machine is when it has nothing else to do: a thousand sleeps of one millisecond, and how much longer
/// each took. Explains a bad day without a rerun.
/// </summary>
internal static class HostProbe
{
    private const int Sleeps = 1000;
    private const long SleepNs = 1_000_000;

    public static LatencyHistogram Measure(RunClock clock, Action<long> sleepTowards, CancellationToken cancellationToken)
    {
        LatencyHistogram overshoot = new();
        for (var i = 0; i < Sleeps && !cancellationToken.IsCancellationRequested; i++)
        {
            var due = clock.NowNs + SleepNs;
            while (clock.NowNs < due)
            {
                sleepTowards(clock.TimestampAt(due));
            }

            overshoot.Record(clock.NowNs - due);
        }

        return overshoot;
    }
}
