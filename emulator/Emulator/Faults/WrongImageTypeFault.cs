using Emulator.Images;

namespace Emulator.Faults;

/// <summary>A picture is said to be of another format than it is.</summary>
/// <param name="MediaType">What is said; the other of PNG and JPEG where nothing is.</param>
/// <param name="Reason">Why it was planned.</param>
internal sealed record WrongImageTypeFault(string? MediaType, string Reason) : PictureFault(FaultKind.WrongImageType, Reason)
{
    public override DeliveredPicture Spoil(DeliveredPicture picture) => picture with
    {
        MediaType = MediaType ?? (picture.MediaType == "image/png" ? "image/jpeg" : "image/png"),
    };
}
