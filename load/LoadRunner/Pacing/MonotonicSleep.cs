using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LoadRunner.Pacing;

/// <summary>
/// Sleeps on the machine's clock; the one place of the load runner that names it. Linux sleeps to an absolute deadline of
/// CLOCK_MONOTONIC, which is also what the system's TimeProvider stamps by; elsewhere it is one millisecond at a time.
/// </summary>
internal static partial class MonotonicSleep
{
    private const int ClockMonotonic = 1;
    private const int AbsoluteTime = 1;
    private const int SetTimerSlack = 29;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>No sleep is longer, so that a cancelled run ends soon.</summary>
    private const long LongestNs = 50_000_000;

    /// <summary>Whether deadlines are met to microseconds here.</summary>
#pragma warning disable RS0030 // pacing real traffic needs the real clock, here and nowhere else
    public static bool IsPrecise { get; } =
        OperatingSystem.IsLinux() && Environment.Is64BitProcess && Stopwatch.Frequency == NanosecondsPerSecond;

    public static string Describe =>
        IsPrecise ? "clock_nanosleep to absolute deadlines, one thread" : "sleep of 1 ms, then all that is due, one thread";

    /// <summary>Asks the kernel to wake this thread at its deadline instead of up to 50 us after it.</summary>
    public static void PrepareThread()
    {
        if (IsPrecise)
        {
            // Refused only by a sandbox; the run is then less punctual, and its report says by how much.
            _ = ProcessControl(SetTimerSlack, 1, 0, 0, 0);
        }
    }

    /// <summary>Sleeps until a stamp of the system's clock, or less.</summary>
    public static void Towards(long timestamp)
    {
        if (!IsPrecise)
        {
            Thread.Sleep(1);
            return;
        }

        var until = Math.Min(timestamp, Stopwatch.GetTimestamp() + LongestNs);
        var deadline = new TimeSpec(until / NanosecondsPerSecond, until % NanosecondsPerSecond);
        _ = ClockSleep(ClockMonotonic, AbsoluteTime, in deadline, 0);
    }
#pragma warning restore RS0030

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ClockSleep(int clock, int flags, in TimeSpec request, nint remaining);

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ProcessControl(int option, nuint value, nuint third, nuint fourth, nuint fifth);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
