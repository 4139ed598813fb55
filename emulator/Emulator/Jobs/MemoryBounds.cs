namespace Emulator.Jobs;

/// <summary>How much memory may be held by what requests leave behind; what they sent is what it is measured by.</summary>
internal static class MemoryBounds
{
    /// <summary>Of each store of jobs or files; a dialect has at most three, of which two mostly hold the same.</summary>
    public const long DefaultJobBytes = 256L << 20;

    /// <summary>Of the newest jobs that are shown to people.</summary>
    public const long BoardBytes = 32L << 20;

    /// <summary>Of the callbacks that are outstanding.</summary>
    public const long CallbackBytes = 64L << 20;
}
