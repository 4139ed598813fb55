namespace LoadRunner.Reporting;

/// <summary>Whether the generator itself can be trusted.</summary>
internal sealed record GeneratorReport
{
    /// <summary>How arrivals are paced on this machine.</summary>
    public required string Pump { get; init; }

    /// <summary>Start minus intended start.</summary>
    public required LatencyReport Lag { get; init; }

    /// <summary>How long beginning a call kept the pump's thread.</summary>
    public required LatencyReport StartCost { get; init; }

    /// <summary>The lag at p99 above which the run is void.</summary>
    public required double MaxLagMs { get; init; }

    /// <summary>Calls that did not end even after they were cancelled.</summary>
    public required int LeftBehind { get; init; }

    /// <summary>How late an idle machine woke from sleeps of 1 ms, before the run; null when it was not asked.</summary>
    public LatencyReport? HostProbe { get; init; }

    public required double ProcessorSeconds { get; init; }

    public required double GarbagePauseMs { get; init; }

    public required int GarbageCollections { get; init; }
}

/// <summary>Where and with what the run was made.</summary>
internal sealed record EnvironmentReport
{
    public required string Runner { get; init; }

    public required string Runtime { get; init; }

    public required string System { get; init; }

    public required int Processors { get; init; }

    public required string Emulator { get; init; }
}
