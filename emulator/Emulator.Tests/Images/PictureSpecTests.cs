using Emulator.Images;
using Emulator.Images.Captions;

namespace Emulator.Tests.Images;

public sealed class PictureSpecTests
{
    private const string Prompt = "a lighthouse over a green sea";

    public static TheoryData<int, int> Sizes => new()
    {
        { 1, 1 }, { 1, 300 }, { 7, 5 }, { 8, 8 }, { 16, 16 }, { 17, 33 }, { 64, 64 }, { 127, 31 }, { 256, 264 }, { 1216, 832 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Encode_AsPng_IsThePaintingToTheLastByte(int width, int height) => AssertExact(PictureFormat.Png, width, height);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Encode_AsWebP_IsThePaintingToTheLastByte(int width, int height) => AssertExact(PictureFormat.WebP, width, height);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Encode_AsJpeg_IsThePaintingButForWhatTheEyeMisses(int width, int height)
    {
        PictureSpec spec = new(new PictureSize(width, height), PictureFormat.Jpeg, 42, Prompt) { Caption = CaptionStyle.None };

        var decoded = DecodedPicture.From(spec.Encode());

        Assert.Equal((width, height), (decoded.WidthPixels, decoded.HeightPixels));
        var meanSquare = Luma(Paint(spec)).Zip(Luma(decoded.Rgb), (painted, shown) => Math.Pow(painted - shown, 2)).Average();
        Assert.InRange(meanSquare, 0, width * height < 2000 ? 40 : 8);
    }

    [Theory]
    [InlineData(PictureFormat.Png, 12_288, 40)]
    [InlineData(PictureFormat.Png, 40, 12_288)]
    [InlineData(PictureFormat.Jpeg, 12_288, 40)]
    [InlineData(PictureFormat.Jpeg, 40, 12_288)]
    [InlineData(PictureFormat.WebP, 12_288, 40)]
    [InlineData(PictureFormat.WebP, 40, 12_288)]
    internal void Encode_LongestSide_KeepsTheSize(PictureFormat format, int width, int height)
    {
        PictureSpec spec = new(new PictureSize(width, height), format, 1, Prompt);

        var decoded = DecodedPicture.From(spec.Encode());

        Assert.Equal((width, height), (decoded.WidthPixels, decoded.HeightPixels));
    }

    [Theory]
    [InlineData(PictureFormat.Png)]
    [InlineData(PictureFormat.Jpeg)]
    [InlineData(PictureFormat.WebP)]
    internal void Encode_Twice_GivesTheSameBytes(PictureFormat format)
    {
        PictureSpec spec = new(new PictureSize(320, 200), format, ulong.MaxValue, Prompt);

        var again = spec with { };

        Assert.Equal(spec.Encode(), again.Encode());
    }

    [Fact]
    public void Encode_AnotherSeedOrPrompt_GivesAnotherPicture()
    {
        PictureSpec spec = new(new PictureSize(64, 64), PictureFormat.Png, 1, Prompt);

        var files = new[] { spec, spec with { Seed = 2 }, spec with { Prompt = "a lighthouse" } }
            .Select(each => Convert.ToHexString(each.Encode()));

        Assert.Equal(3, files.Distinct().Count());
    }

    [Theory]
    [InlineData(PictureFormat.Png, 300_000, 3_000_000)]
    [InlineData(PictureFormat.Jpeg, 30_000, 500_000)]
    [InlineData(PictureFormat.WebP, 200_000, 2_000_000)]
    internal void Encode_AMegapixel_HasASizeThatAPhotographCouldHave(PictureFormat format, int low, int high)
    {
        var sizes = Enumerable.Range(0, 6)
            .Select(i => new PictureSpec(new PictureSize(1216, 832), format, (ulong)i, $"{Prompt} {i}").Encode().Length);

        Assert.All(sizes, size => Assert.InRange(size, low, high));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(12_289, 1)]
    [InlineData(1, 12_289)]
    [InlineData(8192, 4097)]
    public void PictureSize_OutsideItsBounds_IsRefused(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PictureSize(width, height));

    [Theory]
    [InlineData(PictureFormat.Png, "image/png")]
    [InlineData(PictureFormat.Jpeg, "image/jpeg")]
    [InlineData(PictureFormat.WebP, "image/webp")]
    internal void ImageHeader_OfEveryFormat_TellsWhatWasAskedFor(PictureFormat format, string mediaType)
    {
        PictureSpec spec = new(new PictureSize(33, 77), format, 1, Prompt);

        var header = ImageHeader.Read(spec.Encode());

        Assert.Equal(new ImageHeader(mediaType, 33, 77), header);
        Assert.Equal(mediaType, spec.MediaType);
    }

    private static void AssertExact(PictureFormat format, int width, int height)
    {
        PictureSpec spec = new(new PictureSize(width, height), format, 42, Prompt);

        var decoded = DecodedPicture.From(spec.Encode());

        Assert.Equal((width, height), (decoded.WidthPixels, decoded.HeightPixels));
        Assert.Equal(Paint(spec), decoded.Rgb);
    }

    /// <summary>Brightness alone: colour is kept at half the resolution, which spoils the edges of the smallest pictures.</summary>
    private static IEnumerable<double> Luma(byte[] rgb) =>
        rgb.Chunk(3).Select(pixel => (0.299 * pixel[0]) + (0.587 * pixel[1]) + (0.114 * pixel[2]));

    private static byte[] Paint(PictureSpec spec) => DecodedPicture.Painted(spec).Rgb;
}
