using System.Text.Json.Nodes;
using Emulator.Images;
using static Emulator.Tests.Flux.Bfl.BflFlight;

namespace Emulator.Tests.Flux.Bfl;

/// <summary>Pictures have the size that the model makes of the request, as their files' own heads say; that they decode is tested with the encoders.</summary>
public sealed class BflSizeTests
{
    [Theory]
    [InlineData("flux-pro-1.1", "{}", 1024, 768)]
    [InlineData("flux-pro-1.1", """{"width":1440,"height":256}""", 1440, 256)]
    [InlineData("flux-dev", """{"prompt":"a"}""", 1024, 768)]
    [InlineData("flux-pro-1.1-ultra", """{"output_format":"png"}""", 2752, 1536)]
    [InlineData("flux-pro-1.1-ultra", """{"aspect_ratio":"9:21","output_format":"png"}""", 1344, 3136)]
    [InlineData("flux-kontext-pro", """{"prompt":"a","output_format":"jpeg"}""", 1024, 1024)]
    [InlineData("flux-kontext-max", """{"prompt":"a","aspect_ratio":"21:9"}""", 1568, 672)]
    [InlineData("flux-kontext-max", """{"prompt":"a","aspect_ratio":"2:3"}""", 832, 1248)]
    [InlineData("flux-2-pro", """{"prompt":"a"}""", 1024, 1024)]
    [InlineData("flux-2-pro-preview", """{"prompt":"a","width":1920,"height":1080}""", 1920, 1072)]
    [InlineData("flux-2-max", """{"prompt":"a","width":64,"height":null,"output_format":"png"}""", 64, 1024)]
    [InlineData("flux-2-flex", """{"prompt":"a","width":1440,"height":810,"guidance":null}""", 1440, 800)]
    [InlineData("flux-2-klein-4b", """{"prompt":"a","width":2048,"height":2048,"output_format":"png"}""", 2048, 2048)]
    [InlineData("flux-2-klein-9b", """{"prompt":"a","width":100,"height":79}""", 96, 64)]
    [InlineData("flux-pro-1.1-ultra-finetuned", """{"finetune_id":"org/lora","aspect_ratio":"1:1","output_format":"png"}""", 2048, 2048)]
    [InlineData("flux-pro-1.1", """{"width":256,"height":288,"output_format":"webp"}""", 256, 288)]
    [InlineData("flux-2-klein-9b-preview", """{"prompt":"a","seed":null}""", 1024, 1024)]
    public async Task Sample_OfEveryModel_HasTheModelsSize(string model, string body, int width, int height)
    {
        await using var emulator = await StartAsync();

        Assert.Equal((width, height), await SizeAsync(emulator, model, body, 10));
    }

    [Theory]
    [InlineData("flux-kontext-pro", """{"prompt":"a","input_image":"PNG"}""", 1600, 900, 1392, 752)]
    [InlineData("flux-kontext-pro", """{"prompt":"a","input_image":"PNG","aspect_ratio":"1:1"}""", 1600, 900, 1024, 1024)]
    [InlineData("flux-2-pro", """{"prompt":"a","input_image":"PNG"}""", 1000, 500, 992, 496)]
    [InlineData("flux-2-pro", """{"prompt":"a","input_image":"PNG"}""", 4000, 3000, 2352, 1760)]
    [InlineData("flux-2-pro", """{"prompt":"a","input_image":"PNG"}""", 5, 5, 16, 16)]
    [InlineData("flux-2-flex", """{"prompt":"a","input_image":"data:image/png;base64,PNG","width":512}""", 800, 600, 512, 592)]
    [InlineData("flux-2-max", """{"prompt":"a","input_image":"https://example.com/a.png"}""", 1, 1, 1024, 1024)]
    [InlineData("flux-pro-1.0-fill", """{"image":"PNG"}""", 700, 301, 700, 301)]
    [InlineData("flux-pro-1.0-fill", """{"image":"PNG","mask":null}""", 8192, 1024, 4096, 512)]
    [InlineData("flux-pro-1.0-expand", """{"image":"PNG","top":10,"bottom":20,"left":30,"right":null}""", 300, 200, 330, 230)]
    public async Task Picture_FromAPicture_FollowsItsSize(string model, string body, int inputWidth, int inputHeight, int width, int height)
    {
        await using var emulator = await StartAsync();

        var size = await SizeAsync(emulator, model, body.Replace("PNG", Png(inputWidth, inputHeight), StringComparison.Ordinal), 10);

        Assert.Equal((width, height), size);
    }

    private static async Task<(int Width, int Height)> SizeAsync(TestEmulator emulator, string model, string body, int seconds)
    {
        var said = Talk(emulator);
        var url = PollingUrl(await said.PostAsync($"/flux/v1/{model}", body));
        emulator.Clock.Advance(TimeSpan.FromSeconds(seconds));
        var sample = (string)JsonNode.Parse(await said.GetAsync(url))!["result"]!["sample"]!;
        using var reply = await said.SendAsync(said.Request(HttpMethod.Get, sample, null));
        var picture = ImageHeader.Read(await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))!;
        return (picture.WidthPixels, picture.HeightPixels);
    }
}
