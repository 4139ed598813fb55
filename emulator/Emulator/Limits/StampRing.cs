namespace Emulator.Limits;

/// <summary>Units with their stamps, oldest first, in a ring that grows with what it holds.</summary>
internal sealed class StampRing
{
    /// <summary>Beyond it the newest stamps become one, the later one: more is never admitted than is permitted.</summary>
    public const int MaxEntries = 1 << 20;

    private const int FirstCapacity = 16;

    private Entry[] _ring = new Entry[FirstCapacity];
    private int _first;
    private int _count;

    /// <summary>All units in it.</summary>
    public long Units { get; private set; }

    public void Add(DateTimeOffset stamp, long units)
    {
        Units += units;
        var isFull = _count == MaxEntries;
        if (_count > 0 && (isFull || At(_count - 1).Ticks == stamp.UtcTicks))
        {
            ref var last = ref At(_count - 1);
            last = new Entry(stamp.UtcTicks, last.Units + units);
            return;
        }

        if (_count == _ring.Length)
        {
            Grow();
        }

        _count++;
        At(_count - 1) = new Entry(stamp.UtcTicks, units);
    }

    /// <summary>Forgets everything up to a stamp.</summary>
    public void DropUntil(long ticks)
    {
        while (_count > 0 && At(0).Ticks <= ticks)
        {
            DropFirst();
        }
    }

    /// <summary>Forgets the oldest units until no more than so many are left.</summary>
    public void DropDownTo(long units)
    {
        while (Units > units)
        {
            ref var oldest = ref At(0);
            var surplus = Units - units;
            if (oldest.Units <= surplus)
            {
                DropFirst();
                continue;
            }

            oldest = oldest with { Units = oldest.Units - surplus };
            Units = units;
        }
    }

    /// <summary>Takes units of one stamp out again.</summary>
    public void Remove(DateTimeOffset stamp, long units)
    {
        for (var index = _count - 1; index >= 0 && At(index).Ticks >= stamp.UtcTicks; index--)
        {
            ref var entry = ref At(index);
            if (entry.Ticks == stamp.UtcTicks)
            {
                var removed = Math.Min(units, entry.Units);
                entry = entry with { Units = entry.Units - removed };
                Units -= removed;
                return;
            }
        }
    }

    /// <summary>The stamp with whose leaving no more than so many units are left; <see langword="null"/> when they are already.</summary>
    public long? LastToLeave(long units)
    {
        if (Units <= units)
        {
            return null;
        }

        if (units == 0)
        {
            var last = _count - 1;
            while (At(last).Units == 0)
            {
                last--;
            }

            return At(last).Ticks;
        }

        var left = Units;
        var index = -1;
        while (left > units)
        {
            index++;
            left -= At(index).Units;
        }

        return At(index).Ticks;
    }

    private ref Entry At(int index) => ref _ring[(_first + index) & (_ring.Length - 1)];

    private void DropFirst()
    {
        Units -= At(0).Units;
        _first = (_first + 1) & (_ring.Length - 1);
        _count--;
    }

    private void Grow()
    {
        var larger = new Entry[_ring.Length * 2];
        for (var index = 0; index < _count; index++)
        {
            larger[index] = At(index);
        }

        _ring = larger;
        _first = 0;
    }

    private readonly record struct Entry(long Ticks, long Units);
}
