using System.Text.Json.Serialization;

namespace Harness.Reports;

/// <summary>What the reports say about one scenario; plain values, so that a report is a pure function of them.</summary>
internal sealed record ScenarioRow
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required ScenarioOutcome Outcome { get; init; }

    /// <summary>Logical calls that reached the emulator.</summary>
    public int Calls { get; init; }

    /// <summary>Requests that reached the emulator.</summary>
    public int Attempts { get; init; }

    /// <summary>Answers with status 429.</summary>
    public int Refusals { get; init; }

    /// <summary>The best used limit's share of the most that any schedule could have sent; null where no limit is judged.</summary>
    public double? AllowanceShare { get; init; }

    /// <summary>What the emulated providers would have billed, in millionths of a US dollar.</summary>
    public long MicroUsd { get; init; }

    /// <summary>Findings by code with their number; expected ones included.</summary>
    public required IReadOnlyList<FindingRow> Findings { get; init; }

    /// <summary>Faults met by kind with their number.</summary>
    public IReadOnlyDictionary<string, int> Faults { get; init; } = new Dictionary<string, int>();

    /// <summary>Why it did not pass, one sentence each.</summary>
    public required IReadOnlyList<string> Failures { get; init; }

    public TimeSpan VirtualTime { get; init; }

    public TimeSpan RealTime { get; init; }

    /// <summary>SHA-256 of the journal as written; the same in every run of the same scenario on the virtual clock.</summary>
    public string JournalSha256 { get; init; } = "";
}

/// <summary>One kind of finding in one scenario.</summary>
/// <param name="Code">The finding's code, <c>limit_exceeded</c> for example.</param>
/// <param name="Count">How often it was found.</param>
/// <param name="IsExpected">Whether the scenario demands it; a positive control does.</param>
/// <param name="Sentence">The first of them in words.</param>
internal sealed record FindingRow(string Code, int Count, bool IsExpected, string Sentence);

/// <summary>How a scenario ended.</summary>
internal enum ScenarioOutcome
{
    /// <summary>Everything was as expected.</summary>
    [JsonStringEnumMemberName("passed")]
    Passed,

    /// <summary>Something was found, or something expected was not.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It could not be flown to its end; the other figures mean nothing.</summary>
    [JsonStringEnumMemberName("void")]
    Void,
}
