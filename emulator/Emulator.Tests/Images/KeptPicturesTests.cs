using Emulator.Images;

namespace Emulator.Tests.Images;

public sealed class KeptPicturesTests
{
    private static readonly PictureSpec Spec = new(new PictureSize(32, 32), PictureFormat.Png, 1, "a fox");

    [Fact]
    public void FileOf_KnownPicture_IsTheSameFile()
    {
        KeptPictures cache = new();

        var first = cache.FileOf(Spec);
        var second = cache.FileOf(Spec with { });

        Assert.Same(first, second);
        Assert.Equal(first.Length + (2 * Spec.Prompt.Length), cache.Bytes);
    }

    [Fact]
    public void FileOf_MoreThanFits_ForgetsTheOneUnusedLongest()
    {
        var files = Enumerable.Range(1, 3).Select(seed => Spec with { Seed = (ulong)seed }).ToArray();
        KeptPictures cache = new(files.Take(2).Sum(spec => spec.Encode().Length) + 100);
        var first = cache.FileOf(files[0]);
        var second = cache.FileOf(files[1]);

        _ = cache.FileOf(files[0]);
        _ = cache.FileOf(files[2]);

        Assert.Same(first, cache.FileOf(files[0]));
        Assert.NotSame(second, cache.FileOf(files[1]));
    }
}
