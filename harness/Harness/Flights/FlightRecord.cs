using Harness.Steps;

namespace Harness.Flights;

/// <summary>What a flight left behind: how its calls ended, and what both sides wrote about it.</summary>
internal sealed record FlightRecord
{
    public required IReadOnlyList<StepResult> Steps { get; init; }

    /// <summary>The emulator's journal, one JSON line an exchange.</summary>
    public required IReadOnlyList<string> Journal { get; init; }

    /// <summary>Lines that the journal could not keep; anything but 0 makes the flight void.</summary>
    public required long LostJournalLines { get; init; }

    /// <summary>Arrivals of a <c>load</c> section that were dropped or never ended; anything but 0 makes the flight void.</summary>
    public long LostCalls { get; init; }

    /// <summary>The integration layer's audit log, one JSON line an attempt.</summary>
    public required IReadOnlyList<string> Audit { get; init; }

    /// <summary>How long the flight took on its own clock.</summary>
    public required TimeSpan Elapsed { get; init; }
}
