using Emulator.Images;
using Emulator.Images.Captions;

namespace Emulator.Tests.Images;

/// <summary>A watermark stands in the upper left corner and changes nothing elsewhere.</summary>
public sealed class WatermarkTests
{
    private static readonly PictureSpec Plain = new(new PictureSize(512, 384), PictureFormat.Png, 7, "a lighthouse");

    [Fact]
    public void Painted_WithAWatermark_DiffersInItsCornerOnly()
    {
        var card = Watermark.For(Plain with { Watermark = "mine" })!;
        var (with, without) = (DecodedPicture.Painted(Plain with { Watermark = "mine" }).Rgb, DecodedPicture.Painted(Plain).Rgb);

        var changed = Enumerable.Range(0, with.Length / 3).Where(pixel => !with.AsSpan(3 * pixel, 3).SequenceEqual(without.AsSpan(3 * pixel, 3))).ToArray();

        Assert.InRange(changed.Length, card.WidthPixels * card.HeightPixels / 2, card.WidthPixels * card.HeightPixels);
        Assert.All(changed, pixel => Assert.True(pixel % 512 <= card.Left + card.WidthPixels && pixel / 512 <= card.Top + card.HeightPixels));
    }

    [Theory]
    [InlineData("mine", "yours")]
    [InlineData("mine", "mine, too")]
    public void Painted_WithAnotherWatermark_IsAnotherPicture(string one, string other) => Assert.NotEqual(
        DecodedPicture.Painted(Plain with { Watermark = one }).Rgb, DecodedPicture.Painted(Plain with { Watermark = other }).Rgb);

    [Fact]
    public void For_LongText_IsCutWhereThePictureEnds()
    {
        var card = Watermark.For(Plain with { Watermark = new string('m', 10_000), Size = new PictureSize(128, 384) })!;

        Assert.InRange(card.Left + card.WidthPixels, 64, 128);
    }

    [Theory]
    [InlineData(null, 512)]
    [InlineData("", 512)]
    [InlineData("mine", 31)]
    public void For_NothingToWriteOrNoRoom_IsNone(string? text, int height) =>
        Assert.Null(Watermark.For(Plain with { Watermark = text, Size = new PictureSize(512, height) }));
}
