using ProviderClients.Images;

namespace ProviderClients.Tests.Images;

public sealed class ImageDimensionsTests
{
    [Fact]
    public void Of_Png_ReadsTheHeader() => Assert.Equal(new ImageDimensions(1376, 768), ImageDimensions.Of(SmallPictures.Png(1376, 768)));

    [Fact]
    public void Of_Jpeg_SkipsSegmentsUpToTheFrame() => Assert.Equal(new ImageDimensions(848, 1264), ImageDimensions.Of(SmallPictures.Jpeg(848, 1264)));

    [Theory]
    [InlineData("VP8X")]
    [InlineData("VP8L")]
    [InlineData("VP8 ")]
    public void Of_WebP_ReadsEveryForm(string form) =>
        Assert.Equal(new ImageDimensions(640, 353), ImageDimensions.Of(SmallPictures.WebP(form, 640, 353)));

    [Fact]
    public void Of_AnythingCutOff_IsUnknownAndNeverThrows()
    {
        foreach (var file in (byte[][])[SmallPictures.Png(), SmallPictures.Jpeg(), SmallPictures.WebP("VP8X", 8, 8)])
        {
            foreach (var length in Enumerable.Range(0, 17))
            {
                Assert.Null(ImageDimensions.Of(file.AsSpan(0, length)));
            }
        }

        Assert.Null(ImageDimensions.Of(SmallPictures.Png(0, 5)));
        Assert.Null(ImageDimensions.Of("GIF89a, which is no format of any provider"u8));
    }
}
