using System.Globalization;

namespace Harness.Tests.Contracts.Flux.Bfl;

/// <summary>Section 2: sizes, formats, prices.</summary>
public sealed class SizeFactTests
{
    [Theory]
    [ProviderFact("bfl-2-pro-default", "flux-pro-1.1", "{}")]
    [ProviderFact("bfl-2-dev-default", "flux-dev", """{"prompt":"a"}""")]
    [ProviderFact("bfl-2-kontext-square", "flux-kontext-pro", """{"prompt":"a"}""")]
    [ProviderFact("bfl-2-kontext-image", "flux-kontext-max", """{"prompt":"a","input_image":"PNG 1600×900"}""")]
    [ProviderFact("bfl-2-fill", "flux-pro-1.0-fill", """{"image":"PNG 512×384"}""")]
    [ProviderFact("bfl-2-expand", "flux-pro-1.0-expand", """{"image":"PNG 512×384","left":100,"top":16}""")]
    [ProviderFact("bfl-2-flux2-default", "flux-2-pro", """{"prompt":"a"}""")]
    [ProviderFact("bfl-2-flux2-edit", "flux-2-pro", """{"prompt":"a","input_image":"PNG 512×384"}""")]
    [ProviderFact("bfl-2-flux2-large-edit", "flux-2-pro", """{"prompt":"a","input_image":"PNG 4000×3000"}""")]
    [ProviderFact("bfl-2-flux2-odd-edit", "flux-2-pro", """{"prompt":"a","input_image":"PNG 1000×500"}""")]
    public async Task Picture_HasTheSize(string model, string body, string size) => Assert.Equal(size, await SizeAsync(model, body));

    [Theory, ProviderFact("bfl-2-flux2-snap")]
    public async Task Flux2_TakesOddSizesAndCutsThem(params string[] pairs)
    {
        foreach (var (asked, made) in Pairs(pairs))
        {
            var (width, height) = BflPicture.SidesOf(asked);
            Assert.Equal(made, await SizeAsync("flux-2-pro", $$"""{"prompt":"a","width":{{width}},"height":{{height}}}"""));
        }
    }

    [Theory]
    [ProviderFact("bfl-2-ultra-sizes")]
    public async Task Ultra_HasOneSizeForARatio(params string[] pairs)
    {
        foreach (var (ratio, size) in Pairs(pairs))
        {
            Assert.Equal(size, await SizeAsync("flux-pro-1.1-ultra", $$"""{"aspect_ratio":"{{ratio}}"}"""));
        }
    }

    [Theory, ProviderFact("bfl-2-ultra-default")]
    public async Task Ultra_WithoutARatio_HasOne(string ratio) => Assert.Equal(
        await SizeAsync("flux-pro-1.1-ultra", $$"""{"aspect_ratio":"{{ratio}}"}"""), await SizeAsync("flux-pro-1.1-ultra", "{}"));

    [Theory, ProviderFact("bfl-2-kontext-buckets")]
    public async Task Kontext_HasTheseSizesAndTheirTransposes(params string[] sizes)
    {
        foreach (var size in sizes)
        {
            var (width, height) = BflPicture.SidesOf(size);
            Assert.Equal(size, await SizeAsync("flux-kontext-pro", $$"""{"prompt":"a","aspect_ratio":"{{width}}:{{height}}"}"""));
            Assert.Equal($"{height}×{width}", await SizeAsync("flux-kontext-pro", $$"""{"prompt":"a","aspect_ratio":"{{height}}:{{width}}"}"""));
        }
    }

    [Theory]
    [ProviderFact("bfl-2-ultra-range", "flux-pro-1.1-ultra")]
    [ProviderFact("bfl-2-kontext-range", "flux-kontext-pro")]
    public async Task Ratio_HasEnds(string model, string widest, string tallest)
    {
        Assert.Equal((200, 200), (await StatusAsync(widest), await StatusAsync(tallest)));
        Assert.Equal((422, 422), (await StatusAsync(Beyond(widest, 0)), await StatusAsync(Beyond(tallest, 1))));

        async Task<int> StatusAsync(string ratio) =>
            (await BflServer.AskAsync(model, $$"""{"prompt":"a","aspect_ratio":"{{ratio}}"}""")).Status;

        static string Beyond(string ratio, int side)
        {
            var sides = ratio.Split(':').Select(one => int.Parse(one, CultureInfo.InvariantCulture)).ToArray();
            sides[side]++;
            return $"{sides[0]}:{sides[1]}";
        }
    }

    [Theory, ProviderFact("bfl-2-flux2-most")]
    public async Task Flux2_MakesSoManyMegapixels(int megapixels)
    {
        var height = megapixels * 512;

        Assert.Equal(200, (await BflServer.AskAsync("flux-2-max", $$"""{"prompt":"a","width":2048,"height":{{height}}}""")).Status);
        Assert.Equal(422, (await BflServer.AskAsync("flux-2-max", $$"""{"prompt":"a","width":2048,"height":{{height + 16}}}""")).Status);
    }

    [Theory, ProviderFact("bfl-2-klein-images")]
    public async Task Klein_TakesSoManyPictures(int count)
    {
        var most = await CountedAsync(count);
        var more = await CountedAsync(count + 1);

        Assert.Equal(most, more);
        Assert.NotEqual(most, await CountedAsync(count - 1));

        static async Task<decimal> CountedAsync(int count)
        {
            var images = Enumerable.Range(1, count).Select(number => $"\"input_image{(number > 1 ? $"_{number}" : "")}\":\"https://example.com/{number}.png\"");
            return (decimal)(await BflServer.AskAsync("flux-2-klein-4b", $"{{\"prompt\":\"a\",{string.Join(',', images)}}}")).Json["input_mp"]!;
        }
    }

    [Theory, ProviderFact("bfl-2-formats")]
    public async Task Format_IsThatOfTheFile(params string[] formats)
    {
        foreach (var format in formats)
        {
            var polled = await BflServer.FinishAsync("flux-pro-1.1", $$"""{"width":256,"height":256,"output_format":"{{format}}"}""");
            var picture = await (await BflServer.OfAsync()).DownloadAsync(polled);

            Assert.Equal(($"image/{format}", "256×256"), (picture.Headers["content-type"], picture.Size));
            Assert.Equal($"image/{format}", Emulator.Images.ImageHeader.Read(picture.Bytes)!.MediaType);
        }
    }

    [Theory, ProviderFact("bfl-2-webp-day")]
    public async Task WebP_IsThereSinceADay(string day, string format)
    {
        var body = $$"""{"output_format":"{{format}}"}""";
        var before = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(-1);

        Assert.Equal(200, (await BflServer.AskAsync("flux-pro-1.1", body, $"provider: {{catalogDate: {day}}}")).Status);
        Assert.Equal(422, (await BflServer.AskAsync("flux-pro-1.1", body, $"provider: {{catalogDate: {before:yyyy-MM-dd}}}")).Status);
    }

    [Theory, ProviderFact("bfl-2-input-forms")]
    public async Task InputPicture_ComesInTheseForms(int status, string scheme, string head)
    {
        var base64 = BflPicture.Png(64, 64);

        foreach (var text in (string[])[base64, $"{head},{base64}", $"{scheme}://example.com/a.png"])
        {
            Assert.Equal(status, (await BflServer.AskAsync("flux-2-pro", $$"""{"prompt":"a","input_image":"{{text}}"}""")).Status);
        }
    }

    [Theory, ProviderFact("bfl-2-input-pixels")]
    public async Task InputPicture_HasAtMost(int megapixels)
    {
        Assert.Equal(200, await StatusAsync(megapixels * 1000));
        Assert.Equal(422, await StatusAsync((megapixels * 1000) + 1));

        static async Task<int> StatusAsync(int height) =>
            (await BflServer.AskAsync("flux-2-pro", $$"""{"prompt":"a","input_image":"{{BflPicture.Png(1000, height)}}"}""")).Status;
    }

    private static IEnumerable<(string First, string Second)> Pairs(string[] pairs) => pairs.Chunk(2).Select(pair => (pair[0], pair[1]));

    private static async Task<string> SizeAsync(string model, string body)
    {
        var polled = await BflServer.FinishAsync(model, BflPicture.Filled(body));
        return (await (await BflServer.OfAsync()).DownloadAsync(polled)).Size;
    }
}
