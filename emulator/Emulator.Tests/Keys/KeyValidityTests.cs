namespace Emulator.Tests.Keys;

/// <summary>A key is accepted from the instant it begins to the instant it ends or is revoked, and refused as the provider does.</summary>
public sealed class KeyValidityTests
{
    [Fact]
    public async Task Chat_KeyWithTimes_IsAcceptedFromItsBeginningAndRefusedAtTheInstantOfItsEnd()
    {
        await using var flight = await KeyFlight.DeepSeekAsync("keys: [{key: sk-timed, from: 10s, expires: 2h}, sk-plain]");

        var before = await flight.StatusAsync("sk-timed");
        flight.Clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        var justBefore = await flight.StatusAsync("sk-timed");
        flight.Clock.Advance(TimeSpan.FromTicks(1));
        var atFirst = await flight.StatusAsync("sk-timed");
        flight.Clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        var atLast = await flight.StatusAsync("sk-timed");
        flight.Clock.Advance(TimeSpan.FromTicks(1));
        using var expired = await flight.ChatAsync("sk-timed");

        Assert.Equal([401, 401, 200, 200], [before, justBefore, atFirst, atLast]);
        Assert.Equal(401, (int)expired.StatusCode);
        Assert.Equal("the key expired at 2026-01-05T02:00:00.000Z", KeyFlight.ReasonOf(expired));
        Assert.Equal(200, await flight.StatusAsync("sk-plain"));
        Assert.Equal(401, await flight.StatusAsync("sk-other"));
    }

    [Fact]
    public async Task Patch_RevokesBetweenTwoCalls_RefusesTheSecondAndGivesItBack()
    {
        await using var flight = await KeyFlight.DeepSeekAsync("keys: [sk-one, sk-two]");
        var fingerprint = await FingerprintAsync(flight, 0);

        var first = await flight.StatusAsync("sk-one");
        await flight.PatchAsync("keys", $$"""{"dialect": "DeepSeek/Chat", "fingerprint": "{{fingerprint}}", "revoked": true}""");
        using var second = await flight.ChatAsync("sk-one");
        var other = await flight.StatusAsync("sk-two");
        await flight.PatchAsync("keys", """{"dialect": "DeepSeek/Chat", "key": "sk-one", "revoked": false}""");
        var third = await flight.StatusAsync("sk-one");

        Assert.Equal([200, 401, 200, 200], [first, (int)second.StatusCode, other, third]);
        Assert.Equal("the key was revoked", KeyFlight.ReasonOf(second));
        Assert.Contains("****-one", await KeyFlight.TextAsync(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patch_KeyThatNoListNames_IsRefusedFromThenOn()
    {
        await using var flight = await KeyFlight.DeepSeekAsync("keys: null");
        var before = await flight.StatusAsync("sk-any");
        var seen = await FingerprintAsync(flight, 0);

        await flight.PatchAsync("keys", $$"""{"dialect": "DeepSeek/Chat", "fingerprint": "{{seen}}", "expires": "5m"}""");
        await flight.PatchAsync("keys", """{"dialect": "DeepSeek/Chat", "key": "sk-never-used", "revoked": true}""");
        var stillValid = await flight.StatusAsync("sk-any");
        flight.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal([200, 200], [before, stillValid]);
        Assert.Equal(401, await flight.StatusAsync("sk-any"));
        Assert.Equal(401, await flight.StatusAsync("sk-never-used"));
        Assert.Equal(200, await flight.StatusAsync("sk-third"));
    }

    [Fact]
    public async Task Post_NewKey_IsAcceptedUntilAReset()
    {
        await using var flight = await KeyFlight.DeepSeekAsync("keys: [{key: sk-one, expires: 1h}]");

        var added = await flight.ControlAsync(
            HttpMethod.Post, "keys", """{"dialect": "DeepSeek/Chat", "key": "sk-new", "account": "team", "expires": "90s"}""");
        var again = await flight.ControlAsync(HttpMethod.Post, "keys", """{"dialect": "DeepSeek/Chat", "key": "sk-new"}""");
        var accepted = await flight.StatusAsync("sk-new");
        flight.Clock.Advance(TimeSpan.FromHours(1));
        var expired = await flight.StatusAsync("sk-one");
        await flight.ControlAsync(HttpMethod.Post, "reset", """{"keys": true}""");

        Assert.Equal((201, 409, 200, 401), (added.Status, again.Status, accepted, expired));
        Assert.Equal("team", (string?)flight.Emulator.Journal[0]["account"]);
        Assert.Equal(200, await flight.StatusAsync("sk-one"));
        Assert.Equal(401, await flight.StatusAsync("sk-new"));
    }

    [Fact]
    public async Task Patch_ScenarioElsewhere_KeepsRevocationsAndBalances()
    {
        await using var flight = await KeyFlight.DeepSeekAsync(
            "keys: [sk-one, {key: sk-two, account: main}], accounts: {main: {balance: 5}}");
        await flight.PatchAsync("keys", """{"dialect": "DeepSeek/Chat", "key": "sk-one", "revoked": true}""");
        await flight.StatusAsync("sk-two");
        var spent = await flight.ControlAsync(HttpMethod.Get, "accounts");

        await flight.PatchAsync("scenario", """{"dialects": {"DeepSeek/Chat": {"delay": "1ms", "keys": ["sk-one", {"key": "sk-two", "account": "main"}, "sk-three"]}}}""");

        Assert.Equal(401, await flight.StatusAsync("sk-one"));
        Assert.Equal(spent.Body.ToJsonString(), (await flight.ControlAsync(HttpMethod.Get, "accounts")).Body.ToJsonString());
    }

    [Fact]
    public async Task Limits_PerAccountAndProject_CountOverKeys()
    {
        await using var flight = await KeyFlight.StartAsync(
            """
            dialects:
              DeepSeek/Chat:
                timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}
                keys:
                  - {key: sk-a1, account: a, project: p}
                  - {key: sk-a2, account: a, project: q}
                  - {key: sk-b1, account: b, project: p}
                limits:
                  - {name: by account, requests: 2, window: 1h, per: [account]}
                  - {name: by project, requests: 3, window: 1h, per: [project]}
            """);

        List<int> statuses = [];
        foreach (var key in new[] { "sk-a1", "sk-a2", "sk-a1", "sk-b1", "sk-b1", "sk-b1" })
        {
            statuses.Add(await flight.StatusAsync(key));
        }

        Assert.Equal([200, 200, 429, 200, 200, 429], statuses);
        Assert.Equal(["a", "a", "a", "b", "b", "b"], flight.Emulator.Journal.Select(line => (string)line["account"]!));
    }

    [Theory]
    [InlineData("sk-0123456789abcdef0123456789abcdef", 200)]
    [InlineData("sk-0123456789ABCDEF0123456789abcdef", 401)]
    [InlineData("sk-test", 401)]
    public async Task Chat_StrictKeys_TakesOnlyTheProvidersForm(string key, int status)
    {
        await using var flight = await KeyFlight.DeepSeekAsync("strictKeys: true");

        using var answer = await flight.ChatAsync(key);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 401, answer.Headers.Contains("X-Emulator-Reason"));
    }

    [Fact]
    public async Task Submit_StrictKeysAtBfl_SaysThatTheFormIsWrong()
    {
        await using var flight = await KeyFlight.StartAsync("dialects:\n  Flux/Bfl: {strictKeys: true}");

        var wrong = await flight.BflAsync("bfl-with-hyphen", HttpMethod.Get, "credits");
        var right = await flight.BflAsync("bfl_right", HttpMethod.Get, "credits");

        Assert.Equal((422, """{"detail":"Invalid API key format"}"""), wrong);
        Assert.Equal(200, right.Status);
    }

    private static async Task<string> FingerprintAsync(KeyFlight flight, int index) =>
        (string)(await flight.ControlAsync(HttpMethod.Get, "keys")).Body["dialects"]!["DeepSeek/Chat"]!["keys"]![index]!["fingerprint"]!;
}
