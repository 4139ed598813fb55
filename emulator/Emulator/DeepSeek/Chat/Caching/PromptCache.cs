namespace Emulator.DeepSeek.Chat.Caching;

/// <summary>
/// What one run's prompts left behind: prefixes that can be hit, and prefixes that were only seen and become units when a second
/// request has them, too. The ones that nobody used for the longest are forgotten first.
/// </summary>
internal sealed class PromptCache
{
    /// <summary>How many prefixes are remembered in all.</summary>
    public const int Capacity = 20_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, LinkedListNode<Prefix>> _prefixes = [];

    /// <summary>The one that was used last comes first.</summary>
    private readonly LinkedList<Prefix> _byUse = new();

    /// <summary>How many prefixes there are now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _prefixes.Count;
            }
        }
    }

    /// <summary>Finds how much of a prompt is cached, and writes what becomes a unit by it.</summary>
    /// <returns>The tokens that hit.</returns>
    public int Take(IReadOnlyList<PromptMark> marks, DeepSeekCacheSection section, DateTimeOffset now)
    {
        lock (_lock)
        {
            Forget(now - section.Lifetime);
            var hit = 0;
            var common = -1;
            for (var index = marks.Count - 1; index >= 0 && hit == 0; index--)
            {
                if (!_prefixes.TryGetValue(marks[index].Hash, out var known))
                {
                    continue;
                }

                common = Math.Max(common, index);
                hit = known.Value.AvailableAt <= now && marks[index].Tokens >= section.MinTokens ? marks[index].Tokens : 0;
            }

            for (var index = 0; index < marks.Count; index++)
            {
                var isUnit = (marks[index].IsUnit || index == common) && marks[index].Tokens >= section.MinTokens;
                Note(marks[index].Hash, isUnit ? now + section.BuildTime : null, now);
            }

            return hit;
        }
    }

    /// <summary>Writes one unit: what is before a mark.</summary>
    public void Write(PromptMark mark, DeepSeekCacheSection section, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (mark.Tokens >= section.MinTokens)
            {
                Note(mark.Hash, now + section.BuildTime, now);
            }
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _prefixes.Clear();
            _byUse.Clear();
        }
    }

    private void Note(ulong hash, DateTimeOffset? availableAt, DateTimeOffset now)
    {
        if (_prefixes.TryGetValue(hash, out var known))
        {
            known.Value = known.Value with { UsedAt = now, AvailableAt = known.Value.AvailableAt ?? availableAt };
            _byUse.Remove(known);
            _byUse.AddFirst(known);
            return;
        }

        if (_prefixes.Count >= Capacity)
        {
            Remove(_byUse.Last!);
        }

        _prefixes.Add(hash, _byUse.AddFirst(new Prefix(hash, availableAt, now)));
    }

    private void Forget(DateTimeOffset usedBefore)
    {
        while (_byUse.Last is { } last && last.Value.UsedAt < usedBefore)
        {
            Remove(last);
        }
    }

    private void Remove(LinkedListNode<Prefix> node)
    {
        _byUse.Remove(node);
        _prefixes.Remove(node.Value.Hash);
    }

    /// <summary>A prefix of prompts.</summary>
    /// <param name="Hash">What it is known by.</param>
    /// <param name="AvailableAt">From when on it can be hit; <see langword="null"/> when it was only seen.</param>
    /// <param name="UsedAt">When a request had it last.</param>
    private readonly record struct Prefix(ulong Hash, DateTimeOffset? AvailableAt, DateTimeOffset UsedAt);
}
