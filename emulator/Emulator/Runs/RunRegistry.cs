using System.Collections.Concurrent;

namespace Emulator.Runs;

/// <summary>All runs of a server: the common one, and those that requests name, bounded and forgotten when nobody asks for them.</summary>
internal sealed class RunRegistry(RunHost host, EmulatorRun common, RunBounds bounds) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, EmulatorRun> _named = new(StringComparer.Ordinal);
    private readonly Lock _opening = new();
    private long _expired;

    /// <summary>The run of all requests that name none.</summary>
    public EmulatorRun Common { get; } = common;

    public RunBounds Bounds { get; } = bounds;

    /// <summary>How many runs were forgotten because nobody asked for them, or to make room.</summary>
    public long Expired => Interlocked.Read(ref _expired);

    /// <summary>The common run, then the others by name.</summary>
    public IReadOnlyList<EmulatorRun> All => [Common, .. _named.Values.OrderBy(run => run.Id, StringComparer.Ordinal)];

    public int NamedCount => _named.Count;

    /// <summary>A run that is there; the empty name is the common run's.</summary>
    public EmulatorRun? Find(string id) => id.Length == 0 ? Common : _named.GetValueOrDefault(id);

    /// <summary>A run that is there or begins now; <see langword="null"/> when there are as many as there may be, all of them in use.</summary>
    public EmulatorRun? Open(string id)
    {
        if (Find(id) is { } known)
        {
            known.Touch();
            return known;
        }

        lock (_opening)
        {
            if (Find(id) is { } rival)
            {
                return rival;
            }

            if (!MakeRoom())
            {
                return null;
            }

            // It begins as the server did; whatever somebody changed in the common run is that run's own.
            EmulatorRun run = new(id, host, Common.FirstScenario, host.NewJournal());
            _named[id] = run;
            return run;
        }
    }

    /// <summary>Forgets a run; <see langword="false"/> when there is none of that name.</summary>
    public async Task<bool> RemoveAsync(string id)
    {
        if (!_named.TryRemove(id, out var run))
        {
            return false;
        }

        await run.DisposeAsync();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var run in All)
        {
            await run.DisposeAsync();
        }
    }

    private bool MakeRoom()
    {
        var byIdleness = _named.Values.OrderByDescending(run => run.Idle).ToArray();
        foreach (var run in byIdleness)
        {
            var isTooOld = run.Idle >= Bounds.Lifetime;
            var isInTheWay = _named.Count >= Bounds.MaxRuns && run.Idle >= Bounds.SafeFor;
            if (!isTooOld && !isInTheWay)
            {
                break;
            }

            if (_named.TryRemove(run.Id, out _))
            {
                Interlocked.Increment(ref _expired);
                _ = run.DisposeAsync().AsTask();
            }
        }

        return _named.Count < Bounds.MaxRuns;
    }
}

/// <summary>How many runs there may be beside the common one, and how long they are remembered; in the time of the machine.</summary>
/// <param name="MaxRuns">How many.</param>
/// <param name="Lifetime">A run that nobody has asked for longer than this is forgotten when another begins.</param>
internal sealed record RunBounds(int MaxRuns, TimeSpan Lifetime)
{
    public const int DefaultMaxRuns = 256;

    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(15);

    /// <summary>Within it no run makes way for another, however full the server is.</summary>
    public TimeSpan SafeFor { get; init; } = TimeSpan.FromMinutes(1);
}
