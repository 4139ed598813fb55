using System.Globalization;
using System.Net;
using Emulator.Images;
using Emulator.Images.Captions;

namespace Emulator.Tests.Control;

public sealed class PictureControlTests
{
    [Theory]
    [InlineData("", "image/png", 1024, 1024)]
    [InlineData("?format=jpeg&width=640&height=200&prompt=a+fox&seed=18446744073709551615", "image/jpeg", 640, 200)]
    [InlineData("?format=webp&width=33&height=44&model=flux&job=7&caption=withoutJob", "image/webp", 33, 44)]
    public async Task Get_Picture_IsAsAskedForAndSaysHowLongItTook(string query, string mediaType, int width, int height)
    {
        await using var emulator = await TestEmulator.StartAsync();

        using var response = await emulator.Client.GetAsync(At($"/__emulator/picture{query}"), TestContext.Current.CancellationToken);

        var file = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new ImageHeader(mediaType, width, height), ImageHeader.Read(file));
        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        var timing = response.Headers.GetValues("Server-Timing").Single();
        Assert.StartsWith("picture;dur=", timing, StringComparison.Ordinal);
        Assert.True(double.Parse(timing["picture;dur=".Length..], CultureInfo.InvariantCulture) >= 0);
    }

    [Theory]
    [InlineData("?format=bmp", "format takes one of png, jpeg, webP")]
    [InlineData("?width=0", "width takes a whole number from 1 to 12288")]
    [InlineData("?height=12289", "height takes a whole number from 1 to 12288")]
    [InlineData("?width=12288&height=12288", "12288 x 12288 is too large; ask for 33554432 pixels at most")]
    [InlineData("?seed=-1", "seed takes a whole number from 0 to 18446744073709551615")]
    [InlineData("?caption=loud", "caption takes one of full, withoutJob, none")]
    public async Task Get_PictureThatCannotBe_SaysWhatToAskFor(string query, string sentence)
    {
        await using var emulator = await TestEmulator.StartAsync();

        using var response = await emulator.Client.GetAsync(At($"/__emulator/picture{query}"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(sentence, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scenario_ThatChangesCaptions_ChangesThePicturesOfAllDialects()
    {
        const string Body = """{"prompt": "a fox", "seed": 7, "width": 256, "height": 256}""";
        await using var emulator = await TestEmulator.StartAsync("Flux/Bfl: {timing: {queueTime: 0s, runTime: 0s}}");

        var first = await DrawAsync(emulator, Body);
        using var changed = await emulator.Client.PatchAsync(
            At("/__emulator/scenario"), new StringContent("""{"pictures": {"caption": "none"}}"""), TestContext.Current.CancellationToken);
        var (second, third) = (await DrawAsync(emulator, Body), await DrawAsync(emulator, Body));

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(first, second);
        Assert.Equal(second, third);
    }

    [Fact]
    public void PictureCache_WithoutJob_MakesEqualRequestsOnce()
    {
        PictureSpec spec = new(new PictureSize(64, 64), PictureFormat.Png, 1, "a fox") { Job = "one" };
        var captions = CaptionStyle.WithoutJob;
        KeptPictures kept = new();
        PictureCache cache = new(kept, () => captions);

        var without = cache.FileOf(spec);

        Assert.Same(without, cache.FileOf(spec with { Job = "two" }));
        captions = CaptionStyle.Full;
        Assert.NotEqual(cache.FileOf(spec), cache.FileOf(spec with { Job = "two" }));
    }

    private static Uri At(string path) => new(path, UriKind.Relative);

    /// <summary>The picture of the newest job, as the live page shows it.</summary>
    private static async Task<byte[]> DrawAsync(TestEmulator emulator, string body)
    {
        var stop = TestContext.Current.CancellationToken;
        using HttpRequestMessage submit = new(HttpMethod.Post, "/flux/v1/flux-pro-1.1") { Content = new StringContent(body, null, "application/json") };
        submit.Headers.Add("x-key", "bfl-test");
        using var submitted = await emulator.Client.SendAsync(submit, stop);
        Assert.Equal(HttpStatusCode.OK, submitted.StatusCode);
        var jobs = System.Text.Json.Nodes.JsonNode.Parse(await emulator.Client.GetStringAsync(At("/__emulator/jobs"), stop))!;
        return await emulator.Client.GetByteArrayAsync(At((string)jobs["jobs"]![0]!["picture"]!), stop);
    }
}
