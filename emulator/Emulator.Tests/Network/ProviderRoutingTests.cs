using System.Text;
using System.Text.Json.Nodes;
using Emulator.Network;

namespace Emulator.Tests.Network;

/// <summary>Under a provider's own host name the emulator is that provider, and nothing of the emulator's shows.</summary>
public sealed class ProviderRoutingTests
{
    private const string Quick = "DeepSeek/Chat: {timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}}";

    [Theory]
    [InlineData("http://api.deepseek.com/chat/completions")]
    [InlineData("https://API.DEEPSEEK.COM:8443/v1/chat/completions")]
    [InlineData("http://api.deepseek.com/beta/chat/completions")]
    public async Task Send_ToTheProvidersHost_IsAnsweredByTheDialect(string address)
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var chat = TestEmulator.Chat("""{"model":"deepseek-flash","messages":[{"role":"user","content":"hello"}]}""");
        chat.RequestUri = new Uri(address);

        using var answer = await emulator.SendAsync(chat);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("chat.completions", (string?)emulator.Journal.Single()["operation"]);
    }

    [Theory]
    [InlineData("http://api.deepseek.com/health", "DeepSeek/Chat")]
    [InlineData("http://api.deepseek.com/__emulator/journal", "DeepSeek/Chat")]
    [InlineData("http://api.deepseek.com/", "DeepSeek/Chat")]
    [InlineData("http://api.deepseek.com/deepseek/models", "DeepSeek/Chat")]
    [InlineData("http://api.nanobanana.com/health", "NanoBanana/Native")]
    [InlineData("http://api.nanobanana.com/jobs/1", "NanoBanana/Native")]
    [InlineData("http://api.nanobanana.com/v1/nothing", "NanoBanana/Native")]
    [InlineData("http://api.nanobananaapi.ai/health", "NanoBanana/TaskApi")]
    [InlineData("http://tempfile.aiquickdraw.com/health", "NanoBanana/TaskApi")]
    [InlineData("http://generativelanguage.googleapis.com/gemini/v1beta/models", "NanoBanana/Gemini")]
    [InlineData("http://api.bfl.ai/__emulator/journal", "Flux/Bfl")]
    [InlineData("http://api.bfl.ai/metrics", "Flux/Bfl")]
    [InlineData("http://delivery-us1.bfl.ai/health", "Flux/Bfl")]
    [InlineData("http://api.imagepig.com/health", "Flux/ImagePig")]
    public async Task Get_WhatTheProviderDoesNotHave_IsItsOwnNotFound(string address, string dialect)
    {
        await using var emulator = await TestEmulator.StartAsync(Quick);

        // DeepSeek and Gemini tell nobody without a key what they have not.
        emulator.Client.DefaultRequestHeaders.Add("Authorization", $"Bearer {TestEmulator.Key}");
        emulator.Client.DefaultRequestHeaders.Add("x-goog-api-key", TestEmulator.Key);
        using var answer = await emulator.Client.GetAsync(new Uri(address), TestContext.Current.CancellationToken);

        var line = emulator.Journal.Single();
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Equal((dialect, "unknown"), ((string?)line["dialect"], (string?)line["operation"]));
        Assert.DoesNotContain("baseUrls", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.us6.bfl.ai:8443", null, "https://api.us6.bfl.ai:8443/")]
    [InlineData("http://localhost/flux", null, "http://localhost/flux/")]
    [InlineData("http://localhost/flux", "https://lab.example/emu/", "https://lab.example/emu/flux/")]
    [InlineData("http://localhost/flux", "https://api.bfl.ai:8443", "https://api.bfl.ai:8443/")]
    [InlineData("http://api.bfl.ai", "https://api.bfl.ai", "https://api.bfl.ai/")]
    [InlineData("http://api.bfl.ai", "http://lab.example", "http://lab.example/flux/")]
    public async Task Submit_ByAnyName_HandsOutUrlsThatComeBackTheSameWay(string root, string? known, string expected)
    {
        await using var emulator = await StartAsync(known);

        var submitted = await SubmitAsync(emulator, $"{root}/v1/flux-dev", "x-key", "bfl_1", """{"prompt":"a fox"}""");
        emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        var pollingUrl = (string)submitted["polling_url"]!;
        var result = JsonNode.Parse(await GetAsync(emulator, known is null ? pollingUrl : $"{root}/v1/get_result?id={submitted["id"]}"))!;
        var sample = (string)result["result"]!["sample"]!;

        Assert.StartsWith($"{expected}v1/get_result?id=", pollingUrl, StringComparison.Ordinal);
        Assert.StartsWith($"{expected}delivery/results/", sample, StringComparison.Ordinal);
        if (known is null)
        {
            Assert.NotEmpty(await GetAsync(emulator, sample));
        }
    }

    [Fact]
    public async Task Download_FromADeliveryHost_IsTheSamePicture()
    {
        await using var emulator = await StartAsync(publicUrl: null);
        var submitted = await SubmitAsync(emulator, "http://api.bfl.ai/v1/flux-dev", "x-key", "bfl_1", """{"prompt":"a fox"}""");
        emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        var result = JsonNode.Parse(await GetAsync(emulator, (string)submitted["polling_url"]!))!;
        var sample = (string)result["result"]!["sample"]!;

        var delivered = await GetAsync(
            emulator, sample.Replace("http://api.bfl.ai/delivery/", "http://delivery-us1.bfl.ai/", StringComparison.Ordinal));

        Assert.Equal(await GetAsync(emulator, sample), delivered);
    }

    [Fact]
    public async Task Submit_ToNanoBananasHost_HandsOutAFileUrlOfThatHost()
    {
        await using var emulator = await StartAsync(publicUrl: null);
        var submitted = await SubmitAsync(
            emulator, "http://api.nanobanana.com/v1/images/generations", "Authorization", "Bearer nb-1", """{"prompt":"a fox"}""");
        emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        using var poll = new HttpRequestMessage(HttpMethod.Get, $"http://api.nanobanana.com/v1/jobs/{submitted["jobId"]}");
        poll.Headers.Add("Authorization", "Bearer nb-1");

        using var polled = await emulator.SendAsync(poll);

        var text = await polled.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("http://api.nanobanana.com/v1/files/", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://api.nanobanana.com/v1", "/v1/jobs/")]
    [InlineData("http://localhost/nanobanana/v1", "/nanobanana/v1/jobs/")]
    [InlineData("http://localhost/@mine/nanobanana/v1", "/@mine/nanobanana/v1/jobs/")]
    public async Task Submit_ByAnyName_IsLocatedWhereItsClientFindsIt(string root, string location)
    {
        await using var emulator = await StartAsync(publicUrl: null);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{root}/images/generations")
        {
            Content = new StringContent("""{"prompt":"a fox"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Authorization", "Bearer nb-1");

        using var answer = await emulator.SendAsync(request);

        Assert.StartsWith(location, answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    private static Task<TestEmulator> StartAsync(string? publicUrl) => TestEmulator.StartAsync(TestEmulator.Settings(Quick) with
    {
        Network = new NetworkSettings { PublicUrl = publicUrl is null ? null : PublicUrl.Parse(publicUrl) },
    });

    private static async Task<JsonNode> SubmitAsync(TestEmulator emulator, string url, string header, string key, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(header, key);
        using var answer = await emulator.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    private static Task<string> GetAsync(TestEmulator emulator, string url) =>
        emulator.Client.GetStringAsync(new Uri(url), TestContext.Current.CancellationToken);
}
