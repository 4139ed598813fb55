namespace VirtualTime;

/// <summary>
/// Runs asynchronous work on a <see cref="VirtualClock"/>: whenever the thread pool has nothing left to do, time jumps to
/// the next timer. Hours of waiting pass in as long as the work between the waits takes.
/// </summary>
/// <remarks>
/// <para>Everything that waits must wait on the clock. Work that waits for a socket or another process is not seen, and
/// time would jump over it: keep such work out of a virtual run, or announce it with <see cref="Outstanding"/>.</para>
/// <para>The driver is a thread outside the pool, because it watches the pool. One run at a time in a process: a second one
/// would see the first one's work. The pool has a single thread meanwhile (<see cref="SinglePoolThread"/>), so nothing may
/// block it, and the order of everything is the same in every run.</para>
/// </remarks>
internal sealed class VirtualRun
{
    private static readonly Lock OneAtATime = new();

    private readonly VirtualClock _clock;
    private int _outstanding;

    private VirtualRun(VirtualClock clock) => _clock = clock;

    /// <summary>Runs the work to its end.</summary>
    /// <exception cref="VirtualDeadlockException">The work waits for something that no timer will ever bring.</exception>
    public static Task RunAsync(VirtualClock clock, Func<VirtualRun, Task> work) =>
        RunAsync(clock, async run =>
        {
            await work(run);
            return true;
        });

    /// <inheritdoc cref="RunAsync(VirtualClock, Func{VirtualRun, Task})"/>
    public static Task<T> RunAsync<T>(VirtualClock clock, Func<VirtualRun, Task<T>> work)
    {
        var run = new VirtualRun(clock);
        TaskCompletionSource<T> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var driver = new Thread(() => run.Drive(work, ended)) { IsBackground = true, Name = "virtual time" };
        driver.Start();
        return ended.Task;
    }

    /// <summary>Holds time still until disposed; for work that waits on something other than the clock.</summary>
    public IDisposable Outstanding()
    {
        Interlocked.Increment(ref _outstanding);
        return new OutstandingWork(this);
    }

    private void Drive<T>(Func<VirtualRun, Task<T>> work, TaskCompletionSource<T> ended)
    {
        lock (OneAtATime)
        {
            Task<T> running;
            try
            {
                PoolQuiescence.Wait(0, static () => false);
                using var single = new SinglePoolThread();
                running = DriveToEnd(work, single.ParkedThreads);
            }
            catch (VirtualDeadlockException e)
            {
                ended.SetException(e);
                return;
            }

            Complete(running, ended);
        }
    }

    private Task<T> DriveToEnd<T>(Func<VirtualRun, Task<T>> work, int parkedThreads)
    {
        // Started inside the pool, so that its first steps are seen as pool work.
        var running = Task.Run(() => work(this));
        while (true)
        {
            PoolQuiescence.Wait(parkedThreads, () => Volatile.Read(ref _outstanding) > 0);
            if (running.IsCompleted)
            {
                return running;
            }

            // Run in the pool like everything else: two threads at once would race.
            var timer = _clock.JumpToNextTimer() ?? throw VirtualDeadlockException.NoTimerLeft(_clock.Elapsed);
            ThreadPool.UnsafeQueueUserWorkItem(static due => due.Run(), timer, preferLocal: false);
        }
    }

    private static void Complete<T>(Task<T> running, TaskCompletionSource<T> ended)
    {
        if (running.IsFaulted)
        {
            ended.SetException(running.Exception.InnerExceptions);
        }
        else if (running.IsCanceled)
        {
            ended.SetCanceled();
        }
        else
        {
            ended.SetResult(running.GetAwaiter().GetResult());
        }
    }

    private sealed class OutstandingWork(VirtualRun run) : IDisposable
    {
        private int _isDisposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                Interlocked.Decrement(ref run._outstanding);
            }
        }
    }
}
