using Emulator.Jobs;

namespace Emulator.Timing;

/// <summary>
/// The workers of a provider whose work is jobs: it is known when a job is submitted when it will start, so where a job
/// stands stays a function of the clock. A cancelled job's time is not given to others, for theirs are fixed already.
/// </summary>
internal sealed class JobWorkers(WorkersSection workers)
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<DateTimeOffset, DateTimeOffset> _freeAt =
        new(Enumerable.Repeat((DateTimeOffset.MinValue, DateTimeOffset.MinValue), workers.Count));
    private readonly PriorityQueue<DateTimeOffset, DateTimeOffset> _ends = new();
    private int _reserved;

    /// <summary>Keeps room for one job until it is scheduled or not; <see langword="false"/> when there is none.</summary>
    public bool TryReserve(DateTimeOffset now)
    {
        lock (_lock)
        {
            while (_ends.TryPeek(out var end, out _) && end <= now)
            {
                _ends.Dequeue();
            }

            if (_ends.Count + _reserved >= workers.Count + workers.Queue)
            {
                return false;
            }

            _reserved++;
            return true;
        }
    }

    /// <summary>Gives the room back that was kept; whatever was scheduled has its own.</summary>
    public void EndReservation()
    {
        lock (_lock)
        {
            _reserved--;
        }
    }

    /// <summary>The times of a job that starts when its own queue time is over and a worker is free.</summary>
    public JobTimes Schedule(DateTimeOffset now, JobTimes times)
    {
        lock (_lock)
        {
            var start = now + times.Queue;
            var free = _freeAt.Dequeue();
            start = free > start ? free : start;
            var end = start + times.Run;
            _freeAt.Enqueue(end, end);
            _ends.Enqueue(end, end);
            return times with { Queue = start - now };
        }
    }
}
