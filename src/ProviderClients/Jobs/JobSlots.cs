using System.Collections.Concurrent;

namespace ProviderClients.Jobs;

/// <summary>Keeps the places of jobs that a provider counts until they are finished, and gives each back once.</summary>
/// <remarks>Bounded by the limit itself: there are never more entries than places.</remarks>
internal sealed class JobSlots(TimeProvider timeProvider)
{
    /// <summary>A job that nobody asks about any more has ended by then.</summary>
    private static readonly TimeSpan LongestJob = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, (IDisposable Place, ITimer Timer)> _held = new();

    public void Hold(string jobId, IDisposable place)
    {
        var timer = timeProvider.CreateTimer(_ => Release(jobId), null, LongestJob, Timeout.InfiniteTimeSpan);
        if (!_held.TryAdd(jobId, (place, timer)))
        {
            timer.Dispose();
            place.Dispose();
        }
    }

    public void Release(string jobId)
    {
        if (_held.TryRemove(jobId, out var held))
        {
            held.Timer.Dispose();
            held.Place.Dispose();
        }
    }
}
