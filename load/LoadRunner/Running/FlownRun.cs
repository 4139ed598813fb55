using LoadRunner.Judging;
using LoadRunner.Measuring;
using LoadRunner.Reporting;

namespace LoadRunner.Running;

/// <summary>Everything that a report is made from.</summary>
internal sealed record FlownRun
{
    public required LoadScenario Scenario { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required FlightRecord Flight { get; init; }

    public required Judgement Judgement { get; init; }

    /// <summary>How our emulator ended if it was gone before it was told to go; null otherwise.</summary>
    public required string? EmulatorEnd { get; init; }

    /// <summary>Why the emulator's own times cannot be believed; null when they can.</summary>
    public required string? EmulatorLateness { get; init; }

    public required LatencyHistogram? HostProbe { get; init; }

    public required GeneratorMeter Used { get; init; }

    /// <summary>How arrivals were paced.</summary>
    public required string Pump { get; init; }

    public required EnvironmentReport Environment { get; init; }
}
