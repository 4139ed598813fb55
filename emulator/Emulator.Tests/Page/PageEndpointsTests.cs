using System.Net;
using Emulator.Network;
using Emulator.Page;

namespace Emulator.Tests.Page;

/// <summary>The live page's files: whole, nobody else's, not asked for twice, and behind the same door as control.</summary>
public sealed class PageEndpointsTests
{
    public static TheoryData<string> Files => [.. PageFile.All.Keys];

    [Theory]
    [InlineData("/")]
    [InlineData("/@shard-7/")]
    [InlineData("/@shard-7")]
    public async Task Get_TheStart_IsThePageWithAStrictPolicy(string path)
    {
        await using var emulator = await TestEmulator.StartAsync();

        using var answer = await emulator.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'self'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Empty(emulator.Journal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Get_AFile_IsSentOnceAndNamesNoOtherServer(string name)
    {
        await using var emulator = await TestEmulator.StartAsync();
        Uri address = new($"/__emulator/page/{name}", UriKind.Relative);

        using var first = await emulator.Client.GetAsync(address, TestContext.Current.CancellationToken);
        using HttpRequestMessage again = new(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await emulator.SendAsync(again);

        var text = await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, second.StatusCode));
        Assert.DoesNotContain("://", text.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AFileThatIsNone_IsRefused()
    {
        await using var emulator = await TestEmulator.StartAsync();

        using var answer = await emulator.Client.GetAsync(
            new Uri("/__emulator/page/..%2Fappsettings.json", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/@shard-7/")]
    [InlineData("/__emulator/page/page.js")]
    [InlineData("/@shard-7/__emulator/page/page.js")]
    public async Task Get_FromElsewhereWithoutTheToken_IsRefused(string path)
    {
        var settings = TestEmulator.Settings("DeepSeek/Chat: {}") with
        {
            Host = "0.0.0.0",
            Network = new NetworkSettings { ControlToken = ControlToken.Given("correct-horse-battery") },
        };
        await using var emulator = await TestEmulator.StartAsync(settings);

        using var answer = await emulator.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
