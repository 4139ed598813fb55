using Emulator.Exchanges;

namespace Emulator.Tests.Exchanges;

/// <summary>A mistyped path leads to the one that was meant, and nonsense to none.</summary>
public sealed class NearestPathTests
{
    [Theory]
    [InlineData("POST", "/deepseek/chat/completion", "POST /deepseek/chat/completions")]
    [InlineData("POST", "/deepseek/v1/completions", "POST /deepseek/v1/chat/completions")]
    [InlineData("POST", "/chat/completions", "POST /deepseek/chat/completions")]
    [InlineData("GET", "/DeepSeek/model", "GET /deepseek/models")]
    [InlineData("POST", "/flux/v1/flux-pro-1.2", "POST /flux/v1/flux-pro-1.1")]
    [InlineData("GET", "/nanobanana/v1/job/job_1", "GET /nanobanana/v1/jobs/{id}")]
    [InlineData("GET", "/favicon.ico", null)]
    [InlineData("GET", "/", null)]
    public void To_WrongPath_IsTheNearestOrNone(string method, string path, string? nearest)
    {
        var operations = EmulatorApp.Dialects().SelectMany(dialect => dialect.Operations);

        Assert.Equal(nearest, NearestPath.To(method, path, operations));
    }

    [Fact]
    public async Task Send_UnknownPath_IsToldWhatThereIs()
    {
        await using var emulator = await TestEmulator.StartAsync();

        using var ours = await emulator.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/deepsek/chat/completions"));
        using var theirs = await emulator.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/flux/v1/flux-dex"));

        var body = await ours.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(404, (int)ours.StatusCode);
        Assert.Contains("\"nearest\":\"POST /deepseek/chat/completions\"", body, StringComparison.Ordinal);
        Assert.Contains("http://localhost/imagepig", body, StringComparison.Ordinal);
        Assert.Equal(404, (int)theirs.StatusCode);
        Assert.EndsWith(
            "the nearest is POST /flux/v1/flux-dev",
            Assert.Single(theirs.Headers.GetValues("X-Emulator-Reason")),
            StringComparison.Ordinal);
    }
}
