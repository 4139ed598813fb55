using Emulator.Images;

namespace Emulator.Flux.ImagePig;

/// <summary>What one call is to make, whichever endpoint it came to.</summary>
/// <param name="Subject">What the picture shows: the prompt, or what is done to a picture that has none.</param>
/// <param name="Size">The size of the answer.</param>
internal sealed record ImagePigOrder(string Subject, PictureSize Size)
{
    public PictureFormat Format { get; init; } = PictureFormat.Jpeg;

    /// <summary>The caller's seed, of the whole unsigned 64-bit range; <see langword="null"/> leaves it to the service.</summary>
    public ulong? Seed { get; init; }

    /// <summary>How many days a URL is kept; 0 asks for the picture itself.</summary>
    public int StorageDays { get; init; }

    /// <summary>The pictures that the request brought.</summary>
    public PictureInputs Inputs { get; init; } = PictureInputs.None;
}
