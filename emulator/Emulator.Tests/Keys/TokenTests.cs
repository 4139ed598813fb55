using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Emulator.Network;
using ScenarioFile;

namespace Emulator.Tests.Keys;

/// <summary>The token endpoint gives clients tokens that are keys until they expire, and says in RFC 6749's words why it does not.</summary>
public sealed class TokenTests
{
    private const string Secret = "very-secret";
    private const string Section =
        """
        oauth: {clients: [{id: app, secret: very-secret, dialect: DeepSeek/Chat, account: main, tokenLifetime: 10m}, {id: "a b", secret: "c:d", dialect: Flux/Bfl}]}
        dialects:
          DeepSeek/Chat: {timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}, keys: [sk-one], strictKeys: false, accounts: {main: {balance: 5}}}
        """;

    [Fact]
    public async Task Post_ClientCredentials_GivesATokenThatIsAKeyUntilItExpires()
    {
        await using var flight = await KeyFlight.StartAsync(Section);

        var (status, body, headers) = await AskAsync(flight, $"grant_type=client_credentials&client_id=app&client_secret={Secret}");
        var token = (string)body["access_token"]!;
        var first = await flight.StatusAsync(token);
        flight.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        var last = await flight.StatusAsync(token);
        flight.Clock.Advance(TimeSpan.FromTicks(1));
        using var expired = await flight.ChatAsync(token);

        Assert.Equal((200, "Bearer", 600L), (status, (string?)body["token_type"], (long)body["expires_in"]!));
        Assert.True(headers.CacheControl!.NoStore);
        Assert.Matches("^oat_[0-9A-Za-z]{43}$", token);
        Assert.Equal((200, 200, 401), (first, last, (int)expired.StatusCode));
        Assert.Equal("the key expired at 2026-01-05T00:10:00.000Z", KeyFlight.ReasonOf(expired));
        Assert.Equal("main", (string?)flight.Emulator.Journal[0]["account"]);
        Assert.DoesNotContain(flight.Emulator.Journal, line => line.ToJsonString().Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_Twice_GivesTwoTokensAndTheSameInTheNextRun()
    {
        await using var flight = await KeyFlight.StartAsync(Section);
        await using var again = await KeyFlight.StartAsync(Section);

        var one = await TokenAsync(flight);
        var two = await TokenAsync(flight);

        Assert.NotEqual(one, two);
        Assert.Equal(one, await TokenAsync(again));
    }

    [Theory]
    [InlineData("", 400, "invalid_request")]
    [InlineData("grant_type=password&client_id=app&client_secret=very-secret", 400, "unsupported_grant_type")]
    [InlineData("grant_type=client_credentials&client_id=app&client_secret=wrong", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=other&client_secret=very-secret", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&grant_type=client_credentials&client_id=app", 400, "invalid_request")]
    public async Task Post_WhatCannotBe_IsRefusedByItsCode(string form, int status, string error)
    {
        await using var flight = await KeyFlight.StartAsync(Section);

        var answer = await AskAsync(flight, form);

        Assert.Equal((status, error), (answer.Status, (string?)answer.Body["error"]));
        Assert.NotEmpty((string)answer.Body["error_description"]!);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain(Secret, answer.Body.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app:very-secret", 200)]
    [InlineData("a+b:c%3Ad", 200)]
    [InlineData("app:wrong", 401)]
    [InlineData("app", 401)]
    public async Task Post_Basic_IsReadAndDecoded(string pair, int status)
    {
        await using var flight = await KeyFlight.StartAsync(Section);

        var answer = await AskAsync(flight, "grant_type=client_credentials", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 401, answer.Headers.WwwAuthenticate.Count > 0);
    }

    [Fact]
    public async Task Post_Json_IsNoForm()
    {
        await using var flight = await KeyFlight.StartAsync(Section);

        var (status, body) = await flight.ControlAsync(HttpMethod.Post, "oauth/token", """{"grant_type": "client_credentials"}""");

        Assert.Equal((400, "invalid_request"), (status, (string?)body["error"]));
    }

    [Fact]
    public async Task Post_FromElsewhere_NeedsNoControlToken()
    {
        var settings = EmulatorSettings.From(ScenarioDocument.Parse(
            $"version: 1\ntitle: a test\nemulator:\n  {Section.ReplaceLineEndings("\n  ")}\n", "test.yaml"));
        await using var emulator = await TestEmulator.StartAsync(settings with
        {
            Host = "0.0.0.0",
            Network = new NetworkSettings { ControlToken = ControlToken.Given("correct-horse-battery") },
        });

        using HttpRequestMessage request = new(HttpMethod.Post, "http://emulator.lan/__emulator/oauth/token") { Content = Form($"grant_type=client_credentials&client_id=app&client_secret={Secret}") };
        using var token = await emulator.SendAsync(request);
        using HttpRequestMessage control = new(HttpMethod.Get, "http://emulator.lan/__emulator/keys");
        using var guarded = await emulator.SendAsync(control);

        Assert.Equal((200, 401), ((int)token.StatusCode, (int)guarded.StatusCode));
    }

    private static async Task<string> TokenAsync(KeyFlight flight) =>
        (string)(await AskAsync(flight, $"grant_type=client_credentials&client_id=app&client_secret={Secret}")).Body["access_token"]!;

    private static async Task<(int Status, JsonNode Body, HttpResponseHeaders Headers)> AskAsync(KeyFlight flight, string form, string? basic = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/__emulator/oauth/token") { Content = Form(form) };
        request.Headers.Authorization = basic is null ? null : new AuthenticationHeaderValue("Basic", basic);
        using var answer = await flight.Emulator.SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await KeyFlight.TextAsync(answer))!, answer.Headers);
    }

    private static StringContent Form(string form) => new(form, Encoding.UTF8, "application/x-www-form-urlencoded");
}
