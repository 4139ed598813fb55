using LoadRunner.Running;

namespace LoadRunner.Benching;

/// <summary>What a bench is asked to measure.</summary>
internal sealed record BenchOrder
{
    public required BenchPart Part { get; init; }

    /// <summary>How many requests wait at once.</summary>
    public required int Requests { get; init; }

    /// <summary>How long each of them is delayed.</summary>
    public required TimeSpan Delay { get; init; }

    /// <summary>How many streams are open at once.</summary>
    public required int Streams { get; init; }

    /// <summary>The pace of each of them.</summary>
    public required int TokensPerSecond { get; init; }

    /// <summary>How long all streams are watched together.</summary>
    public required TimeSpan Watched { get; init; }

    /// <summary>How many connections ask one request after the other.</summary>
    public required int Connections { get; init; }

    /// <summary>How many turns each server has in the throughput, and how many times the emulator is started.</summary>
    public required int Rounds { get; init; }

    /// <summary>How long a turn lasts.</summary>
    public required TimeSpan Round { get; init; }

    /// <summary>How many requests the emulator gets while its memory is watched.</summary>
    public required long MemoryRequests { get; init; }

    /// <summary>How many pictures of each format are made.</summary>
    public int Pictures { get; init; } = 60;

    /// <summary>Where the figures go for programs.</summary>
    public string? JsonFile { get; init; }

    public bool MeasuresDelays => Measures(BenchPart.Delays);

    public bool MeasuresStreams => Measures(BenchPart.Streams);

    public StreamPlan StreamPlan => new(Streams, TokensPerSecond, Watched);

    public bool Measures(BenchPart part) => Part is BenchPart.All || Part == part;

    /// <summary>Refuses what cannot be measured here, before anything is started.</summary>
    /// <exception cref="LoadRunException">The streams would be too long, or too many sockets are needed.</exception>
    public void Check()
    {
        if (MeasuresStreams)
        {
            StreamPlan.Check();
        }

        DescriptorLimit.Check(Math.Max(MeasuresDelays ? Requests : 0, MeasuresStreams ? Streams : 0));
    }
}

/// <summary>The parts of a bench.</summary>
internal enum BenchPart
{
    All,
    Delays,
    Streams,
    Throughput,
    Memory,
    Start,
    Pictures,
}
