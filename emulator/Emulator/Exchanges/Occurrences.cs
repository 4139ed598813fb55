using Emulator.Chance;

namespace Emulator.Exchanges;

/// <summary>Counts how often something came, for a bounded number of things; the one first seen longest ago is forgotten.</summary>
/// <remarks>
/// Names are known by 64 bits of hash: kept as texts, each would live just long enough to become garbage of the oldest
/// generation. Among 65,536 names two are taken for one in one run of ten thousand million.
/// </remarks>
internal sealed class Occurrences(int capacity = Occurrences.Capacity)
{
    public const int Capacity = 65_536;
    public const int CapacityOfARun = 8_192;

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, int> _counts = [];
    private readonly Queue<ulong> _byAge = new();

    /// <summary>Counts one more; gives how many there were before.</summary>
    public int Count(string name)
    {
        var hash = Seed.Mix(Seed.Hash(name));
        lock (_lock)
        {
            if (_counts.TryGetValue(hash, out var before))
            {
                _counts[hash] = before + 1;
                return before;
            }

            if (_counts.Count >= capacity)
            {
                _counts.Remove(_byAge.Dequeue());
            }

            _counts.Add(hash, 1);
            _byAge.Enqueue(hash);
            return 0;
        }
    }

    /// <summary>The number that the newest one got; 0 when there was none.</summary>
    public int Newest(string name)
    {
        var hash = Seed.Mix(Seed.Hash(name));
        lock (_lock)
        {
            return _counts.TryGetValue(hash, out var count) ? count - 1 : 0;
        }
    }
}
