using ProviderClients.Calls;

namespace ProviderClients.Jobs;

/// <summary>When a job is asked about next: growing waits with jitter; a server's hint goes before.</summary>
internal sealed record PollSchedule(TimeSpan First, double Factor, TimeSpan Longest)
{
    private const double JitterShare = 0.1;

    /// <summary>Whether a wait without a hint is drawn from all of the time up to its ceiling; the first one never is.</summary>
    public bool IsFullyJittered { get; init; }

    /// <param name="polls">How often the job has been asked about.</param>
    /// <param name="hint">What the last answer asked for.</param>
    /// <param name="seed">Decides the jitter, together with the call.</param>
    /// <param name="callId">The call that the job belongs to.</param>
    public TimeSpan WaitBefore(int polls, TimeSpan? hint, ulong seed, string callId)
    {
        var own = Math.Min(Longest.Ticks, First.Ticks * Math.Pow(Factor, polls));
        var draw = CallChance.Draw(seed, callId, polls);
        return hint is null && IsFullyJittered
            ? TimeSpan.FromTicks((long)(polls == 0 ? own : own * draw))
            : (hint ?? TimeSpan.FromTicks((long)own)) * (1 + (JitterShare * draw));
    }
}
