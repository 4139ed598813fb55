using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Emulator.Timing;

/// <summary>Pauses in the flow of tokens: any token may be followed by one.</summary>
internal sealed record PauseSection
{
    public static readonly PauseSection None = new() { Length = DelayDistribution.None };

    [Description("The share of tokens that are followed by a pause, from 0 to 1.")]
    [Range(0.0, 1.0)]
    public double Probability { get; init; }

    [Description("How long a pause is, drawn for each.")]
    public required DelayDistribution Length { get; init; }
}
