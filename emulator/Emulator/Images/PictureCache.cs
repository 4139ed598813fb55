using Emulator.Images.Captions;

namespace Emulator.Images;

/// <summary>The pictures of one run, with the captions that its scenario wants now.</summary>
/// <param name="kept">The pictures of all runs.</param>
/// <param name="captions">What pictures say of themselves.</param>
internal sealed class PictureCache(KeptPictures kept, Func<CaptionStyle> captions)
{
    public PictureCache()
        : this(new KeptPictures(), static () => CaptionStyle.Full)
    {
    }

    /// <summary>The picture's file, kept or made; a job that no caption names makes no difference.</summary>
    public byte[] FileOf(PictureSpec spec)
    {
        var caption = captions();
        return kept.FileOf(spec with { Caption = caption, Job = caption is CaptionStyle.Full ? spec.Job : null });
    }
}
