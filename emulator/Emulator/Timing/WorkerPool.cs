namespace Emulator.Timing;

/// <summary>
/// The workers of a provider whose answers are made while the client waits: first come first served, so that latency grows
/// with the requests that are there at once. Who waits holds no thread, only a place.
/// </summary>
internal sealed class WorkerPool(WorkersSection workers)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<WorkerPlace> _waiting = new();
    private int _busy;

    /// <summary>A place with a worker or in the queue; <see langword="null"/> when the queue is full.</summary>
    public WorkerPlace? TryEnter()
    {
        lock (_lock)
        {
            if (_busy < workers.Count)
            {
                _busy++;
                return WorkerPlace.AtWork(this);
            }

            if (_waiting.Count >= workers.Queue)
            {
                return null;
            }

            WorkerPlace place = new(this, _waiting.Count);
            _waiting.AddLast(place.Node);
            return place;
        }
    }

    /// <summary>Takes a place away and gives its worker to whoever has waited longest.</summary>
    internal void Leave(WorkerPlace place)
    {
        WorkerPlace? next = null;
        lock (_lock)
        {
            if (place.HasLeft)
            {
                return;
            }

            place.HasLeft = true;
            if (place.Node.List is not null)
            {
                _waiting.Remove(place.Node);
            }
            else if (_waiting.First is { } first)
            {
                _waiting.Remove(first);
                next = first.Value;
            }
            else
            {
                _busy--;
            }
        }

        next?.Start();
    }
}
