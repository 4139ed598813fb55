using Emulator.Images;

namespace Emulator.Jobs;

/// <summary>The newest jobs and pictures of a run, whatever their dialect, for people who want to see them.</summary>
internal sealed class JobBoard
{
    /// <summary>How many are shown; the oldest makes way.</summary>
    public const int Capacity = 500;

    private readonly Lock _lock = new();
    private readonly LinkedList<ShownJob> _newestFirst = new();

    public void Show(ShownJob job)
    {
        lock (_lock)
        {
            _newestFirst.AddFirst(job);
            if (_newestFirst.Count > Capacity)
            {
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

    public required Func<DateTimeOffset, JobState> StateAt { get; init; }

    public required Func<DateTimeOffset, double> ProgressAt { get; init; }
}
