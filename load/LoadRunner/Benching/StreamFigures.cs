namespace LoadRunner.Benching;

/// <summary>How many streams at once kept their pace on one server.</summary>
internal sealed record StreamFigures
{
    public required int Streams { get; init; }

    public required int Refused { get; init; }

    /// <summary>Streams that ended too early or otherwise than whole.</summary>
    public required int Failed { get; init; }

    public string? Failure { get; init; }

    /// <summary>Frames in the time in which all streams were open.</summary>
    public required long Frames { get; init; }

    public required double FramesPerSecond { get; init; }

    /// <summary>How far from its instant each frame was, early or late.</summary>
    public required Spread Error { get; init; }

    /// <summary>By how much the last frame of each stream was late, compared with its first.</summary>
    public required Spread Drift { get; init; }

    /// <summary>From the request to the first frame.</summary>
    public required Spread FirstFrame { get; init; }

    public CpuUse Cpu { get; init; } = new(0, 0, 0);

    /// <summary>What the server says of itself.</summary>
    public ServerLateness? OwnAccount { get; init; }

    public bool Holds(double targetMs) => Refused == 0 && Failed == 0 && Error.P99Ms <= targetMs;
}
