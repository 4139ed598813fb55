using System.Globalization;

namespace Emulator.Timing;

/// <summary>How late the emulator was, and what that means for the run.</summary>
internal sealed record LatenessReport
{
    public long Waits { get; init; }

    public TimeSpan P50 { get; init; }

    public TimeSpan P99 { get; init; }

    public TimeSpan Max { get; init; }

    /// <summary>The seconds in which more than one wait in a hundred was late.</summary>
    public long SaturatedSeconds { get; init; }

    /// <summary>Whether the newest of them is one of the last ten.</summary>
    public bool IsSaturated { get; init; }

    /// <summary>Later than this is late.</summary>
    public TimeSpan Threshold { get; init; }

    /// <summary>Whether the times of the run can be believed.</summary>
    public bool IsTimingValid => SaturatedSeconds == 0;

    /// <summary>The same for a person, in one sentence.</summary>
    public string Sentence => Waits == 0 ? "the emulator had nothing to wait for"
        : IsTimingValid ? string.Create(
            CultureInfo.InvariantCulture,
            $"the emulator kept its times: of {Waits} waits 99 in 100 ended at most {P99.TotalMilliseconds:0.#} ms late")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"the emulator was saturated in {SaturatedSeconds} s of the run (more than 1 % of a second's waits ended over {Threshold.TotalMilliseconds:0.#} ms late, the worst {Max.TotalMilliseconds:0.#} ms), so its timing is void; ask less of it, or give it more processors");
}
