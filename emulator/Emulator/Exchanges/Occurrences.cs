namespace Emulator.Exchanges;

/// <summary>Counts how often something came, for a bounded number of things; the one first seen longest ago is forgotten.</summary>
internal sealed class Occurrences(int capacity = Occurrences.Capacity)
{
    public const int Capacity = 65_536;
    public const int CapacityOfARun = 8_192;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Queue<string> _byAge = new();

    /// <summary>Counts one more; gives how many there were before.</summary>
    public int Count(string name)
    {
        lock (_lock)
        {
            if (_counts.TryGetValue(name, out var before))
            {
                _counts[name] = before + 1;
                return before;
            }

            if (_counts.Count >= capacity)
            {
                _counts.Remove(_byAge.Dequeue());
            }

            _counts.Add(name, 1);
            _byAge.Enqueue(name);
            return 0;
        }
    }

    /// <summary>The number that the newest one got; 0 when there was none.</summary>
    public int Newest(string name)
    {
        lock (_lock)
        {
            return _counts.TryGetValue(name, out var count) ? count - 1 : 0;
        }
    }
}
