using System.Net;
using System.Text.Json.Nodes;
using Emulator.Network;

namespace Emulator.Tests.Network;

/// <summary>Control is for those who started the server: foreign pages cannot forge it, and from elsewhere it takes the token.</summary>
public sealed class ControlGuardTests
{
    private const string Secret = "correct-horse-battery";

    [Theory]
    [InlineData("http://localhost/__emulator/journal", null, 200)]
    [InlineData("http://127.0.0.1:5380/__emulator/journal", "http://127.0.0.1:5380", 200)]
    [InlineData("http://[::1]:5380/__emulator/journal", null, 200)]
    [InlineData("http://page.localhost:5380/__emulator/journal", null, 200)]
    [InlineData("http://lab.example/__emulator/journal", "https://lab.example", 403)]
    [InlineData("http://evil.example/__emulator/journal", null, 403)]
    [InlineData("http://evil.example/__EMULATOR/journal", null, 403)]
    [InlineData("http://evil.example/metrics", null, 403)]
    [InlineData("http://evil.example/", null, 403)]
    [InlineData("http://127.0.0.1.evil.example/__emulator/journal", null, 403)]
    [InlineData("http://10.0.0.1/__emulator/journal", null, 403)]
    [InlineData("http://localhost/__emulator/journal", "http://evil.example", 403)]
    [InlineData("http://localhost:5380/__emulator/journal", "http://localhost:3000", 403)]
    [InlineData("http://localhost/__emulator/journal", "null", 403)]
    [InlineData("http://evil.example/health", "http://evil.example", 200)]
    public async Task Get_FromAPage_IsRefusedWhenItIsForeign(string address, string? origin, int status)
    {
        await using var emulator = await StartAsync("127.0.0.1", token: null);

        using var answer = await AskAsync(emulator, address, ("Origin", origin));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        if (status == 403)
        {
            Assert.NotNull(JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]);
        }
    }

    [Theory]
    [InlineData("X-Emulator-Token", Secret, 200)]
    [InlineData("Authorization", $"Bearer {Secret}", 200)]
    [InlineData("Authorization", $"bearer {Secret}", 200)]
    [InlineData("X-Emulator-Token", "correct-horse-batterz", 401)]
    [InlineData("X-Emulator-Token", "", 401)]
    [InlineData("Authorization", "Basic eDp5", 401)]
    [InlineData("Cookie", $"emulator-control-5380={Secret}", 401)]
    [InlineData("X-Other", null, 401)]
    public async Task Get_FromElsewhere_TakesTheToken(string header, string? value, int status)
    {
        await using var emulator = await StartAsync("0.0.0.0", ControlToken.Given(Secret));

        using var answer = await AskAsync(emulator, "http://emulator.lan:5380/__emulator/journal", (header, value));

        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.DoesNotContain(Secret, body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health", 200)]
    [InlineData("/metrics", 401)]
    [InlineData("/flux/v1/get_result?id=1", 404)]
    [InlineData("/__emulator/journal?token=correct-horse-battery", 401)]
    [InlineData("/?token=wrong", 401)]
    public async Task Get_WithoutTheHeader_OpensOnlyWhatIsNoControl(string path, int status)
    {
        await using var emulator = await StartAsync("0.0.0.0", ControlToken.Given(Secret));

        using var answer = await AskAsync(emulator, $"http://emulator.lan:5380{path}");

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Get_ThePageWithTheToken_LeavesACookieThatOpensControl()
    {
        await using var emulator = await StartAsync("0.0.0.0", ControlToken.Given(Secret));

        using var signedIn = await AskAsync(emulator, $"http://emulator.lan:5380/?token={Secret}");
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"));
        using var opened = await AskAsync(emulator, "http://emulator.lan:5380/__emulator/journal", ("Cookie", cookie.Split(';')[0]));
        using var forged = await AskAsync(
            emulator, "http://emulator.lan:5380/__emulator/journal", ("Cookie", cookie.Split(';')[0]), ("Origin", "http://evil.example"));

        Assert.Equal((HttpStatusCode.SeeOther, "./"), (signedIn.StatusCode, signedIn.Headers.Location!.OriginalString));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Secret, cookie, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (opened.StatusCode, forged.StatusCode));
        Assert.Empty(emulator.Journal);
    }

    [Fact]
    public async Task Get_FromThePageAtThePublicUrl_IsTheEmulatorsOwn()
    {
        await using var emulator = await StartAsync("0.0.0.0", ControlToken.Given(Secret));

        using var answer = await AskAsync(
            emulator, "http://lab.example/__emulator/journal", ("Origin", "https://lab.example"), (ControlGuard.Header, Secret));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public void Generate_Twice_IsTwoTokensOfRandomness()
    {
        var one = ControlToken.Generate();
        var other = ControlToken.Generate();

        Assert.Matches("^[0-9a-f]{32}$", one.Text);
        Assert.NotEqual(one.Text, other.Text);
        Assert.True(one.IsSame(one.Text));
        Assert.False(one.IsSame(other.Text));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("with a space in it")]
    [InlineData("schlüssel-schlüssel")]
    public void Given_NoToken_IsRefusedWithoutSayingIt(string text)
    {
        var refused = Assert.Throws<UnusableInputException>(() => ControlToken.Given(text));

        Assert.DoesNotContain(text, refused.Message, StringComparison.Ordinal);
    }

    private static Task<TestEmulator> StartAsync(string host, ControlToken? token) => TestEmulator.StartAsync(
        TestEmulator.Settings("DeepSeek/Chat: {}") with
        {
            Host = host,
            Network = new NetworkSettings { ControlToken = token, PublicUrl = PublicUrl.Parse("https://lab.example") },
        });

    private static async Task<HttpResponseMessage> AskAsync(
        TestEmulator emulator, string address, params (string Name, string? Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await emulator.SendAsync(request);
    }
}
