using ProviderClients.Images;
using ProviderClients.Images.Fitting;
using ProviderClients.NanoBanana;

namespace ProviderClients.Tests.NanoBanana;

/// <summary>What came is made into what was asked for, and all of it is told.</summary>
public sealed class NanoBananaFinishTests
{
    private static readonly NanoBananaImageRequest Request =
        new() { Prompt = "a fox", WidthPixels = 800, HeightPixels = 600, Quality = "low", Style = "oil", Format = "jpeg", Seed = 7 };

    [Fact]
    public void Finish_PictureIsAsAsked_IsNotTouched()
    {
        var fitter = new RecordingFitter(new FittedImage(default, ""));
        var came = Came(SmallPictures.Jpeg(800, 600), "image/jpeg");

        var image = Finish(came, fitter);

        Assert.Empty(fitter.Wanted);
        Assert.True(came.Bytes.Span.SequenceEqual(image.Bytes.Span));
        Assert.Empty(image.Mapping!.NotHonoured);
    }

    [Fact]
    public void Finish_PictureIsOfAnotherSizeAndFormat_IsFittedAndSaysHow()
    {
        var fitter = new RecordingFitter(
            new FittedImage(SmallPictures.Jpeg(800, 600), "image/jpeg") { IsCropped = true, IsScaled = true, IsConverted = true });

        var image = Finish(Came(SmallPictures.Png(1200, 896), "image/png"), fitter);

        Assert.Equal([new ImageFit(800, 600, "image/jpeg")], fitter.Wanted);
        Assert.Equal("image/jpeg", image.ContentType);
        var mapping = image.Mapping!;
        Assert.Equal(new ImageAsked(800, 600, "oil", "low", "jpeg", 7), mapping.Asked);
        Assert.Equal(new ImageCame("image/png", 1200, 896), mapping.Came);
        Assert.Equal(("4:3", "1K", "minimal"), (mapping.Sent.AspectRatio, mapping.Sent.ImageSize, mapping.Sent.Thinking));
        Assert.Equal((true, true, true), (mapping.IsCropped, mapping.IsScaled, mapping.IsConverted));
        Assert.Empty(mapping.NotHonoured);
    }

    [Fact]
    public void Finish_PictureCannotBeFitted_IsDeliveredAsItCameAndSaysSo()
    {
        var came = SmallPictures.WebP("VP8L", 1200, 896);

        var image = Finish(Came(came, "image/webp"), new RecordingFitter(new FittedImage(came, "image/webp") { Problem = "WebP cannot be read here" }));

        Assert.True(came.AsSpan().SequenceEqual(image.Bytes.Span));
        Assert.Equal("800x600 jpeg from 1200x896 image/webp: WebP cannot be read here", Assert.Single(image.Mapping!.NotHonoured));
    }

    [Fact]
    public void Finish_TheLibrarysOwnFitterCannotReadIt_SaysSo()
    {
        var image = Finish(Came(SmallPictures.WebP("VP8L", 1200, 896), "image/webp"), new ImageFitter());

        Assert.StartsWith("800x600 jpeg from 1200x896 image/webp: ", Assert.Single(image.Mapping!.NotHonoured), StringComparison.Ordinal);
    }

    private static GeneratedImage Came(byte[] bytes, string type) => new("c", bytes, type, null);

    private static GeneratedImage Finish(GeneratedImage came, IImageFitter fitter) =>
        NanoBananaFinish.Finish(came, Request, NanoBananaPlan.Of(Request, "gemini-nano-banana-2.1"), fitter, CancellationToken.None);
}

/// <summary>Gives back what it was made with and remembers what was wanted.</summary>
internal sealed class RecordingFitter(FittedImage given) : IImageFitter
{
    public List<ImageFit> Wanted { get; } = [];

    public FittedImage Fit(ReadOnlyMemory<byte> picture, ImageFit wanted, CancellationToken cancellationToken = default)
    {
        Wanted.Add(wanted);
        return given;
    }
}
