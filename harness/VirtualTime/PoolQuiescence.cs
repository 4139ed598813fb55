namespace VirtualTime;

/// <summary>Tells when the thread pool has nothing queued and nothing running; ask from a thread outside the pool.</summary>
internal static class PoolQuiescence
{
    /// <summary>Looks in a row that must agree: work may move from a queue to a thread between two readings.</summary>
    private const int LooksInARow = 3;

    /// <summary>Waits until the pool is idle and nothing else holds time still.</summary>
    public static void Wait(Func<bool> isHeld)
    {
        var wait = default(SpinWait);
        for (var looks = 0; looks < LooksInARow;)
        {
            if (IsIdle() && !isHeld())
            {
                looks++;
                continue;
            }

            looks = 0;
            wait.SpinOnce(sleep1Threshold: 200);
        }
    }

    private static bool IsIdle()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        return free == most && ThreadPool.PendingWorkItemCount == 0;
    }
}
