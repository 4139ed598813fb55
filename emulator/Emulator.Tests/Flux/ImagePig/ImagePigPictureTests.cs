using System.Text.Json.Nodes;
using Emulator.Images;
using Emulator.Tests.Images;

namespace Emulator.Tests.Flux.ImagePig;

/// <summary>The endpoints beside FLUX, most of which begin with a picture.</summary>
public sealed class ImagePigPictureTests
{
    private const string Base = "/imagepig";

    private const string Quick = "timing: {runTime: 0s}, limits: []";

    /// <summary>A GIF of 64 by 32 pixels, always the same bytes: seeds follow from them.</summary>
    private static readonly string Wide = Convert.ToBase64String("GIF89a\u0040\0\u0020\0\0\0\0;"u8);

    [Fact]
    public async Task Endpoints_AskedWithTheirShortestRequest_AnswerInOneForm()
    {
        await using var emulator = await StartAsync();
        Transcript said = new(emulator) { KeyHeader = "Api-Key: pig" };

        await said.Note("default").PostAsync($"{Base}/", """{"positive_prompt":"pig","negative_prompt":""}""");
        await said.Note("xl").PostAsync($"{Base}/xl", """{"prompt":"pig"}""");
        await said.Note("faceswap").PostAsync(
            $"{Base}/faceswap", """{"source_image_url":"https://imagepig.com/static/jane.jpeg","target_image_url":"https://imagepig.com/static/mona-lisa.jpeg"}""");
        await said.Note("upscale").PostAsync($"{Base}/upscale", $$"""{"image_data":"{{Wide}}","upscaling_factor":8}""");
        await said.Note("cutout").PostAsync($"{Base}/cutout", $$"""{"image_data":"{{Wide}}"}""");
        await said.Note("replace").PostAsync(
            $"{Base}/replace", $$"""{"image_data":"{{Wide}}","select_prompt":"woman","positive_prompt":"robot","negative_prompt":""}""");
        await said.Note("outpaint").PostAsync(
            $"{Base}/outpaint", $$"""{"image_data":"{{Wide}}","positive_prompt":"dress","top":0,"right":0,"bottom":50,"left":10}""");

        Golden.Check(said.ToString(), "endpoints.txt");
    }

    [Fact]
    public async Task Endpoints_AskedWrongly_ListWhatIsWrong()
    {
        await using var emulator = await StartAsync();
        Transcript said = new(emulator) { KeyHeader = "Api-Key: pig" };

        await said.Note("no pictures").PostAsync($"{Base}/faceswap", """{"source_image_url":"https://imagepig.com/static/jane.jpeg"}""");
        await said.Note("no picture and a wrong factor").PostAsync($"{Base}/upscale", """{"upscaling_factor":3}""");
        await said.Note("no base64").PostAsync($"{Base}/cutout", """{"image_data":"data:image/png;base64,AAAA"}""");
        await said.Note("no web address").PostAsync($"{Base}/cutout", """{"image_url":"ftp://imagepig.com/jane.jpeg"}""");
        await said.Note("numbers").PostAsync($"{Base}/replace", """{"image_data":1,"select_prompt":2,"positive_prompt":3,"negative_prompt":4}""");
        await said.Note("sides").PostAsync($"{Base}/outpaint", """{"image_url":"https://a.test/a.png","positive_prompt":"a","top":-1,"right":"x","bottom":1.5,"left":[]}""");
        await said.Note("larger than can be made").PostAsync(
            $"{Base}/outpaint", """{"image_url":"https://a.test/a.png","positive_prompt":"a","left":4096,"right":4096,"top":4096,"bottom":4096}""");

        Golden.Check(said.ToString(), "endpoint-errors.txt");
    }

    [Theory]
    [InlineData("upscale", "\"upscaling_factor\":4", 256, 128, "image/jpeg")]
    [InlineData("upscale", "\"format\":\"PNG\"", 128, 64, "image/png")]
    [InlineData("cutout", "\"seed\":1", 64, 32, "image/png")]
    [InlineData("replace", "\"select_prompt\":\"a\",\"prompt\":\"b\"", 64, 32, "image/jpeg")]
    [InlineData("outpaint", "\"prompt\":\"b\",\"left\":6,\"right\":10,\"top\":8,\"bottom\":20", 80, 60, "image/jpeg")]
    public async Task Answer_ToAPicture_HasTheSizeThatFollowsFromIt(string endpoint, string more, int width, int height, string mediaType)
    {
        await using var emulator = await StartAsync();
        Transcript said = new(emulator) { KeyHeader = "Api-Key: pig" };

        var answer = JsonNode.Parse(await said.PostAsync($"{Base}/{endpoint}", $$"""{"image_data":"{{Wide}}",{{more}}}"""))!;
        var picture = DecodedPicture.From(Convert.FromBase64String((string)answer["image_data"]!));

        Assert.Equal(mediaType, (string?)answer["mime_type"]);
        Assert.Equal((width, height), (picture.WidthPixels, picture.HeightPixels));
    }

    [Fact]
    public async Task Answer_ToAnotherPicture_IsAnother()
    {
        await using var emulator = await StartAsync();
        Transcript said = new(emulator) { KeyHeader = "Api-Key: pig" };
        var other = Convert.ToBase64String(new PictureSpec(new PictureSize(64, 32), PictureFormat.Png, 2, "another").Encode());

        Assert.NotEqual(await SeedAsync(Wide), await SeedAsync(other));

        async Task<string> SeedAsync(string data) =>
            JsonNode.Parse(await said.PostAsync($"{Base}/cutout", $$"""{"image_data":"{{data}}"}"""))!["seed"]!.ToJsonString();
    }

    [Fact]
    public async Task Journal_TellsEndpointAsOperationAndModel()
    {
        await using var emulator = await StartAsync();
        Transcript said = new(emulator) { KeyHeader = "Api-Key: pig" };

        await said.PostAsync(Base, """{"prompt":"pig"}""");
        await said.PostAsync($"{Base}/upscale", """{"image_url":"https://imagepig.com/static/jane.jpeg"}""");

        Assert.Equal(
            [("default", "default"), ("upscale", "upscale")],
            emulator.Journal.Select(line => ((string?)line["operation"], (string?)line["model"])));
    }

    private static Task<TestEmulator> StartAsync() => TestEmulator.StartAsync($"Flux/ImagePig: {{{Quick}}}");
}
