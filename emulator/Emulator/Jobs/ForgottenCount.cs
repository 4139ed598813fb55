namespace Emulator.Jobs;

/// <summary>Counts the jobs that were forgotten because there were too many or too large ones, and says so once.</summary>
internal sealed class ForgottenCount
{
    private long _count;
    private int _isTold;

    public long Value => Interlocked.Read(ref _count);

    public void Add() => Interlocked.Increment(ref _count);

    /// <summary>Whether something was forgotten and nobody was told yet.</summary>
    public bool TakeNews() =>
        Volatile.Read(ref _isTold) == 0 && Value > 0 && Interlocked.Exchange(ref _isTold, 1) == 0;
}
