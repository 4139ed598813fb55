using Emulator.Images;
using Emulator.Jobs;

namespace Emulator.Flux.ImagePig;

/// <summary>A stored picture, when it can be fetched, and how often somebody tried.</summary>
/// <param name="picture">The picture.</param>
/// <param name="storedAt">When its call was over.</param>
/// <param name="expiresAt">When its storage days are over.</param>
/// <param name="origin">The request that made it.</param>
internal sealed class ImagePigFile(PictureSpec picture, DateTimeOffset storedAt, DateTimeOffset expiresAt, JobOrigin origin)
{
    private int _looks;

    public PictureSpec Picture { get; } = picture;

    public JobOrigin Origin { get; } = origin;

    /// <summary>Looks for it once.</summary>
    /// <param name="now">When.</param>
    /// <param name="missing">How many looks find nothing: the upload goes on after the call has returned.</param>
    /// <returns>Why it is not there; <see langword="null"/> when it is.</returns>
    public string? LookAt(DateTimeOffset now, int missing) =>
        now < storedAt ? "the picture is not stored yet"
        : now >= expiresAt ? "the picture's storage days are over"
        : Interlocked.Increment(ref _looks) <= missing ? $"the first {missing} looks for a picture find nothing, and this is one"
        : null;
}
