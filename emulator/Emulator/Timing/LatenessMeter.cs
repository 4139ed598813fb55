namespace Emulator.Timing;

/// <summary>
/// Notes how late the emulator's own waits end, and in which seconds so many were late that its timing proves nothing.
/// </summary>
/// <param name="threshold">A wait that ends later than this is late.</param>
internal sealed class LatenessMeter(TimeSpan threshold)
{
    /// <summary>Below what people notice, and ten times what a healthy machine's timers need.</summary>
    public static readonly TimeSpan DefaultThreshold = TimeSpan.FromMilliseconds(50);

    /// <summary>One hiccup of a quiet server is no saturation, whatever its share.</summary>
    private const int FewestLate = 5;

    private const int LateShareDivisor = 100;
    private const long RememberedSeconds = 10;

    private readonly LatenessHistogram _histogram = new();
    private readonly Lock _lock = new();
    private long _second;
    private int _waits;
    private int _late;
    private long _saturatedSeconds;
    private long _lastSaturatedSecond = long.MinValue / 2;

    /// <summary>Notes one wait.</summary>
    /// <param name="lateness">Its end minus the instant that was due.</param>
    /// <param name="elapsed">How long the clock has been running.</param>
    public void Note(TimeSpan lateness, TimeSpan elapsed)
    {
        _histogram.Add(lateness);
        lock (_lock)
        {
            MoveTo(elapsed);
            _waits++;
            if (lateness <= threshold)
            {
                return;
            }

            _late++;
            if (_late >= FewestLate && _late * LateShareDivisor > _waits && _lastSaturatedSecond != _second)
            {
                _lastSaturatedSecond = _second;
                _saturatedSeconds++;
            }
        }
    }

    /// <summary>What was noted until now.</summary>
    public LatenessReport Report(TimeSpan elapsed)
    {
        lock (_lock)
        {
            return new LatenessReport
            {
                Waits = _histogram.Total,
                P50 = _histogram.Percentile(0.5),
                P99 = _histogram.Percentile(0.99),
                Max = _histogram.Max,
                SaturatedSeconds = _saturatedSeconds,
                IsSaturated = (long)elapsed.TotalSeconds - _lastSaturatedSecond < RememberedSeconds,
                Threshold = threshold,
            };
        }
    }

    private void MoveTo(TimeSpan elapsed)
    {
        // A wait that is noted a moment after a younger one belongs to the younger one's second, so time never goes back.
        var second = (long)elapsed.TotalSeconds;
        if (second > _second)
        {
            (_second, _waits, _late) = (second, 0, 0);
        }
    }
}
