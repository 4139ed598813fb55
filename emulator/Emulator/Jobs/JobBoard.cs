using Emulator.Images;

namespace Emulator.Jobs;

/// <summary>The newest jobs and pictures of a run, whatever their dialect, for people who want to see them.</summary>
internal sealed class JobBoard
{
    /// <summary>How many are shown; the oldest makes way.</summary>
    public const int Capacity = 500;

    private readonly Lock _lock = new();
    private readonly LinkedList<ShownJob> _newestFirst = new();
    private long _bytes;

    public void Show(ShownJob job)
    {
        lock (_lock)
        {
            _newestFirst.AddFirst(job);
            _bytes += job.Bytes;
            while (_newestFirst.Count > Capacity || (_bytes > MemoryBounds.BoardBytes && _newestFirst.Count > 1))
            {
                _bytes -= _newestFirst.Last!.Value.Bytes;
                _newestFirst.RemoveLast();
            }
        }
    }

    public IReadOnlyList<ShownJob> Newest(int most)
    {
        lock (_lock)
        {
            return [.. _newestFirst.Take(most)];
        }
    }

    public ShownJob? Find(string id)
    {
        lock (_lock)
        {
            return _newestFirst.FirstOrDefault(job => job.Id == id);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _newestFirst.Clear();
            _bytes = 0;
        }
    }
}

/// <summary>A job or picture as anybody at the emulator may see it.</summary>
/// <param name="Dialect">Whose it is.</param>
/// <param name="Id">The id that the client knows, or the call that made a picture without one.</param>
/// <param name="SubmittedAt">When it was asked for.</param>
internal sealed record ShownJob(string Dialect, string Id, DateTimeOffset SubmittedAt)
{
    public string? Model { get; init; }

    public required string Call { get; init; }

    public required PictureSpec Picture { get; init; }

    /// <summary>About how much memory it holds.</summary>
    public long Bytes { get; init; }

    public required Func<DateTimeOffset, JobState> StateAt { get; init; }

    public required Func<DateTimeOffset, double> ProgressAt { get; init; }
}
