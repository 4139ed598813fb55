using System.ComponentModel;
using Emulator.Images.Captions;

namespace Emulator.Scenarios;

/// <summary>The <c>pictures</c> section of a scenario.</summary>
internal sealed record PicturesSection
{
    [Description("What a picture says of itself, in letters and in its file: full (default: prompt, size, model, job, seed), withoutJob (equal requests get equal bytes) or none.")]
    public CaptionStyle? Caption { get; init; }
}
