using ProviderClients.Calls;

namespace ProviderClients.Jobs;

/// <summary>When a job is asked about next: growing waits with jitter; a server's hint goes before.</summary>
internal sealed record PollSchedule(TimeSpan First, double Factor, TimeSpan Longest)
{
    private const double JitterShare = 0.1;

    /// <param name="polls">How often the job has been asked about.</param>
    /// <param name="hint">What the last answer asked for.</param>
    /// <param name="seed">Decides the jitter, together with the call.</param>
    /// <param name="callId">The call that the job belongs to.</param>
    public TimeSpan WaitBefore(int polls, TimeSpan? hint, ulong seed, string callId)
    {
        var own = Math.Min(Longest.Ticks, First.Ticks * Math.Pow(Factor, polls));
        var start = hint ?? TimeSpan.FromTicks((long)own);
        return start * (1 + (JitterShare * CallChance.Draw(seed, callId, polls)));
    }
}
