using System.ComponentModel;

namespace Emulator.Scenarios;

/// <summary>How a limit's amount wanders: every so often to another one, between <c>downTo</c> and the limit's own.</summary>
internal sealed record DriftSection
{
    [Description("The smallest amount; the limit's own is the largest.")]
    public required decimal DownTo { get; init; }

    [Description("How long each amount holds; amounts change at multiples of it since 1970, UTC.")]
    public required TimeSpan Every { get; init; }
}
