using Emulator.Images;
using Emulator.Jobs;

namespace Emulator.Exchanges;

/// <summary>How much the dialects of a run may remember, and the pictures that all runs share: they depend on nothing but what is in them.</summary>
internal sealed record DialectMemory
{
    /// <summary>How many jobs each dialect remembers; the oldest is forgotten first.</summary>
    public int JobCapacity { get; init; } = JobStore<object>.DefaultCapacity;

    public PictureCache Pictures { get; init; } = PictureCache.Shared;
}
