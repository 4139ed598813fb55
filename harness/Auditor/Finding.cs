namespace Auditor;

/// <summary>One thing that is held against the client, or all such things of one code, key and limit together.</summary>
internal sealed record Finding
{
    public required FindingCode Code { get; init; }

    public required string? Dialect { get; init; }

    /// <summary>The key's fingerprint.</summary>
    public required string? Key { get; init; }

    /// <summary>The limit it is about, by its name in the expectations.</summary>
    public required string? Limit { get; init; }

    /// <summary>How often it happened.</summary>
    public required long Count { get; init; }

    public required Occurrence First { get; init; }

    /// <summary>The one that was furthest from what is allowed.</summary>
    public required Occurrence Worst { get; init; }

    /// <summary>The scenario says that it must appear: it proves that the judge sees, and fails nothing.</summary>
    public required bool IsExpected { get; init; }
}

/// <summary>One time that a finding happened.</summary>
/// <param name="AtNs">When, by the emulator's clock; null for what is true of the whole run.</param>
/// <param name="Call">The call it happened to.</param>
/// <param name="Sentence">What happened and which evidence shows it, for a person.</param>
internal sealed record Occurrence(long? AtNs, string? Call, string Sentence);

/// <summary>What a finding is filed under, before it is put into words.</summary>
internal readonly record struct Evidence
{
    public required FindingCode Code { get; init; }

    public string? Dialect { get; init; }

    public string? Key { get; init; }

    public string? Limit { get; init; }

    public string? Call { get; init; }

    public long? AtNs { get; init; }

    /// <summary>How far from what is allowed; compared only within one code.</summary>
    public long Severity { get; init; }
}
