namespace Emulator.Scenarios;

/// <summary>How the units of a window are counted; <c>counting</c> in a limit.</summary>
internal enum WindowCounting
{
    /// <summary>Every stamp is kept: exact at any position of the window.</summary>
    SlidingLog,

    /// <summary>Windows one after the other, aligned to the UTC epoch.</summary>
    FixedWindow,

    /// <summary>A window begins with the first unit after the last one ended.</summary>
    FirstUse,

    /// <summary>Units come back one by one, at an even pace.</summary>
    TokenBucket,

    /// <summary>The window before this one counts with the share of it that the sliding window still covers.</summary>
    SlidingCounter,

    /// <summary>A sliding log whose stamps are rounded down to a step.</summary>
    Quantised,
}
