using Emulator.Limits;

namespace Emulator.Jobs;

/// <summary>Where a job stands.</summary>
internal enum JobState
{
    Queued,
    Running,
    Ready,
    Failed,
    Cancelled,

    /// <summary>It was ready, and its result is gone.</summary>
    Expired,
}

/// <summary>How long a job waits, runs and can be fetched; drawn when it is submitted.</summary>
internal readonly record struct JobTimes(TimeSpan Queue, TimeSpan Run, TimeSpan ResultLifetime)
{
    /// <summary>Longer than any run lasts, and short enough for every date.</summary>
    private static readonly TimeSpan ForEver = TimeSpan.FromDays(3650);

    /// <summary>The times of a job that never ends.</summary>
    public JobTimes WithoutEnd() => this with { Run = ForEver };
}

/// <summary>
/// A paid asynchronous piece of work. Where it stands is a function of the clock alone: nothing has to run for it to
/// proceed.
/// </summary>
/// <typeparam name="TWork">What the dialect keeps of the request.</typeparam>
internal sealed class Job<TWork>(string id, string owner, TWork work, DateTimeOffset submittedAt, JobTimes times)
    where TWork : notnull
{
    private long _cancelledAtTicks = long.MaxValue;

    public string Id { get; } = id;

    /// <summary>The account that submitted it; to others it does not exist.</summary>
    public string Owner { get; } = owner;

    public TWork Work { get; } = work;

    public DateTimeOffset SubmittedAt { get; } = submittedAt;

    public DateTimeOffset StartedAt { get; } = submittedAt + times.Queue;

    public DateTimeOffset EndedAt { get; } = submittedAt + times.Queue + times.Run;

    public DateTimeOffset ExpiresAt { get; } = submittedAt + times.Queue + times.Run + times.ResultLifetime;

    /// <summary>The request that submitted it.</summary>
    public JobOrigin? Origin { get; init; }

    /// <summary>Why it fails when it ends, in the dialect's words; <see langword="null"/> when it succeeds.</summary>
    public string? Failure { get; init; }

    /// <summary>The place it takes in the limits of active jobs.</summary>
    public JobSlot? Slot { get; init; }

    public DateTimeOffset? CancelledAt =>
        Volatile.Read(ref _cancelledAtTicks) is var ticks and not long.MaxValue ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public JobState StateAt(DateTimeOffset now)
    {
        if (CancelledAt is { } cancelledAt && now >= cancelledAt)
        {
            return JobState.Cancelled;
        }

        if (now < StartedAt)
        {
            return JobState.Queued;
        }

        if (now < EndedAt)
        {
            return JobState.Running;
        }

        if (Failure is not null)
        {
            return JobState.Failed;
        }

        return now < ExpiresAt ? JobState.Ready : JobState.Expired;
    }

    /// <summary>How much of the work is done, from 0 to 1.</summary>
    public double ProgressAt(DateTimeOffset now)
    {
        if (now >= EndedAt)
        {
            return 1;
        }

        return now <= StartedAt ? 0 : (now - StartedAt) / (EndedAt - StartedAt);
    }

    /// <summary>Cancels; <see langword="false"/> when it was over already. Its place in the limits becomes free at once.</summary>
    public bool TryCancel(DateTimeOffset now)
    {
        if (StateAt(now) is not (JobState.Queued or JobState.Running)
            || Interlocked.CompareExchange(ref _cancelledAtTicks, now.UtcTicks, long.MaxValue) != long.MaxValue)
        {
            return false;
        }

        if (Slot is not null)
        {
            Slot.FreeAt = now;
        }

        return true;
    }
}
