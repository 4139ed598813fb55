using Emulator.Images;
using Emulator.Jobs;

namespace Emulator.Exchanges;

/// <summary>How much the dialects of a run may remember.</summary>
/// <param name="Pictures">Makes and keeps pictures.</param>
internal sealed record DialectMemory(PictureCache Pictures)
{
    public DialectMemory()
        : this(new PictureCache())
    {
    }

    /// <summary>How many jobs each dialect remembers; the oldest is forgotten first.</summary>
    public int JobCapacity { get; init; } = JobStore<object>.DefaultCapacity;

    /// <summary>How much memory the jobs of each of its stores may hold.</summary>
    public long JobBytes { get; init; } = MemoryBounds.DefaultJobBytes;

    /// <summary>Counts the jobs that were forgotten.</summary>
    public ForgottenCount Forgotten { get; init; } = new();

    /// <summary>A store with these bounds.</summary>
    public JobStore<TEntry> NewStore<TEntry>()
        where TEntry : class => new(JobCapacity) { CapacityBytes = JobBytes, Forgotten = Forgotten };
}
