namespace Harness.Tests.Contracts.NanoBanana.TaskApi;

/// <summary>Section A3: the fields of the three submits, what they may be, and what they are where nothing is said.</summary>
public sealed class RequestFactTests
{
    private const string Type = "\"type\":\"TEXTTOIAMGE\",";

    [Theory]
    [ProviderFact("ta-a3.1-fields", "generate")]
    [ProviderFact("ta-a3.2-fields", "generate-2")]
    [ProviderFact("ta-a3.3-fields", "generate-pro")]
    public async Task Fields_AreCalled(string endpoint, params string[] fields)
    {
        var server = await TaskApiServer.OfAsync();
        foreach (var field in fields)
        {
            // An object is what none of them may be, and only a known one is looked at.
            var others = new[] { ("prompt", "\"a\""), ("type", "\"TEXTTOIAMGE\"") }.Where(other => other.Item1 != field)
                .Select(other => $"\"{other.Item1}\":{other.Item2},");
            var reply = await server.PostAsync(endpoint, $"{{{string.Concat(others)}\"{field}\":{{}}}}", TaskApiServer.NextKey());

            Assert.Equal(400, reply.Code);
            Assert.StartsWith($"{field} ", reply.Msg, StringComparison.Ordinal);
        }
    }

    [Theory]
    [ProviderFact("ta-a3.1-prompt", "generate", Type)]
    [ProviderFact("ta-a3.2-prompt", "generate-2", "")]
    [ProviderFact("ta-a3.3-prompt", "generate-pro", "")]
    public async Task Prompt_IsRequiredAndNotEmpty(string endpoint, string more, string field, int code)
    {
        Assert.Equal(code, await CodeAsync(endpoint, $$"""{{{more}}"x":1}"""));
        Assert.Equal(code, await CodeAsync(endpoint, $$"""{{{more}}"{{field}}":""}"""));
        Assert.Equal(200, await CodeAsync(endpoint, $$"""{{{more}}"{{field}}":"a"}"""));
    }

    [Theory, ProviderFact("ta-a3.1-prompt-length")]
    public async Task Prompt_OfTheFirst_HasNoMaximum(int code) =>
        Assert.Equal(code, await CodeAsync("generate", $$"""{{{Type}}"prompt":"{{new string('a', 100_000)}}"}"""));

    [Theory, ProviderFact("ta-a3.2-prompt-length")]
    public async Task Prompt_OfTheSecond_HasAMaximum(int characters, int code)
    {
        Assert.Equal(200, await CodeAsync("generate-2", $$"""{"prompt":"{{new string('a', characters)}}"}"""));
        Assert.Equal(code, await CodeAsync("generate-2", $$"""{"prompt":"{{new string('a', characters + 1)}}"}"""));
    }

    [Theory, ProviderFact("ta-a3.1-types")]
    public async Task Type_IsSpeltAsTheProviderSpellsIt(string text, string image, int refused)
    {
        Assert.Equal(200, await CodeAsync("generate", $$"""{"prompt":"a","type":"{{text}}"}"""));
        Assert.Equal(200, await CodeAsync("generate", $$"""{"prompt":"a","type":"{{image}}","imageUrls":["https://example.com/a.png"]}"""));
        Assert.Equal(refused, await CodeAsync("generate", """{"prompt":"a","type":"TEXTTOIMAGE"}"""));
        Assert.Equal(refused, await CodeAsync("generate", """{"prompt":"a","type":"IMAGETOIMAGE","imageUrls":["https://example.com/a.png"]}"""));
    }

    [Theory, ProviderFact("ta-a3.1-type")]
    public async Task Type_IsRequired(string field, int code)
    {
        Assert.Equal(code, await CodeAsync("generate", """{"prompt":"a"}"""));
        Assert.Equal(200, await CodeAsync("generate", $$"""{"prompt":"a","{{field}}":"TEXTTOIAMGE"}"""));
    }

    [Theory]
    [ProviderFact("ta-a3.1-callback", "generate", Type, "provider: {requiresCallbackUrl: true}")]
    [ProviderFact("ta-a3.3-callback", "generate-pro", "", "provider: {requiresCallbackUrl: true}")]
    [ProviderFact("ta-a3.1-callback-left-out", "generate", Type, "")]
    [ProviderFact("ta-a3.2-callback", "generate-2", "", "")]
    [ProviderFact("ta-a3.2-callback-strict", "generate-2", "", "provider: {requiresCallbackUrl: true}")]
    [ProviderFact("ta-a3.3-callback-left-out", "generate-pro", "", "")]
    public async Task Callback_LeftOut(string endpoint, string more, string behaviour, int code) =>
        Assert.Equal(code, await CodeAsync(endpoint, $$"""{{{more}}"prompt":"a"}""", behaviour));

    [Theory, ProviderFact("ta-a3.1-callback-uri")]
    public async Task Callback_IsAUri(string dummy, int code)
    {
        Assert.Equal(200, await CodeAsync("generate", $$"""{{{Type}}"prompt":"a","callBackUrl":"{{dummy}}"}"""));
        Assert.Equal(code, await CodeAsync("generate", $$"""{{{Type}}"prompt":"a","callBackUrl":"{{dummy[8..]}}"}"""));
        Assert.EndsWith("/callback", dummy, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("ta-a3.1-count")]
    public async Task Count_IsFromOneToFour(int least, int most, int refused)
    {
        Assert.Equal(200, await CodeAsync("generate", Count(least)));
        Assert.Equal(refused, await CodeAsync("generate", Count(least - 1)));
        Assert.Equal(200, await CodeAsync("generate", Count(most)));
        Assert.Equal(refused, await CodeAsync("generate", Count(most + 1)));

        static string Count(int images) => $$"""{{{Type}}"prompt":"a","numImages":{{images}}}""";
    }

    [Theory, ProviderFact("ta-a3.1-count-default")]
    public async Task Count_IsOneByDefault(int images)
    {
        await using var server = await TaskApiServer.StartAsync();

        await server.SubmitAsync("generate", EndpointFactTests.First, TaskApiServer.NextKey());

        Assert.Equal(images, (int)server.Journal[0]["units"]!["images"]!);
    }

    [Theory, ProviderFact("ta-a3.1-image-urls")]
    public async Task ImageUrls_AreNeededToEdit(string field, int code)
    {
        Assert.Equal(code, await CodeAsync("generate", """{"prompt":"a","type":"IMAGETOIAMGE"}"""));
        Assert.Equal(200, await CodeAsync("generate", $$"""{"prompt":"a","type":"IMAGETOIAMGE","{{field}}":["https://example.com/a.png"]}"""));
    }

    [Theory, ProviderFact("ta-a3.1-image-urls-uri")]
    public async Task ImageUrls_AreUris(int code) =>
        Assert.Equal(code, await CodeAsync("generate", """{"prompt":"a","type":"IMAGETOIAMGE","imageUrls":["a.png"]}"""));

    [Theory]
    [ProviderFact("ta-a3.1-size-default", "generate", EndpointFactTests.First)]
    [ProviderFact("ta-a3.2-size-default", "generate-2", EndpointFactTests.Later)]
    [ProviderFact("ta-a3.3-size-default", "generate-pro", """{"prompt":"a","aspectRatio":"auto"}""")]
    public async Task Size_WhereNothingIsSaid(string endpoint, string body, int width, int height)
    {
        var server = await TaskApiServer.OfAsync();
        var picture = await server.GetAsync((await server.RecordAsync(endpoint, body)).ResultUrl, key: null);
        var header = Emulator.Images.ImageHeader.Read(picture.Body)!;

        Assert.Equal((width, height), (header.WidthPixels, header.HeightPixels));
    }

    [Theory, ProviderFact("ta-a3.1-watermark")]
    public async Task Watermark_IsAText(string field, int taken, int refused)
    {
        Assert.Equal(taken, await CodeAsync("generate", $$"""{{{Type}}"prompt":"a","{{field}}":"mine"}"""));
        Assert.Equal(refused, await CodeAsync("generate", $$"""{{{Type}}"prompt":"a","{{field}}":7}"""));
    }

    [Theory, ProviderFact("ta-a3.1-watermark-drawn")]
    public async Task Watermark_IsWrittenOnThePicture(string text)
    {
        await using var server = await TaskApiServer.StartAsync(TaskApiServer.AtOnce);
        await server.SubmitAsync("generate", $$"""{{{Type}}"prompt":"a","watermark":"mine"}""", TaskApiServer.NextKey());

        var painted = server.Shown[0];

        Assert.Equal(text, painted.Watermark);
        Assert.NotEqual((painted with { Watermark = null }).Encode(), painted.Encode());
    }

    [Theory, ProviderFact("ta-a3.1-naming")]
    public async Task Names_AreMixed(string snake, string capital)
    {
        Assert.Equal(400, await CodeAsync("generate", $$"""{{{Type}}"prompt":"a","{{snake}}":"7:7"}"""));
        Assert.Equal(200, await CodeAsync("generate", $$"""{{{Type}}"prompt":"a","imageSize":"7:7"}"""));
        Assert.Equal(400, await CodeAsync("generate", $$"""{{{Type}}"prompt":"a","{{capital}}":"hook"}"""));
        Assert.Equal(200, await CodeAsync("generate", $$"""{{{Type}}"prompt":"a","callbackUrl":"hook"}"""));
    }

    [Theory, ProviderFact("ta-a3.2-no-images")]
    public async Task ImageUrls_Empty_AreTextToImage(int code) =>
        Assert.Equal(code, await CodeAsync("generate-2", """{"prompt":"a","imageUrls":[]}"""));

    [Theory, ProviderFact("ta-a3.2-search")]
    public async Task Search_IsABoolean(string field, int refused)
    {
        Assert.Equal(200, await CodeAsync("generate-2", $$"""{"prompt":"a","{{field}}":true}"""));
        Assert.Equal(refused, await CodeAsync("generate-2", $$"""{"prompt":"a","{{field}}":"yes"}"""));
    }

    [Theory, ProviderFact("ta-a3.2-search-key")]
    public async Task Search_IsCalledAsAScenarioSays(string field, int refused) =>
        Assert.Equal(refused, await CodeAsync("generate-2", $$"""{"prompt":"a","{{field}}":"yes"}""", "provider: {searchKey: webSearch}"));

    [Theory, ProviderFact("ta-a3.4-code")]
    public async Task Violation_IsACode(int code)
    {
        Assert.Equal(code, await CodeAsync("generate", "{}"));
        Assert.Equal(code, await CodeAsync("generate-2", "{}"));
        Assert.Equal(code, await CodeAsync("generate-pro", "not JSON"));
    }

    [Theory, ProviderFact("ta-a3.4-message")]
    public async Task Violation_NamesTheField(string body) => Assert.Equal(
        body,
        (await (await TaskApiServer.OfAsync()).PostAsync("generate-2", """{"prompt":"a","resolution":"8K"}""", TaskApiServer.NextKey())).Text);

    [Theory, ProviderFact("ta-a3.4-unknown")]
    public async Task Unknown_IsIgnored(int code) =>
        Assert.Equal(code, await CodeAsync("generate-2", """{"prompt":"a","style":"oil","resolution":null}"""));

    private static async Task<int> CodeAsync(string endpoint, string body, string behaviour = "") =>
        (await (await TaskApiServer.OfAsync(behaviour)).PostAsync(endpoint, body, TaskApiServer.NextKey())).Code;
}
