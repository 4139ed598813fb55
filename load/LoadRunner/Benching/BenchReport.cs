namespace LoadRunner.Benching;

/// <summary>What a bench has found out.</summary>
internal sealed record BenchReport
{
    public required string Runtime { get; init; }

    public required int Processors { get; init; }

    /// <summary>How much longer than asked for a sleep of one millisecond takes on the idle machine, at the 99th percentile.</summary>
    public required double HostOvershootP99Ms { get; init; }

    public DelayComparison? Delays { get; init; }

    public StreamComparison? Streams { get; init; }

    public ThroughputComparison? Throughput { get; init; }

    public MemoryGrowth? Memory { get; init; }

    public StartFigures? Start { get; init; }

    public PictureFigures? Pictures { get; init; }

    public bool AllHold => Delays is not { Holds: false } && Streams is not { Holds: false }
        && Throughput is not { Holds: false } && Memory is not { Holds: false } && Start is not { Holds: false }
        && Pictures is not { Holds: false };
}

/// <summary>Delayed requests on the emulator and on the bare endpoint.</summary>
internal sealed record DelayComparison(double DelaySeconds, DelayFigures Emulator, DelayFigures Bare)
{
    /// <summary>All must have ended so long after the last was sent.</summary>
    public double TargetSeconds => DelaySeconds + 0.5;

    public bool Holds => Emulator.Holds(TargetSeconds);
}

/// <summary>Streams on the emulator and on the bare endpoint.</summary>
internal sealed record StreamComparison(int TokensPerSecond, double WatchedSeconds, StreamFigures Emulator, StreamFigures Bare)
{
    /// <summary>The 99th percentile of the frames' errors may not be larger.</summary>
    public const double TargetMs = 10;

    /// <summary>How many streams at once hold on the emulator, as far as was tried.</summary>
    public required int EmulatorHolds { get; init; }

    /// <summary>How many hold on the bare endpoint.</summary>
    public required int BareHolds { get; init; }

    public bool Holds => Emulator.Holds(TargetMs);
}
