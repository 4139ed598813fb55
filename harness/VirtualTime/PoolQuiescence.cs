namespace VirtualTime;

/// <summary>Tells when the thread pool has nothing queued and nothing running; ask from a thread outside the pool.</summary>
internal static class PoolQuiescence
{
    /// <summary>Looks in a row that must agree: work may move from a queue to a thread between two readings.</summary>
    private const int LooksInARow = 3;

    /// <summary>Looks, about a millisecond apart, without any work item ending, after which the pool is stuck.</summary>
    private const int MostStalledLooks = 120_000;

    /// <summary>Waits until the pool is idle and nothing else holds time still.</summary>
    /// <param name="parkedThreads">Threads that are busy on purpose.</param>
    /// <param name="isHeld">Whether work outside the pool holds time still.</param>
    /// <exception cref="VirtualDeadlockException">The only free thread is blocked.</exception>
    public static void Wait(int parkedThreads, Func<bool> isHeld)
    {
        var wait = default(SpinWait);
        var ended = ThreadPool.CompletedWorkItemCount;
        var stalled = 0;
        for (var looks = 0; looks < LooksInARow;)
        {
            var held = isHeld();
            if (!held && IsIdle(parkedThreads))
            {
                looks++;
                continue;
            }

            looks = 0;
            wait.SpinOnce(sleep1Threshold: 200);
            stalled = held || ended != ThreadPool.CompletedWorkItemCount ? 0 : stalled + 1;
            ended = ThreadPool.CompletedWorkItemCount;
            if (stalled > MostStalledLooks)
            {
                throw new VirtualDeadlockException(
                    "A pool thread has been busy or blocked for minutes without finishing anything. Something blocks "
                    + "instead of awaiting, or computes without end.");
            }
        }
    }

    private static bool IsIdle(int parkedThreads)
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        return most - free <= parkedThreads && ThreadPool.PendingWorkItemCount == 0;
    }
}
