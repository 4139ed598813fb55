namespace Emulator.Tests.Network;

/// <summary>Pages of other origins may do what each provider lets them, before the request and with it.</summary>
public sealed class CorsTests
{
    private const string Page = "https://app.example";

    [Theory]
    [InlineData("http://localhost/deepseek/chat/completions")]
    [InlineData("http://localhost/deepseek/models")]
    [InlineData("http://api.deepseek.com/chat/completions")]
    public async Task Preflight_AtAProviderThatEchoes_AllowsWhatIsAskedFor(string address)
    {
        await using var emulator = await TestEmulator.StartAsync();

        using var answer = await PreflightAsync(emulator, address);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(
            (Page, "POST", "authorization,content-type", "true"),
            (Header(answer, "Origin"), Header(answer, "Methods"), Header(answer, "Headers"), Header(answer, "Credentials")));
        Assert.Empty(emulator.Journal);
    }

    [Theory]
    [InlineData("http://localhost/flux/v1/flux-dev")]
    [InlineData("http://api.bfl.ai/v1/flux-dev")]
    [InlineData("http://localhost/imagepig/flux")]
    [InlineData("http://localhost/nanobanana/v1/images/generations")]
    public async Task Preflight_AtAProviderThatLetsNoneIn_IsAWrongMethod(string address)
    {
        await using var emulator = await TestEmulator.StartAsync();

        using var answer = await PreflightAsync(emulator, address);

        Assert.Equal(405, (int)answer.StatusCode);
        Assert.Null(Header(answer, "Origin"));
    }

    [Theory]
    [InlineData("/__emulator/journal")]
    [InlineData("/health")]
    [InlineData("/")]
    public async Task Preflight_AtTheEmulatorItself_AllowsNothing(string path)
    {
        await using var emulator = await TestEmulator.StartAsync();

        using var answer = await PreflightAsync(emulator, $"http://localhost{path}");

        Assert.False(answer.IsSuccessStatusCode);
        Assert.Null(Header(answer, "Origin"));
    }

    [Theory]
    [InlineData(Page, true)]
    [InlineData(null, false)]
    public async Task Send_ByAPage_CarriesTheOriginThatAsked(string? origin, bool isAllowed)
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var refused = TestEmulator.Chat("{}", key: null);
        refused.Headers.TryAddWithoutValidation("Origin", origin);

        using var answer = await emulator.SendAsync(refused);

        Assert.Equal(401, (int)answer.StatusCode);
        Assert.Equal(isAllowed ? Page : null, Header(answer, "Origin"));
        Assert.Equal("true", Header(answer, "Credentials"));
    }

    private static async Task<HttpResponseMessage> PreflightAsync(TestEmulator emulator, string address)
    {
        using HttpRequestMessage request = new(HttpMethod.Options, address);
        request.Headers.Add("Origin", Page);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        return await emulator.SendAsync(request);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues($"Access-Control-Allow-{name}", out var values) ? values.Single() : null;
}
