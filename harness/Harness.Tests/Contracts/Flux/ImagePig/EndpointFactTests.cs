using Emulator;
using VirtualTime;

namespace Harness.Tests.Contracts.Flux.ImagePig;

/// <summary>Section A1: hosts, keys, endpoints and their fields.</summary>
public sealed class EndpointFactTests
{
    private const string Jane = "https://imagepig.com/static/jane.jpeg";

    [Theory]
    [ProviderFact("ip-1-host")]
    [ProviderFact("ip-1-alias")]
    public async Task Host_IsTheProviders(string host, string path, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://{host}{path}") { Content = new StringContent(ImagePigAsk.Pig) };
        request.Content.Headers.ContentType = new("application/json");

        var reply = await ImagePigAsk.Provider.SendAsync(request);

        Assert.Equal(status, reply.Status);
        Assert.Contains("image_data", reply.Members);
    }

    [Theory, ProviderFact("ip-1-one-call")]
    public async Task Call_AnswersWithThePicture(int status, string picture, int ids)
    {
        var reply = await ImagePigAsk.FluxAsync();

        Assert.Equal(status, reply.Status);
        Assert.Contains(picture, reply.Members);
        Assert.Equal(ids, reply.Members.Count(name => name.Contains("id", StringComparison.Ordinal) || name.Contains("polling", StringComparison.Ordinal)));
    }

    [Theory]
    [ProviderFact("ip-1-key")]
    [ProviderFact("ip-1-key-case")]
    public async Task Key_ComesInItsHeader(string header, int status)
    {
        var request = ImagePigAsk.Provider.Message(HttpMethod.Post, "/flux", ImagePigAsk.Pig);
        request.Headers.TryAddWithoutValidation(header, ImagePigAsk.Provider.NextKey());

        Assert.Equal(status, (await ImagePigAsk.Provider.SendAsync(request, key: null)).Status);
    }

    [Theory, ProviderFact("ip-1-key-form")]
    public void Key_LooksLikeAUuid(int version, int characters)
    {
        var key = EmulatorApp.Dialects().Single(dialect => dialect.Traits.Name == "Flux/ImagePig").Traits.DummyKey;

        Assert.Equal((version, characters), (Guid.Parse(key).Version, key.Length));
    }

    [Theory, ProviderFact("ip-1-key-any")]
    public async Task Key_OfAnotherForm_WorksJustSo(int status) =>
        Assert.Equal(status, (await ImagePigAsk.FluxAsync(key: "pig")).Status);

    [Theory, ProviderFact("ip-1-json")]
    public async Task Body_IsDeclaredAsJson(string contentType, int status) => Assert.Equal(
        status, (await ImagePigAsk.Provider.SendAsync(ImagePigAsk.Provider.Message(HttpMethod.Post, "/flux", ImagePigAsk.Pig, contentType))).Status);

    [Theory, ProviderFact("ip-1-not-json")]
    public async Task Body_DeclaredOtherwise_IsNoObject(int status, string type)
    {
        var reply = await ImagePigAsk.Provider.SendAsync(ImagePigAsk.Provider.Message(HttpMethod.Post, "/flux", ImagePigAsk.Pig, "text/plain"));

        Assert.Equal((status, type), (reply.Status, ImagePigAsk.ComplaintOf(reply).Type));
    }

    [Theory]
    [ProviderFact("ip-1-default-size")]
    [ProviderFact("ip-1-xl-size")]
    public async Task TextEndpoint_HasItsSize(string path, int width, int height)
    {
        var picture = ImagePigAsk.PictureOf(await ImagePigAsk.Provider.PostAsync(path, ImagePigAsk.Pig));

        Assert.Equal((width, height), (picture.WidthPixels, picture.HeightPixels));
    }

    [Theory, ProviderFact("ip-1-default-time")]
    public async Task DefaultEndpoint_TakesItsTime(int fewest, int most)
    {
        var clock = new VirtualClock();
        var seconds = await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await ImagePigAsk.Provider.StartAsync("profile: realistic", clock);
            List<double> all = [];
            for (var i = 0; i < 20; i++)
            {
                var reply = await ImagePigAsk.Provider.SendAsync(
                    emulator, ImagePigAsk.Provider.Message(HttpMethod.Post, "/", $$"""{"prompt":"pig {{i}}","storage_days":1}"""));
                all.Add((Stamp(reply, "completed_at") - Stamp(reply, "started_at")).TotalSeconds);
            }

            return all;
        });

        Assert.Equal((fewest, most), ((int)Math.Floor(seconds.Min()), (int)Math.Ceiling(seconds.Max())));

        static DateTimeOffset Stamp(ProviderReply reply, string name) => (DateTimeOffset)reply.Json[name]!;
    }

    [Theory]
    [ProviderFact("ip-1-default-fields", "")]
    [ProviderFact("ip-1-xl-fields", "")]
    [ProviderFact("ip-1-faceswap-fields", "")]
    [ProviderFact("ip-1-upscale-fields", "")]
    [ProviderFact("ip-1-cutout-fields", "")]
    [ProviderFact("ip-1-replace-fields", "")]
    [ProviderFact("ip-1-outpaint-fields", "")]
    [ProviderFact("ip-3-fields", "")]
    public async Task Fields_AreRead(string beside, string path, params string[] names)
    {
        foreach (var name in names)
        {
            // A list is wrong in each of them, and only who reads a field can say so.
            var reply = await ImagePigAsk.Provider.PostAsync(path, $$"""{"{{name}}":[]{{beside}}}""");
            Assert.Equal(422, reply.Status);
            Assert.Contains(name, reply.Json["detail"]!.AsArray()
                .Where(item => (string?)item!["type"] is not ("missing" or "value_error")).Select(item => (string?)item!["loc"]![1]));
        }
    }

    [Theory, ProviderFact("ip-1-upscale-factors")]
    public async Task Upscale_ByAFactor_MultipliesTheSides(params string[] factors)
    {
        foreach (var factor in factors)
        {
            var picture = ImagePigAsk.PictureOf(await ImagePigAsk.PictureAsync("upscale", $",\"upscaling_factor\":{factor}"));
            Assert.Equal($"{64}x{32} times {factor}", $"{picture.WidthPixels / int.Parse(factor, null)}x{picture.HeightPixels / int.Parse(factor, null)} times {factor}");
        }
    }

    [Theory, ProviderFact("ip-1-upscale-other")]
    public async Task Upscale_ByAnotherFactor_IsRefused(int status, string message)
    {
        var reply = await ImagePigAsk.PictureAsync("upscale", ",\"upscaling_factor\":3");

        Assert.Equal((status, ("enum", message)), (reply.Status, ImagePigAsk.ComplaintOf(reply)));
    }

    [Theory, ProviderFact("ip-1-upscale-default")]
    public async Task Upscale_WithoutAFactor_Doubles(int factor)
    {
        var picture = ImagePigAsk.PictureOf(await ImagePigAsk.PictureAsync("upscale"));

        Assert.Equal((64 * factor, 32 * factor), (picture.WidthPixels, picture.HeightPixels));
    }

    [Theory, ProviderFact("ip-1-cutout-png")]
    public async Task Cutout_IsAPng(string mediaType)
    {
        var reply = await ImagePigAsk.PictureAsync("cutout");

        Assert.Equal((mediaType, mediaType), ((string?)reply.Json["mime_type"], ImagePigAsk.PictureOf(reply).MediaType));
    }

    [Theory, ProviderFact("ip-1-outpaint-sides")]
    public async Task Outpaint_AddsToEachSide(int more)
    {
        var picture = ImagePigAsk.PictureOf(await ImagePigAsk.PictureAsync("outpaint", ",\"positive_prompt\":\"dress\""));
        var larger = ImagePigAsk.PictureOf(await ImagePigAsk.PictureAsync(
            "outpaint", ",\"positive_prompt\":\"dress\",\"top\":1,\"right\":2,\"bottom\":3,\"left\":4"));

        Assert.Equal((64 + more, 32 + more), (picture.WidthPixels, picture.HeightPixels));
        Assert.Equal((64 + 6, 32 + 4), (larger.WidthPixels, larger.HeightPixels));
    }

    [Theory]
    [ProviderFact("ip-1-by-url-faceswap", $$"""{"source_image_url":"{{Jane}}","target_image_url":"{{Jane}}"}""")]
    [ProviderFact("ip-1-by-url-upscale", $$"""{"image_url":"{{Jane}}"}""")]
    public async Task Picture_ByUrl_HasTheSizeOfUnknownOnes(string body, string path, int status, int width)
    {
        var reply = await ImagePigAsk.Provider.PostAsync(path, body);

        Assert.Equal((status, width), (reply.Status, ImagePigAsk.PictureOf(reply).WidthPixels));
    }

    [Theory, ProviderFact("ip-1-no-picture")]
    public async Task Picture_NeitherWay_IsRefused(int status, string type, string message)
    {
        var reply = await ImagePigAsk.Provider.PostAsync("/cutout", "{}");

        Assert.Equal((status, (type, message)), (reply.Status, ImagePigAsk.ComplaintOf(reply)));
    }

    [Theory, ProviderFact("ip-1-no-base64")]
    public async Task Picture_ThatIsNoBase64_IsRefused(int status, string type)
    {
        var reply = await ImagePigAsk.Provider.PostAsync("/cutout", """{"image_data":"data:image/png;base64,AAAA"}""");

        Assert.Equal((status, type), (reply.Status, ImagePigAsk.ComplaintOf(reply).Type));
    }

    [Theory, ProviderFact("ip-1-slash")]
    public async Task Paths_EndAsClientsBuildThem(string flux, string usual, int status)
    {
        Assert.Equal(status, (await ImagePigAsk.Provider.PostAsync(flux, ImagePigAsk.Pig)).Status);
        Assert.Equal(status, (await ImagePigAsk.Provider.PostAsync(usual, ImagePigAsk.Pig)).Status);
    }
}
