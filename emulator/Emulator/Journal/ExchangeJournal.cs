using System.Collections.Concurrent;

namespace Emulator.Journal;

/// <summary>
/// What arrived, what was answered and why: a bounded memory of the newest lines and, where asked for, a file of all of
/// them. Lines stand in the order in which their exchanges ended.
/// </summary>
internal sealed class ExchangeJournal(int capacity, JournalFile? file) : IAsyncDisposable
{
    public const int DefaultCapacity = 250_000;

    private readonly Lock _lock = new();
    private readonly LineMemory _lines = new(capacity);
    private readonly ConcurrentDictionary<long, JournalEntry> _open = new();
    private long _lastSeq;
    private readonly JournalTally _tally = new();
    private long _droppedLines;

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
        if (file is not null)
        {
            await file.DisposeAsync();
        }
    }
}
