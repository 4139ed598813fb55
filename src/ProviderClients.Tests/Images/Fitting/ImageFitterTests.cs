using ProviderClients.Images;
using ProviderClients.Images.Fitting;

namespace ProviderClients.Tests.Images.Fitting;

public sealed class ImageFitterTests
{
    private static readonly ImageFitter Fitter = new();

    [Fact]
    public void Fit_AsWanted_IsTheSameFileToTheByte()
    {
        var file = PictureFiles.Read("420.jpg");

        var fitted = Fit(file, new ImageFit(37, 21, "image/jpeg"));

        Assert.Equal(file, fitted.Bytes.ToArray());
        Assert.Equal((false, false, false, null), (fitted.IsCropped, fitted.IsScaled, fitted.IsConverted, fitted.Problem));
    }

    [Theory]
    [InlineData("colour-8.png", 37, 21, "image/jpeg", false, false, true)]
    [InlineData("colour-8.png", 21, 21, null, true, false, false)]
    [InlineData("colour-8.png", 37, 7, "image/png", true, false, false)]
    [InlineData("420.jpg", 74, 42, null, false, true, false)]
    [InlineData("420.jpg", 10, 10, "image/png", true, true, true)]
    [InlineData("alpha-8.png", 500, 1, "image/jpeg", true, true, true)]
    [InlineData("palette-4.png", 1, 300, "image/png", true, true, false)]
    public void Fit_AnotherSizeOrFormat_IsThatAndSaysWhatWasDone(
        string name, int width, int height, string? type, bool isCropped, bool isScaled, bool isConverted)
    {
        var fitted = Fit(PictureFiles.Read(name), new ImageFit(width, height, type));

        Assert.Null(fitted.Problem);
        Assert.Equal((isCropped, isScaled, isConverted), (fitted.IsCropped, fitted.IsScaled, fitted.IsConverted));
        Assert.Equal(type ?? (name.EndsWith(".png", StringComparison.Ordinal) ? "image/png" : "image/jpeg"), fitted.ContentType);
        Assert.Equal(new ImageDimensions(width, height), ImageDimensions.Of(fitted.Bytes.Span));
        Assert.Equal((width, height), Size(Decode(fitted)));
    }

    [Fact]
    public void Fit_Crop_KeepsTheMiddle()
    {
        var source = Decode(new FittedImage(PictureFiles.Read("colour-8.png"), "image/png"));

        var cut = Decode(Fit(PictureFiles.Read("colour-8.png"), new ImageFit(21, 21)));

        Assert.Equal(source.Row(4).Slice(8 * 3, 21 * 3).ToArray(), cut.Row(4).ToArray());
    }

    /// <summary>Black and white in turn are half the light, which sRGB writes as 188 and not as 128.</summary>
    [Fact]
    public void Fit_Smaller_AveragesLightAndNotNumbers()
    {
        var stripes = new PixelGrid(64, 64, 3);
        for (var place = 0; place < stripes.Samples.Length; place++)
        {
            stripes.Samples[place] = place / 3 % 2 == 0 ? byte.MinValue : byte.MaxValue;
        }

        var small = Decode(Fit(PngWriter.Write(stripes, Token), new ImageFit(8, 8)));

        Assert.All(small.Row(4)[6..18].ToArray(), sample => Assert.InRange(sample, 186, 190));
    }

    [Fact]
    public void Fit_OneColour_StaysThatColour()
    {
        var plain = new PixelGrid(50, 30, 4);
        for (var place = 0; place < plain.Samples.Length; place++)
        {
            plain.Samples[place] = (byte)(place % 4 == 3 ? 200 : 40 + (60 * (place % 4)));
        }

        var large = Decode(Fit(PngWriter.Write(plain, Token), new ImageFit(333, 77)));

        for (var place = 0; place < large.Samples.Length; place++)
        {
            Assert.Equal(plain.Samples[place % 4], large.Samples[place]);
        }
    }

    [Fact]
    public void Fit_SeeThroughPixels_DoNotColourTheirNeighbours()
    {
        var half = new PixelGrid(40, 40, 4);
        for (var pixel = 0; pixel < 1600; pixel++)
        {
            // Invisible red on the left, solid blue on the right.
            var isLeft = pixel % 40 < 20;
            (half.Samples[pixel * 4], half.Samples[(pixel * 4) + 2], half.Samples[(pixel * 4) + 3]) =
                isLeft ? (byte.MaxValue, byte.MinValue, byte.MinValue) : (byte.MinValue, byte.MaxValue, byte.MaxValue);
        }

        var small = Decode(Fit(PngWriter.Write(half, Token), new ImageFit(9, 9)));

        Assert.InRange(small.Row(4)[(4 * 4) + 3], 100, 155);
        Assert.Equal((byte)0, small.Row(4)[4 * 4]);
    }

    [Fact]
    public void Jpeg_WrittenAndReadAgain_IsNearlyTheSame()
    {
        var source = Decode(new FittedImage(PictureFiles.Read("colour-8.png"), "image/png"));

        var again = Decode(Fit(PictureFiles.Read("colour-8.png"), new ImageFit(37, 21, "image/jpeg")));

        Assert.All(source.Samples.Zip(again.Samples), pair => Assert.InRange(pair.Second, pair.First - 10, pair.First + 10));
    }

    [Theory]
    [InlineData("prog.jpg", "a progressive, lossless or arithmetic JPEG is not decoded")]
    [InlineData("webp", "image/webp cannot be decoded")]
    public void Fit_KindThatIsNotDecoded_ComesBackAndSaysWhy(string name, string why)
    {
        var file = name == "webp" ? "RIFF\u0016\0\0\0WEBPVP8L\0\0\0\0\0\0\0\0\0\0\0\0\0\0"u8.ToArray() : PictureFiles.Read(name);

        var fitted = Fit(file, new ImageFit(10, 10, "image/png"));

        Assert.Equal(file, fitted.Bytes.ToArray());
        Assert.Equal($"the picture is delivered as it came: {why}", fitted.Problem);
    }

    [Fact]
    public void Fit_NoPicture_ComesBackAndSaysSo()
    {
        var fitted = Fit("<html>"u8.ToArray(), new ImageFit(10, 10));

        Assert.Equal("this is no whole PNG, JPEG or WebP", fitted.Problem);
        Assert.Equal("application/octet-stream", fitted.ContentType);
    }

    [Theory]
    [InlineData(100_000, 501)]
    [InlineData(0, 10)]
    public void Fit_SizeThatIsNotMade_IsRefusedBeforeAnyMemoryIsTaken(int width, int height) =>
        Assert.NotNull(Fit(PictureFiles.Read("420.jpg"), new ImageFit(width, height)).Problem);

    [Fact]
    public async Task Fit_Cancelled_Stops()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        Assert.Throws<OperationCanceledException>(() => Fitter.Fit(PictureFiles.Read("420.jpg"), new ImageFit(10, 10), cancellation.Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static FittedImage Fit(byte[] file, ImageFit wanted) => Fitter.Fit(file, wanted, Token);

    private static (int, int) Size(PixelGrid grid) => (grid.Width, grid.Height);

    private static PixelGrid Decode(FittedImage image) => image.ContentType == "image/png"
        ? PngReader.Read(image.Bytes.Span, Token)
        : JpegReader.Read(image.Bytes.Span, Token);
}
