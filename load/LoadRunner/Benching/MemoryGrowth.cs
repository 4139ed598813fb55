using System.Globalization;

namespace LoadRunner.Benching;

/// <summary>Memory early and late in a long run.</summary>
/// <param name="JournalLines">How many journal lines the emulator remembered.</param>
/// <param name="ElapsedSeconds">How long the requests took.</param>
/// <param name="Early">After a tenth of the requests.</param>
/// <param name="Late">After all of them.</param>
internal sealed record MemoryGrowth(int JournalLines, double ElapsedSeconds, MemoryMark Early, MemoryMark Late)
{
    /// <summary>How much larger it may be late.</summary>
    public const double TargetRatio = 1.1;

    public double WorkingSetRatio => Late.WorkingSetMb / Early.WorkingSetMb;

    /// <summary>1 where no collection had taken place yet.</summary>
    public double HeapRatio => Early.HeapMb > 0 ? Late.HeapMb / Early.HeapMb : 1;

    public bool Holds => WorkingSetRatio <= TargetRatio && HeapRatio <= TargetRatio;
}

/// <summary>The memory after so many requests.</summary>
/// <param name="Requests">How many there had been.</param>
/// <param name="WorkingSetMb">What the system held in memory.</param>
/// <param name="HeapMb">What the last collection had left.</param>
internal sealed record MemoryMark(long Requests, double WorkingSetMb, double HeapMb)
{
    public const double Megabyte = 1 << 20;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"working set {WorkingSetMb:0} MB, heap {HeapMb:0} MB");
}
