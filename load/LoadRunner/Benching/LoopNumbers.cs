namespace LoadRunner.Benching;

/// <summary>Hands out the numbers of a closed loop's requests, none of them twice, until it is stopped.</summary>
internal sealed class LoopNumbers
{
    private long _last;
    private long _end;

    /// <summary>How many were handed out.</summary>
    public long Given => Math.Min(Interlocked.Read(ref _last), Interlocked.Read(ref _end));

    /// <summary>Goes on for so many more.</summary>
    public void Resume(long more)
    {
        var given = Given;
        Interlocked.Exchange(ref _last, given);
        Interlocked.Exchange(ref _end, more > long.MaxValue - given ? long.MaxValue : given + more);
    }

    public void Stop() => Interlocked.Exchange(ref _end, Interlocked.Read(ref _last));

    /// <summary>The next one; nothing when it is over.</summary>
    public bool TryTake(out long number)
    {
        number = Interlocked.Increment(ref _last);
        return number <= Interlocked.Read(ref _end);
    }
}
