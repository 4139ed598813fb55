using System.Globalization;
using Emulator.Images;

namespace Harness.Tests.Contracts.NanoBanana.TaskApi;

/// <summary>Section A2: the models, what they can be asked for, their pictures and prices.</summary>
public sealed class ModelFactTests
{
    [Theory]
    [ProviderFact("ta-a2-ratios", "generate", "image_size", "\"type\":\"TEXTTOIAMGE\",")]
    [ProviderFact("ta-a2-ratios-2", "generate-2", "aspectRatio", "")]
    [ProviderFact("ta-a2-ratios-pro", "generate-pro", "aspectRatio", "")]
    [ProviderFact("ta-a2-resolutions-2", "generate-2", "resolution", "")]
    [ProviderFact("ta-a2-resolutions-pro", "generate-pro", "resolution", "")]
    [ProviderFact("ta-a2-formats-2", "generate-2", "outputFormat", "")]
    public async Task Field_TakesExactlyThese(string endpoint, string field, string more, params string[] values)
    {
        var server = await TaskApiServer.OfAsync();

        foreach (var value in values)
        {
            Assert.Equal(200, (await server.PostAsync(endpoint, Body(value), TaskApiServer.NextKey())).Status);
        }

        var refused = await server.PostAsync(endpoint, Body("7:7"), TaskApiServer.NextKey());
        Assert.Equal($"{field} must be one of {string.Join(", ", values)}", refused.Msg);

        string Body(string value) => $"{{{more}\"prompt\":\"a\",\"{field}\":\"{value}\"}}";
    }

    [Theory]
    [ProviderFact("ta-a2-no-resolution", "generate", """{"type":"TEXTTOIAMGE","prompt":"a","resolution":"9K"}""")]
    [ProviderFact("ta-a2-no-format-pro", "generate-pro", """{"prompt":"a","outputFormat":"bmp"}""")]
    public async Task Field_OfOthers_IsNotLookedAt(string endpoint, string body, int status) =>
        Assert.Equal(status, (await (await TaskApiServer.OfAsync()).PostAsync(endpoint, body, TaskApiServer.NextKey())).Status);

    [Theory]
    [ProviderFact("ta-a2-jpeg", "generate", EndpointFactTests.First)]
    [ProviderFact("ta-a2-jpeg-2", "generate-2", EndpointFactTests.Later)]
    [ProviderFact("ta-a2-jpeg-pro", "generate-pro", EndpointFactTests.Later)]
    [ProviderFact("ta-a2-png-2", "generate-2", """{"prompt":"a","outputFormat":"png"}""")]
    [ProviderFact("ta-a2-jpg-2", "generate-2", """{"prompt":"a","outputFormat":"jpg"}""")]
    public async Task Picture_HasAType(string endpoint, string body, string type)
    {
        var picture = await PictureAsync(endpoint, body);

        Assert.Equal((type, type), (picture.ContentType, ImageHeader.Read(picture.Body)!.MediaType));
    }

    [Theory]
    [ProviderFact("ta-a2-images-2", "generate-2")]
    [ProviderFact("ta-a2-images-pro", "generate-pro")]
    public async Task References_HaveAMaximum(string endpoint, int most, int refused)
    {
        Assert.Equal(200, (await SubmitWithImagesAsync(endpoint, most)).Status);
        Assert.Equal(refused, (await SubmitWithImagesAsync(endpoint, most + 1)).Status);
    }

    [Theory, ProviderFact("ta-a2-images")]
    public async Task References_OfTheFirstModel_HaveNone(int status) =>
        Assert.Equal(status, (await SubmitWithImagesAsync("generate", 50)).Status);

    [Theory]
    [ProviderFact("ta-a2-sizes", "generate", "image_size", "\"type\":\"TEXTTOIAMGE\",")]
    [ProviderFact("ta-a2-sizes-1k", "generate-2", "aspectRatio", "\"resolution\":\"1K\",")]
    public async Task Picture_HasTheSizeOfItsRatio(string endpoint, string field, string more, params string[] sizes)
    {
        foreach (var size in sizes)
        {
            var (ratio, pixels) = size.Split(' ') is [var first, var second] ? (first, second) : (size, "");
            var header = ImageHeader.Read((await PictureAsync(endpoint, $"{{{more}\"prompt\":\"a\",\"{field}\":\"{ratio}\"}}")).Body)!;
            Assert.Equal(pixels, $"{header.WidthPixels}x{header.HeightPixels}");
        }
    }

    [Theory, ProviderFact("ta-a2-sizes-larger")]
    public async Task Picture_OfALargerResolution_IsSoManyTimesAsLong(string second, int twice, string fourth, int fourTimes)
    {
        Assert.Equal((twice, fourTimes), (await SideAsync(second) / 1024, await SideAsync(fourth) / 1024));

        static async Task<int> SideAsync(string resolution) => ImageHeader.Read(
            (await PictureAsync("generate-pro", $$"""{"prompt":"a","aspectRatio":"1:1","resolution":"{{resolution}}"}""")).Body)!.WidthPixels;
    }

    [Theory]
    [ProviderFact("ta-a2-price-2-1k", "generate-2", """{"prompt":"a","resolution":"1K"}""", "")]
    [ProviderFact("ta-a2-price-2-2k", "generate-2", """{"prompt":"a","resolution":"2K"}""", "")]
    [ProviderFact("ta-a2-price-2-4k", "generate-2", """{"prompt":"a","resolution":"4K"}""", "")]
    [ProviderFact("ta-a2-price", "generate", EndpointFactTests.First, "")]
    [ProviderFact("ta-a2-price-pro-1k", "generate-pro", """{"prompt":"a","resolution":"1K"}""", "")]
    [ProviderFact("ta-a2-price-pro-2k", "generate-pro", """{"prompt":"a","resolution":"2K"}""", "")]
    [ProviderFact("ta-a2-price-pro-4k", "generate-pro", """{"prompt":"a","resolution":"4K"}""", "")]
    [ProviderFact("ta-a2-price-chosen", "generate", EndpointFactTests.First, "provider: {prices: {generate: 2.5}}, ")]
    [ProviderFact("ta-a2-price-each", "generate", """{"type":"TEXTTOIAMGE","prompt":"a","numImages":3}""", "")]
    public async Task Task_TakesCredits(string endpoint, string body, string behaviour, decimal credits)
    {
        var key = TaskApiServer.NextKey();
        await using var server = await TaskApiServer.StartAsync(
            $"{behaviour}keys: [{{key: \"{key}\", account: main}}], accounts: {{main: {{credits: 100}}}}, {TaskApiServer.AtOnce}");

        await server.SubmitAsync(endpoint, body, key);

        Assert.Equal(100 - credits, (decimal)(await server.GetAsync(TaskApiServer.CreditPath, key)).Data);
    }

    [Theory, ProviderFact("ta-a2-dollar")]
    public async Task Credit_IsWorthDollars(decimal dollars)
    {
        await using var server = await TaskApiServer.StartAsync();

        await server.SubmitAsync("generate-2", EndpointFactTests.Later, TaskApiServer.NextKey());

        Assert.Equal((8 * dollars * 1_000_000).ToString("0", CultureInfo.InvariantCulture), server.Journal[0]["units"]!["microUsd"]!.ToJsonString());
    }

    private static async Task<TaskApiReply> PictureAsync(string endpoint, string body)
    {
        var server = await TaskApiServer.OfAsync();
        return await server.GetAsync((await server.RecordAsync(endpoint, body)).ResultUrl, key: null);
    }

    private static async Task<TaskApiReply> SubmitWithImagesAsync(string endpoint, int images)
    {
        var urls = string.Join(',', Enumerable.Range(0, images).Select(number => $"\"https://example.com/{number}.png\""));
        return await (await TaskApiServer.OfAsync()).PostAsync(
            endpoint, $$"""{"type":"IMAGETOIAMGE","prompt":"a","imageUrls":[{{urls}}]}""", TaskApiServer.NextKey());
    }
}
