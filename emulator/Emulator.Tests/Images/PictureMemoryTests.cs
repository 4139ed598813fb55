using Emulator.Images;

namespace Emulator.Tests.Images;

/// <summary>Pictures of any size are made row by row: what is allocated is the file, twice at most, and a few rows.</summary>
public sealed class PictureMemoryTests
{
    private const long Rows = 8 << 20;

    [Theory]
    [InlineData(PictureFormat.Png, 5504, 3072)]
    [InlineData(PictureFormat.Jpeg, 5504, 3072)]
    [InlineData(PictureFormat.WebP, 5504, 3072)]
    [InlineData(PictureFormat.Png, 12_288, 1536)]
    internal void Encode_AtFourK_NeverHoldsAllPixels(PictureFormat format, int width, int height)
    {
        PictureSpec spec = new(new PictureSize(width, height), format, 1, "a lighthouse over a green sea") { Job = "job-1" };
        var before = GC.GetAllocatedBytesForCurrentThread();

        var file = spec.Encode();

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Current.SendDiagnosticMessage("{0} {1}x{2}: {3} bytes, {4} allocated", format, width, height, file.Length, allocated);
        Assert.Equal(new ImageHeader(spec.MediaType, width, height), ImageHeader.Read(file));
        Assert.InRange(allocated, file.Length, (2L * file.Length) + Rows);
        Assert.True(allocated < 3L * width * height, $"{allocated} bytes are as many as the pixels have");
    }

    [Fact]
    public void FileOf_SpecWithInputs_CountsWhatIsKeptOfThem()
    {
        KeptPictures kept = new();
        var input = PictureInput.Read(InputFiles.Png(8, 2));
        PictureSpec spec = new(new PictureSize(32, 32), PictureFormat.Png, 1, "a fox") { Inputs = new PictureInputs([input]) };

        var file = kept.FileOf(spec);

        Assert.Equal(file.Length + (2 * spec.Prompt.Length) + input.Thumbnail!.Bytes, kept.Bytes);
    }
}
