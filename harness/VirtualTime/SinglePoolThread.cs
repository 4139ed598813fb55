namespace VirtualTime;

/// <summary>
/// Leaves the thread pool exactly one thread while it lives, by keeping the others busy with waiting. With one thread, who
/// runs first inside one virtual instant is decided by the order of the queue alone, and a run repeats byte for byte.
/// </summary>
/// <remarks>The pool cannot be made smaller than the number of processors while a process runs, hence the detour.</remarks>
internal sealed class SinglePoolThread : IDisposable
{
    private readonly ManualResetEventSlim _release = new();
    private readonly CountdownEvent _left;
    private readonly (int Worker, int Completion) _mostBefore;

    /// <summary>Takes the threads; call from outside the pool and wait for <see cref="PoolQuiescence"/> before.</summary>
    public SinglePoolThread()
    {
        ThreadPool.GetMaxThreads(out _mostBefore.Worker, out _mostBefore.Completion);
        ThreadPool.GetMinThreads(out var least, out _);
        ThreadPool.SetMaxThreads(Math.Max(least, Environment.ProcessorCount), _mostBefore.Completion);
        ThreadPool.GetMaxThreads(out var most, out _);
        ParkedThreads = most - 1;
        _left = new CountdownEvent(ParkedThreads + 1);
        using var arrived = new CountdownEvent(ParkedThreads + 1);
        for (var i = 0; i < ParkedThreads; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => Park(arrived), null);
        }

        arrived.Signal();
        arrived.Wait();
    }

    /// <summary>How many threads are busy with nothing.</summary>
    public int ParkedThreads { get; }

    public void Dispose()
    {
        _release.Set();
        _left.Signal();
        _left.Wait();
        _left.Dispose();
        _release.Dispose();
        ThreadPool.SetMaxThreads(_mostBefore.Worker, _mostBefore.Completion);
    }

    private void Park(CountdownEvent arrived)
    {
        arrived.Signal();
        _release.Wait();
        _left.Signal();
    }
}
