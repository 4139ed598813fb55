namespace LoadRunner.Cli;

/// <summary>What the command line asked for.</summary>
internal sealed record LoadOrder
{
    public required string Scenario { get; init; }

    /// <summary>The folder that all outputs are put under.</summary>
    public required string OutFolder { get; init; }

    /// <summary>A running emulator to use instead of one of our own.</summary>
    public Uri? EmulatorUrl { get; init; }

    /// <summary>No progress, and no report on standard output.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>The report on standard output as JSON.</summary>
    public bool IsJson { get; init; }
}
