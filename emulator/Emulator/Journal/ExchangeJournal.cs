using System.Collections.Concurrent;

namespace Emulator.Journal;

/// <summary>
/// What arrived, what was answered and why: a bounded memory of the newest lines and, where asked for, a file of all of
/// them. Lines stand in the order in which their exchanges ended.
/// </summary>
internal sealed class ExchangeJournal(int capacity, JournalFile? file) : IAsyncDisposable
{
    public const int DefaultCapacity = 50_000;

    /// <summary>How many may follow at once.</summary>
    public const int MaxFollowers = 64;

    private readonly Lock _lock = new();
    private readonly LineMemory _lines = new(capacity);
    private readonly ConcurrentDictionary<long, JournalEntry> _open = new();
    private long _lastSeq;
    private JournalTally _tally = new();
    private long _droppedLines;
    private long _clearedLines;
    private JournalFollower[] _followers = [];

    /// <summary>The remembered lines, oldest first.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines.Texts()];
            }
        }
    }

    /// <summary>How many lines were forgotten because the memory was full; a verdict needs 0, or the file.</summary>
    public long DroppedLines => Interlocked.Read(ref _droppedLines);

    /// <summary>What all lines say together, the forgotten ones included.</summary>
    public JournalSummary Summary
    {
        get
        {
            lock (_lock)
            {
                return _tally.Summary with { DroppedLines = _droppedLines };
            }
        }
    }

    /// <summary>How many follow now.</summary>
    public int Followers => Volatile.Read(ref _followers).Length;

    /// <summary>How many exchanges are going on.</summary>
    public int OpenExchanges => _open.Count;

    /// <summary>The remembered lines from a number on.</summary>
    /// <param name="from">The first that is wanted; what is older than memory is left out.</param>
    public IReadOnlyList<NumberedLine> From(long from)
    {
        lock (_lock)
        {
            var first = _clearedLines + _droppedLines;
            var skipped = (int)Math.Clamp(from - first, 0, _lines.Count);
            return [.. _lines.Copies(skipped).Select((line, index) => new NumberedLine(first + skipped + index, line))];
        }
    }

    /// <summary>Lets somebody follow: what is remembered from a number on, and from then on every line.</summary>
    /// <returns><see langword="null"/> when there are too many already.</returns>
    public (IReadOnlyList<NumberedLine> Before, JournalFollower Follower)? Follow(long from)
    {
        lock (_lock)
        {
            if (_followers.Length >= MaxFollowers)
            {
                return null;
            }

            JournalFollower follower = new();
            _followers = [.. _followers, follower];
            return (From(from), follower);
        }
    }

    public void Unfollow(JournalFollower follower)
    {
        lock (_lock)
        {
            _followers = [.. _followers.Where(one => one != follower)];
        }
    }

    /// <summary>Forgets all lines and their sums; a file keeps what it has, and lines go on being numbered.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _clearedLines += _lines.Count;
            _lines.Clear();
            _tally = new JournalTally();
        }
    }

    /// <summary>The number that the next line gets.</summary>
    public long NextNumber
    {
        get
        {
            lock (_lock)
            {
                return _clearedLines + _droppedLines + _lines.Count;
            }
        }
    }

    public long NextSeq() => Interlocked.Increment(ref _lastSeq);

    public void Open(JournalEntry entry) => _open[entry.Seq] = entry;

    /// <summary>Writes the line of an exchange that is over.</summary>
    public ValueTask CloseAsync(JournalEntry entry)
    {
        if (!entry.TryClose())
        {
            return ValueTask.CompletedTask;
        }

        _open.TryRemove(entry.Seq, out _);
        var line = JournalLine.Write(entry);
        lock (_lock)
        {
            _droppedLines += _lines.Add(line) ? 1 : 0;
            _tally.Count(entry);
            if (_followers.Length > 0)
            {
                Tell(new NumberedLine(_clearedLines + _droppedLines + _lines.Count - 1, line));
            }
        }

        return file?.WriteAsync(line) ?? ValueTask.CompletedTask;
    }

    /// <summary>Writes the lines of exchanges that are still going on; nothing is counted twice if they end later.</summary>
    public async Task CloseOpenAsync()
    {
        foreach (var entry in _open.Values.OrderBy(entry => entry.Seq))
        {
            await CloseAsync(entry);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseOpenAsync();
        foreach (var follower in _followers)
        {
            follower.End();
        }

        if (file is not null)
        {
            await file.DisposeAsync();
        }
    }

    private void Tell(NumberedLine line)
    {
        foreach (var follower in _followers)
        {
            follower.Offer(line);
        }
    }
}
