using System.Diagnostics.CodeAnalysis;

namespace Emulator.Jobs;

/// <summary>Keeps a dialect's jobs, or whatever else it hands out by id; beyond its capacity the oldest is forgotten.</summary>
/// <typeparam name="TEntry">What is kept.</typeparam>
internal sealed class JobStore<TEntry>(int capacity = JobStore<TEntry>.DefaultCapacity)
    where TEntry : class
{
    public const int DefaultCapacity = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, TEntry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<string> _byAge = new();

    public void Add(string id, TEntry entry)
    {
        lock (_lock)
        {
            if (_entries.Count >= capacity)
            {
                _entries.Remove(_byAge.Dequeue());
            }

            _entries.Add(id, entry);
            _byAge.Enqueue(id);
        }
    }

    /// <summary>The entries that are remembered, the newest first.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<TEntry> Newest(int most)
    {
        lock (_lock)
        {
            return [.. _byAge.Reverse().Take(most).Select(id => _entries[id])];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
            _byAge.Clear();
        }
    }

    public bool TryFind(string id, [MaybeNullWhen(false)] out TEntry entry)
    {
        lock (_lock)
        {
            return _entries.TryGetValue(id, out entry);
        }
    }
}
