using Emulator.Images;

namespace Emulator.Faults;

/// <summary>A picture's file ends too early, in a download as in an answer that carries it.</summary>
/// <param name="AfterBytes">How many bytes of the file there are; half of it where nothing is said.</param>
/// <param name="Reason">Why it was planned.</param>
internal sealed record TruncateImageFault(long? AfterBytes, string Reason) : PictureFault(FaultKind.TruncateImage, Reason)
{
    public override DeliveredPicture Spoil(DeliveredPicture picture)
    {
        var whole = picture.File.Length;
        return picture with { File = picture.File[..(int)Math.Min(AfterBytes ?? whole / 2, Math.Max(0, whole - 1))] };
    }
}
