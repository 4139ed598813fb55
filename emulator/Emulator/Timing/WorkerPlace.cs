namespace Emulator.Timing;

/// <summary>One request's place at a worker or in the queue before the workers.</summary>
internal sealed class WorkerPlace
{
    private readonly WorkerPool _pool;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WorkerPlace(WorkerPool pool, int ahead)
    {
        _pool = pool;
        Ahead = ahead;
        Node = new LinkedListNode<WorkerPlace>(this);
    }

    /// <summary>How many waited already when it came; <see langword="null"/> when a worker was free.</summary>
    public int? Ahead { get; private init; }

    /// <summary>Ends when a worker is free.</summary>
    public Task Started => _started.Task;

    public bool HasStarted => _started.Task.IsCompleted;

    /// <summary>Where it stands in the queue; the pool's business.</summary>
    internal LinkedListNode<WorkerPlace> Node { get; }

    /// <summary>Whether it was given up; the pool's business.</summary>
    internal bool HasLeft { get; set; }

    public static WorkerPlace AtWork(WorkerPool pool)
    {
        WorkerPlace place = new(pool, ahead: 0) { Ahead = null };
        place.Start();
        return place;
    }

    /// <summary>Gives the place up, wherever it stands; only the first call does anything.</summary>
    public void Leave() => _pool.Leave(this);

    internal void Start() => _started.TrySetResult();
}
