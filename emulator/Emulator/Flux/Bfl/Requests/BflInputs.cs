using Emulator.Images;

namespace Emulator.Flux.Bfl.Requests;

/// <summary>The pictures of a request, those that could be used.</summary>
/// <param name="All">The pictures in the order of their fields.</param>
/// <param name="Problem">Why the task fails, where one cannot be used and is not refused; otherwise <see langword="null"/>.</param>
internal sealed record BflInputs(IReadOnlyList<PictureInput> All, string? Problem)
{
    public static readonly BflInputs None = new([], null);

    /// <summary>What a picture counts of which nothing but an address or an unknown file came.</summary>
    private const long UnknownPixels = 1024 * 1024;

    /// <summary>How much of each picture is counted: larger ones are scaled down to 4 megapixels; edges that are cut off count.</summary>
    public IEnumerable<long> Pixels => All.Select(PixelsOf);

    public PictureInputs AsPictureInputs => All.Count == 0 ? PictureInputs.None : new PictureInputs(All);

    private static long PixelsOf(PictureInput input) =>
        BflSizes.SizeOf(input) is { } size ? Math.Min((long)size.Width * size.Height, BflSizes.MostPixels) : UnknownPixels;
}
