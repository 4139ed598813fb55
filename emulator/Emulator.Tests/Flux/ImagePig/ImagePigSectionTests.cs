using System.Net;
using System.Text.Json.Nodes;
using Emulator.Tests.Images;
using ScenarioFile;

namespace Emulator.Tests.Flux.ImagePig;

/// <summary>What is not known of the provider, as a scenario chooses it.</summary>
public sealed class ImagePigSectionTests
{
    private const string Path = "/imagepig/flux";

    private const string Stored = """{"prompt":"a","storage_days":1}""";

    [Theory]
    [InlineData("keyStatus: 403", "an-invalid-key", "{}", 403)]
    [InlineData("storage: false", "pig", Stored, 402)]
    [InlineData("storage: false, storageStatus: 403", "pig", Stored, 403)]
    [InlineData("storage: false", "pig", """{"prompt":"a"}""", 200)]
    [InlineData("failureStatus: 503", "pig", """{"prompt":"a [failed] cat"}""", 503)]
    [InlineData("languages: [en, cs]", "pig", """{"prompt":"a","language":"cs"}""", 200)]
    [InlineData("languages: [en, cs]", "pig", """{"prompt":"a","language":"de"}""", 422)]
    public async Task Generate_UnderARule_IsAnsweredByIt(string rules, string key, string body, int status)
    {
        await using var emulator = await StartAsync(rules);
        Transcript said = new(emulator) { KeyHeader = $"Api-Key: {key}" };

        using var reply = await said.SendAsync(said.Request(HttpMethod.Post, Path, body));

        Assert.Equal(status, (int)reply.StatusCode);
    }

    [Fact]
    public async Task Storage_OfAnAccountWithoutIt_IsRefusedToItAlone()
    {
        await using var emulator = await TestEmulator.StartAsync(
            """
            Flux/ImagePig:
              timing: {runTime: 0s}
              keys: [{key: poor, account: free}, {key: rich, account: paid}]
              provider: {accountsWithoutStorage: [free]}
            """);
        Transcript said = new(emulator);

        Assert.Equal((402, 200), (await StatusAsync("poor"), await StatusAsync("rich")));

        async Task<int> StatusAsync(string key)
        {
            said.KeyHeader = $"Api-Key: {key}";
            using var reply = await said.SendAsync(said.Request(HttpMethod.Post, Path, Stored));
            return (int)reply.StatusCode;
        }
    }

    [Theory]
    [InlineData("sizes: {wide: 1536x640}", "\"proportion\":\"wide\"", 1536, 640)]
    [InlineData("sizes: {square: 256x256}, defaultProportion: square", "\"format\":\"PNG\"", 256, 256)]
    public async Task Sizes_ThatAreSet_AreThoseOfPictures(string rules, string more, int width, int height)
    {
        await using var emulator = await StartAsync(rules);
        Transcript said = new(emulator) { KeyHeader = "Api-Key: pig" };

        var answer = JsonNode.Parse(await said.PostAsync(Path, $$"""{"prompt":"a cat",{{more}}}"""))!;
        var picture = DecodedPicture.From(Convert.FromBase64String((string)answer["image_data"]!));

        Assert.Equal((width, height), (picture.WidthPixels, picture.HeightPixels));
    }

    [Fact]
    public async Task Download_FirstLooks_FindNothing()
    {
        await using var emulator = await StartAsync("missingLooks: 2");
        Transcript said = new(emulator) { KeyHeader = "Api-Key: pig" };
        var url = (string)JsonNode.Parse(await said.PostAsync(Path, Stored))!["image_url"]!;
        var other = (string)JsonNode.Parse(await said.PostAsync(Path, Stored))!["image_url"]!;

        List<HttpStatusCode> statuses = [];
        foreach (var address in (string[])[url, url, url, url, other])
        {
            using var reply = await said.SendAsync(said.Request(HttpMethod.Get, address, null));
            statuses.Add(reply.StatusCode);
        }

        Assert.Equal(
            [HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound], statuses);
    }

    [Theory]
    [InlineData("Mozilla/5.0", 200)]
    [InlineData("Mozilla/5.0 (compatible; a client)", 200)]
    [InlineData("python-requests/2.32", 403)]
    [InlineData(null, 403)]
    public async Task Download_WhereBrowsersAreNeeded_LooksAtTheAgent(string? agent, int status)
    {
        await using var emulator = await StartAsync("needsBrowser: true");
        Transcript said = new(emulator) { KeyHeader = "Api-Key: pig" };
        var url = (string)JsonNode.Parse(await said.PostAsync(Path, Stored))!["image_url"]!;
        using var request = said.Request(HttpMethod.Get, url, null);
        request.Headers.TryAddWithoutValidation("User-Agent", agent);

        using var reply = await said.SendAsync(request);

        Assert.Equal(status, (int)reply.StatusCode);
    }

    [Theory]
    [InlineData("keyStatus: 402", "keyStatus", "402 says nothing about a key; write 401 or 403")]
    [InlineData("storageStatus: 401", "storageStatus", "401 says nothing about a plan; write 402 or 403")]
    [InlineData("failureStatus: 502", "failureStatus", "502 says nothing about a failure; write 500 or 503")]
    [InlineData("languages: []", "languages", "no request could name a language")]
    [InlineData("sizes: {wide: 1536}", "sizes.wide", "write width x height in pixels, each from 16 to 4096: 1216x832")]
    [InlineData("sizes: {wide: 9000x10}", "sizes.wide", "write width x height in pixels")]
    [InlineData("missingLooks: -1", "missingLooks", "")]
    [InlineData("defaultProportion: tall", "defaultProportion", "")]
    [InlineData("price: 1", "price", "")]
    public async Task Rules_ThatCannotBe_AreRefusedWithTheirKey(string rules, string key, string words)
    {
        var thrown = await Assert.ThrowsAsync<ScenarioFormatException>(() => StartAsync(rules));

        Assert.Contains($"provider.{key}", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(words, thrown.Message, StringComparison.Ordinal);
    }

    private static Task<TestEmulator> StartAsync(string rules) =>
        TestEmulator.StartAsync($"Flux/ImagePig: {{timing: {{runTime: 0s}}, provider: {{{rules}}}}}");
}
