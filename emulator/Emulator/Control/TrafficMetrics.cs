using System.Collections.Concurrent;
using Emulator.Journal;

namespace Emulator.Control;

/// <summary>Counts what all runs of the server answered; the labels are names that the emulator itself gives, so they are few.</summary>
internal sealed class TrafficMetrics
{
    /// <summary>Upper edges of the buckets, in seconds.</summary>
    public static readonly IReadOnlyList<double> Edges = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

    /// <summary>Whatever labels come after so many different ones are not counted.</summary>
    private const int MostOfAKind = 10_000;

    private readonly ConcurrentDictionary<(string Dialect, string Operation, int Status), StrongCount> _answers = new();
    private readonly ConcurrentDictionary<(string Dialect, string Fault), StrongCount> _faults = new();
    private readonly ConcurrentDictionary<(string Dialect, string Limit), StrongCount> _refusals = new();
    private readonly ConcurrentDictionary<string, DialectSums> _dialects = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<(string Dialect, string Operation, int Status), long>> Answers => Values(_answers);

    public IEnumerable<KeyValuePair<(string Dialect, string Fault), long>> Faults => Values(_faults);

    public IEnumerable<KeyValuePair<(string Dialect, string Limit), long>> Refusals => Values(_refusals);

    public IEnumerable<KeyValuePair<string, DialectSums>> Dialects => _dialects.OrderBy(one => one.Key, StringComparer.Ordinal);

    public void Count(JournalEntry entry)
    {
        Add(_answers, (entry.Dialect, entry.Operation.Name, entry.Status ?? 0));
        if (entry.Fault is { } fault)
        {
            Add(_faults, (entry.Dialect, fault));
        }

        if (entry.Limiter is { IsGranted: false } refused)
        {
            Add(_refusals, (entry.Dialect, refused.Limit.Name));
        }

        _dialects.GetOrAdd(entry.Dialect, static _ => new DialectSums()).Count(entry);
    }

    private static IEnumerable<KeyValuePair<TKey, long>> Values<TKey>(ConcurrentDictionary<TKey, StrongCount> counts)
        where TKey : notnull =>
        counts.OrderBy(one => one.Key).Select(one => KeyValuePair.Create(one.Key, one.Value.Value));

    private static void Add<TKey>(ConcurrentDictionary<TKey, StrongCount> counts, TKey key)
        where TKey : notnull
    {
        // A scenario can name its limits anew as often as it likes.
        if (counts.TryGetValue(key, out var known) || counts.Count < MostOfAKind)
        {
            (known ?? counts.GetOrAdd(key, static _ => new StrongCount())).Add(1);
        }
    }
}

/// <summary>What the answers of one dialect add up to.</summary>
internal sealed class DialectSums
{
    private readonly StrongCount[] _buckets = [.. TrafficMetrics.Edges.Select(static _ => new StrongCount()), new StrongCount()];
    private readonly StrongCount _ticks = new();

    public StrongCount InputTokens { get; } = new();

    public StrongCount OutputTokens { get; } = new();

    public StrongCount Images { get; } = new();

    public StrongCount MicroUsd { get; } = new();

    /// <summary>How many answers took at most as long as each edge, and at last how many there were.</summary>
    public IReadOnlyList<long> Cumulative
    {
        get
        {
            var sum = 0L;
            return [.. _buckets.Select(bucket => sum += bucket.Value)];
        }
    }

    public double Seconds => (double)_ticks.Value / TimeSpan.TicksPerSecond;

    public void Count(JournalEntry entry)
    {
        var took = (entry.EndedAt ?? entry.ArrivedAt) - entry.ArrivedAt;
        var bucket = 0;
        while (bucket < TrafficMetrics.Edges.Count && took.TotalSeconds > TrafficMetrics.Edges[bucket])
        {
            bucket++;
        }

        _buckets[bucket].Add(1);
        _ticks.Add(took.Ticks);
        InputTokens.Add(entry.InputTokens);
        OutputTokens.Add(entry.OutputTokens);
        Images.Add(entry.Images);
        MicroUsd.Add(entry.MicroUsd);
    }
}

/// <summary>A count that many may add to at once.</summary>
internal sealed class StrongCount
{
    private long _value;

    public long Value => Interlocked.Read(ref _value);

    public void Add(long number) => Interlocked.Add(ref _value, number);
}
