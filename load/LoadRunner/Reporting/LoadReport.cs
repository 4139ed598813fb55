using LoadRunner.Measuring;

namespace LoadRunner.Reporting;

/// <summary>Everything a run has to say; <c>report.json</c> is this record, the text is made from it and from nothing else.</summary>
internal sealed record LoadReport
{
    public const string CurrentSchema = "load-report/1";

    public string Schema { get; init; } = CurrentSchema;

    public required string Scenario { get; init; }

    public string? Title { get; init; }

    public required RunOutcome Outcome { get; init; }

    public required int ExitCode { get; init; }

    /// <summary>Why the run proves nothing; empty unless the outcome is void.</summary>
    public required IReadOnlyList<string> VoidReasons { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required TrafficReport Traffic { get; init; }

    public required IReadOnlyList<TargetReport> Targets { get; init; }

    /// <summary>What went over the wire, from the emulator's journal; null when there was none to read.</summary>
    public WireReport? Wire { get; init; }

    public required IReadOnlyList<LimitReport> Limits { get; init; }

    public required IReadOnlyList<FindingReport> Findings { get; init; }

    public required GeneratorReport Generator { get; init; }

    public required EnvironmentReport Environment { get; init; }
}

/// <summary>What a run ended as.</summary>
internal enum RunOutcome
{
    Clean,
    Findings,
    Void,
    Interrupted,
}

/// <summary>The run as a whole.</summary>
internal sealed record TrafficReport
{
    public required double PlannedSeconds { get; init; }

    /// <summary>From the first instant that arrivals are counted from to the last call's end.</summary>
    public required double MeasuredSeconds { get; init; }

    public required long Offered { get; init; }

    public required long Dropped { get; init; }

    public required long Ended { get; init; }

    public required long Succeeded { get; init; }

    public required double OfferedPerSecond { get; init; }

    public required double SucceededPerSecond { get; init; }

    public required int InFlightPeak { get; init; }
}

/// <summary>One target's calls.</summary>
internal sealed record TargetReport
{
    public required string Dialect { get; init; }

    public required string Operation { get; init; }

    public required string Arrivals { get; init; }

    public required long Offered { get; init; }

    public required long Dropped { get; init; }

    public required IReadOnlyDictionary<string, long> Outcomes { get; init; }

    /// <summary>End minus intended start; the headline.</summary>
    public required LatencyReport Response { get; init; }

    /// <summary>End minus actual start.</summary>
    public required LatencyReport Service { get; init; }
}

/// <summary>A distribution of durations, with the buckets it was read from, so that runs can be added and compared.</summary>
internal sealed record LatencyReport
{
    public required long Count { get; init; }

    public required double MinMs { get; init; }

    public required double MeanMs { get; init; }

    public required double P50Ms { get; init; }

    public required double P90Ms { get; init; }

    public required double P95Ms { get; init; }

    public required double P99Ms { get; init; }

    public required double P999Ms { get; init; }

    public required double MaxMs { get; init; }

    /// <summary>Values too large for the scale, counted in its last bucket.</summary>
    public required long Clamped { get; init; }

    /// <summary>Every bucket that is not empty: lower bound, width, count.</summary>
    public required IReadOnlyList<LatencyBucket> BucketsNs { get; init; }

    public static LatencyReport Of(LatencyHistogram histogram) => new()
    {
        Count = histogram.Count,
        MinMs = Milliseconds(histogram.Min),
        MeanMs = Milliseconds(histogram.Mean),
        P50Ms = Milliseconds(histogram.Percentile(50)),
        P90Ms = Milliseconds(histogram.Percentile(90)),
        P95Ms = Milliseconds(histogram.Percentile(95)),
        P99Ms = Milliseconds(histogram.Percentile(99)),
        P999Ms = Milliseconds(histogram.Percentile(99.9)),
        MaxMs = Milliseconds(histogram.Max),
        Clamped = histogram.Clamped,
        BucketsNs = [.. histogram.Buckets()],
    };

    private static double Milliseconds(double nanoseconds) => nanoseconds / 1e6;
}
