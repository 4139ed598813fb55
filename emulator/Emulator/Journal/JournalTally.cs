namespace Emulator.Journal;

/// <summary>Counts lines as they are written; not safe for use by several threads.</summary>
internal sealed class JournalTally
{
    private readonly SortedDictionary<int, long> _byStatus = [];
    private readonly SortedDictionary<string, long> _byFault = new(StringComparer.Ordinal);
    private long _lines;
    private long _withoutStatus;
    private long _microUsd;
    private DateTimeOffset? _first;
    private DateTimeOffset? _last;

    public JournalSummary Summary => new(_lines, new SortedDictionary<int, long>(_byStatus), new SortedDictionary<string, long>(_byFault))
    {
        WithoutStatus = _withoutStatus,
        MicroUsd = _microUsd,
        First = _first,
        Last = _last,
    };

    public void Count(JournalEntry entry)
    {
        _lines++;
        _microUsd += entry.MicroUsd;
        if (entry.Status is { } status)
        {
            _byStatus[status] = _byStatus.GetValueOrDefault(status) + 1;
        }
        else
        {
            _withoutStatus++;
        }

        if (entry.Fault is { } fault)
        {
            _byFault[fault] = _byFault.GetValueOrDefault(fault) + 1;
        }

        _first = _first < entry.ArrivedAt ? _first : entry.ArrivedAt;
        _last = _last > entry.EndedAt ? _last : entry.EndedAt ?? _last;
    }
}

/// <summary>What the lines of a journal say together.</summary>
/// <param name="Lines">How many there were.</param>
/// <param name="ByStatus">How many answers had each status.</param>
/// <param name="ByFault">How many exchanges met each fault.</param>
internal sealed record JournalSummary(
    long Lines, IReadOnlyDictionary<int, long> ByStatus, IReadOnlyDictionary<string, long> ByFault)
{
    /// <summary>Exchanges that ended before there was a status.</summary>
    public long WithoutStatus { get; init; }

    /// <summary>What the providers would bill for all of them, in millionths of a US dollar.</summary>
    public long MicroUsd { get; init; }

    /// <summary>Lines that memory no longer has.</summary>
    public long DroppedLines { get; init; }

    /// <summary>The first arrival.</summary>
    public DateTimeOffset? First { get; init; }

    /// <summary>The last end.</summary>
    public DateTimeOffset? Last { get; init; }
}
