using Emulator.Images;

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
    public void Encode_AsPng_IsThePaintingToTheLastByte(int width, int height)
    {
        PictureSpec spec = new(new PictureSize(width, height), PictureFormat.Png, 42, Prompt);

        var decoded = DecodedPicture.From(spec.Encode());

        Assert.Equal((width, height), (decoded.WidthPixels, decoded.HeightPixels));
        Assert.Equal(Paint(spec), decoded.Rgb);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Encode_AsJpeg_IsThePaintingButForWhatTheEyeMisses(int width, int height)
    {
        PictureSpec spec = new(new PictureSize(width, height), PictureFormat.Jpeg, 42, Prompt);

        var decoded = DecodedPicture.From(spec.Encode());

        Assert.Equal((width, height), (decoded.WidthPixels, decoded.HeightPixels));
        var meanSquare = Luma(Paint(spec)).Zip(Luma(decoded.Rgb), (painted, shown) => Math.Pow(painted - shown, 2)).Average();
        Assert.InRange(meanSquare, 0, width * height < 2000 ? 40 : 8);
    }

    [Theory]
    [InlineData(4096, 256)]
    [InlineData(256, 4096)]
    public void Encode_LongestSide_KeepsTheSize(int width, int height)
    {
        PictureSpec png = new(new PictureSize(width, height), PictureFormat.Png, 1, Prompt);

        var decoded = DecodedPicture.From(png.Encode());

        Assert.Equal((width, height), (decoded.WidthPixels, decoded.HeightPixels));
    }

    [Theory]
    [InlineData(PictureFormat.Png)]
    [InlineData(PictureFormat.Jpeg)]
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
    internal void Encode_AMegapixel_HasASizeThatAPhotographCouldHave(PictureFormat format, int low, int high)
    {
        var sizes = Enumerable.Range(0, 6)
            .Select(i => new PictureSpec(new PictureSize(1216, 832), format, (ulong)i, $"{Prompt} {i}").Encode().Length);

        Assert.All(sizes, size => Assert.InRange(size, low, high));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(4097, 1)]
    [InlineData(1, 4097)]
    public void PictureSize_OutsideItsBounds_IsRefused(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PictureSize(width, height));

    /// <summary>Brightness alone: colour is kept at half the resolution, which spoils the edges of the smallest pictures.</summary>
    private static IEnumerable<double> Luma(byte[] rgb) =>
        rgb.Chunk(3).Select(pixel => (0.299 * pixel[0]) + (0.587 * pixel[1]) + (0.114 * pixel[2]));

    private static byte[] Paint(PictureSpec spec)
    {
        Painting painting = new(spec);
        var rowBytes = 3 * spec.Size.WidthPixels;
        var rgb = new byte[rowBytes * spec.Size.HeightPixels];
        for (var y = 0; y < spec.Size.HeightPixels; y++)
        {
            painting.PaintRow(y, rgb.AsSpan(y * rowBytes, rowBytes));
        }

        return rgb;
    }
}
