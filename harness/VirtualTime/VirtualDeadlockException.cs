using System.Globalization;

namespace VirtualTime;

/// <summary>A virtual run cannot go on: somebody waits for what will never come.</summary>
internal sealed class VirtualDeadlockException(string message) : InvalidOperationException(message)
{
    /// <summary>Nothing is runnable, no timer is set, and the work has not ended.</summary>
    public static VirtualDeadlockException NoTimerLeft(TimeSpan elapsed) => new(
        $"After {elapsed.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s of virtual time nothing is runnable "
        + "and no timer is set, but the work has not ended. Something waits without the clock: pass the TimeProvider to "
        + "it, or announce it with VirtualRun.Outstanding().");
}
