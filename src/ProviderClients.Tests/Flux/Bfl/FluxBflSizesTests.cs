using ProviderClients.Flux.Bfl;

namespace ProviderClients.Tests.Flux.Bfl;

public sealed class FluxBflSizesTests
{
    [Theory]
    [InlineData("flux-pro-1.1", 1216, 832, 1216, 832)]
    [InlineData("flux-pro-1.1", 1000, 700, 1024, 704)]
    [InlineData("flux-dev", 1920, 1080, 1440, 832)]
    [InlineData("flux-pro-1.1", 100, 100, 256, 256)]
    [InlineData("flux-pro-1.1", 4000, 100, 1440, 256)]
    [InlineData("flux-2-pro", 1920, 1080, 1920, 1088)]
    [InlineData("flux-2-flex", 1440, 810, 1440, 816)]
    [InlineData("flux-2-max", 3000, 2000, 2448, 1632)]
    [InlineData("flux-2-klein-4b", 30, 30, 64, 64)]
    [InlineData("flux-2-pro", 1, 100_000, 64, 62_496)]
    [InlineData("flux-9-newer", 1001, 37, 1001, 37)]
    public void Nearest_OfAFreeSize_IsInTheRangeAndCoversIt(string model, int width, int height, int sentWidth, int sentHeight) =>
        Assert.Equal((sentWidth, sentHeight), FluxBflSizes.Nearest(FluxBflModels.FamilyOf(model), width, height));

    [Theory]
    [InlineData(1216, 832, "3:2")]
    [InlineData(1000, 1000, "1:1")]
    [InlineData(1920, 1080, "16:9")]
    [InlineData(9000, 1000, "21:9")]
    [InlineData(1024, 1365, "3:4")]
    [InlineData(720, 1280, "9:16")]
    [InlineData(1, 5000, "9:21")]
    public void NearestRatio_IsOffByTheSmallestFactor(int width, int height, string ratio) =>
        Assert.Equal(ratio, FluxBflSizes.NearestRatio(width, height));
}
