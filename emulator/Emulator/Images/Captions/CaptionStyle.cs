namespace Emulator.Images.Captions;

/// <summary>What pictures say of themselves, in letters and in their files' metadata.</summary>
internal enum CaptionStyle
{
    /// <summary>Prompt, size, model, job and seed.</summary>
    Full,

    /// <summary>All but the job, so that equal requests get equal bytes.</summary>
    WithoutJob,

    /// <summary>Nothing.</summary>
    None,
}
