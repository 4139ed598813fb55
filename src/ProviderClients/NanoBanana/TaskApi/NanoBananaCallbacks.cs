namespace ProviderClients.NanoBanana.TaskApi;

/// <summary>
/// The callbacks of one process: brings each to the call that waits for its task. News of tasks that nobody waits for is kept, at most
/// <see cref="MostEarly"/> and the newest, because a callback may overtake the answer that names its task.
/// </summary>
public sealed class NanoBananaCallbacks : INanoBananaCallbacks
{
    /// <summary>How much news of unknown tasks is kept.</summary>
    public const int MostEarly = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, TaskNews> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NanoBananaTask> _early = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <inheritdoc/>
    public ValueTask<NanoBananaTask?> ReceiveAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var task = NanoBananaTaskApiWire.ReadCallback(body.ToArray());
        if (task is { State: not NanoBananaTaskState.Generating })
        {
            Deliver(task);
        }

        return ValueTask.FromResult(task);
    }

    /// <summary>Begins to listen for news of a task; what came before is told at once.</summary>
    internal TaskNews Listen(string taskId)
    {
        lock (_lock)
        {
            if (!_waiting.TryGetValue(taskId, out var news))
            {
                _waiting.Add(taskId, news = new TaskNews());
            }

            if (_early.Remove(taskId, out var task))
            {
                news.Tell(task);
            }

            return news;
        }
    }

    /// <summary>Nobody waits for the task any more; what still comes about it is late.</summary>
    internal void Forget(string taskId)
    {
        lock (_lock)
        {
            _waiting.Remove(taskId);
        }
    }

    private void Deliver(NanoBananaTask task)
    {
        lock (_lock)
        {
            if (_waiting.TryGetValue(task.TaskId, out var news))
            {
                news.Tell(task);
                return;
            }

            if (_early.TryAdd(task.TaskId, task))
            {
                _order.Enqueue(task.TaskId);
            }

            while (_order.Count > MostEarly)
            {
                _early.Remove(_order.Dequeue());
            }
        }
    }
}

/// <summary>What a waiting call hears of its task from callbacks; the first word counts.</summary>
internal sealed class TaskNews
{
    private readonly TaskCompletionSource<NanoBananaTask> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasWoken;

    /// <summary>What a callback said; <see langword="null"/> while there was none.</summary>
    public NanoBananaTask? Told => _told.Task.IsCompletedSuccessfully ? _told.Task.Result : null;

    public void Tell(NanoBananaTask task) => _told.TrySetResult(task);

    /// <summary>Waits that long, or until there is news; news wakes once, after that only the time counts.</summary>
    public async Task PauseAsync(TimeSpan wait, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (_hasWoken)
        {
            await Task.Delay(wait, timeProvider, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var heard = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var time = Task.Delay(wait, timeProvider, heard.Token);
        await Task.WhenAny(_told.Task, time).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        _hasWoken = _told.Task.IsCompleted;
        await heard.CancelAsync().ConfigureAwait(false);
    }
}
