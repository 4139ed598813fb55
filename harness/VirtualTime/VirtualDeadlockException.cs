using System.Globalization;

namespace VirtualTime;

/// <summary>Nothing is runnable, no timer is set, and the work has not ended: somebody waits for what will never come.</summary>
internal sealed class VirtualDeadlockException(TimeSpan elapsed) : InvalidOperationException(
    $"After {elapsed.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s of virtual time nothing is runnable and "
    + "no timer is set, but the work has not ended. Something waits without the clock: pass the TimeProvider to it, or "
    + "announce it with VirtualRun.Outstanding().");
