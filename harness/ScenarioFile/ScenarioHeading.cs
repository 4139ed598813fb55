using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ScenarioFile;

/// <summary>The keys of a scenario file that belong to no section.</summary>
internal sealed record ScenarioHeading : IValidatableObject
{
    [Description("The format of this file; 1 is the only one there is.")]
    public required int Version { get; init; }

    [Description("What the scenario shows, in a few words; reports print it.")]
    public string? Title { get; init; }

    [Description("Why it exists and what to look at; for people.")]
    public string? Description { get; init; }

    [Description("virtual (default): in process, time jumps to the next timer. real: real sockets and the machine's clock.")]
    public ScenarioClock Clock { get; init; } = ScenarioClock.Virtual;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Version == ScenarioDocument.SupportedVersion
            ? []
            : [new ValidationResult($"version {Version} is not known; write version: 1", [nameof(Version)])];
}

/// <summary>Which time a scenario runs in.</summary>
internal enum ScenarioClock
{
    /// <summary>In process; time jumps to the next timer when nothing is runnable.</summary>
    Virtual,

    /// <summary>Real sockets, the machine's clock.</summary>
    Real,
}
