using System.Diagnostics.CodeAnalysis;

namespace Emulator.Jobs;

/// <summary>
/// Keeps a dialect's jobs, or whatever else it hands out by id; beyond its capacity, in number or in bytes, the oldest is
/// forgotten.
/// </summary>
/// <typeparam name="TEntry">What is kept.</typeparam>
internal sealed class JobStore<TEntry>(int capacity = JobStore<TEntry>.DefaultCapacity)
    where TEntry : class
{
    public const int DefaultCapacity = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, TEntry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, long Bytes)> _byAge = new();
    private long _bytes;

    /// <summary>How much memory its entries may hold.</summary>
    public long CapacityBytes { get; init; } = MemoryBounds.DefaultJobBytes;

    /// <summary>Counts what is forgotten.</summary>
    public ForgottenCount Forgotten { get; init; } = new();

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <param name="id">How it is asked for.</param>
    /// <param name="entry">What is kept.</param>
    /// <param name="bytes">About how much memory that holds; an entry that is too large for the store pushes out all others and stays alone.</param>
    public void Add(string id, TEntry entry, long bytes = 0)
    {
        lock (_lock)
        {
            while (_byAge.Count > 0 && (_entries.Count >= capacity || _bytes + bytes > CapacityBytes))
            {
                var oldest = _byAge.Dequeue();
                _entries.Remove(oldest.Id);
                _bytes -= oldest.Bytes;
                Forgotten.Add();
            }

            _entries.Add(id, entry);
            _byAge.Enqueue((id, bytes));
            _bytes += bytes;
        }
    }

    /// <summary>The entries that are remembered, the newest first.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<TEntry> Newest(int most)
    {
        lock (_lock)
        {
            return [.. _byAge.Reverse().Take(most).Select(one => _entries[one.Id])];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
            _byAge.Clear();
            _bytes = 0;
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
