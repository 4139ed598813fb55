namespace Emulator.Limits;

/// <summary>Every way to count there is; each has a file of its own.</summary>
internal enum LimitCounting
{
    SlidingLog,
    FixedWindow,
    FirstUse,
    TokenBucket,
    SlidingCounter,
    Quantised,
    Daily,
    InFlight,
    ActiveJobs,
}
