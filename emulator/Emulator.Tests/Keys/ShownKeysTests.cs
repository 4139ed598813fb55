using ScenarioFile;

namespace Emulator.Tests.Keys;

/// <summary>Keys and secrets are shown to nobody; a scenario that is read and put back still means them.</summary>
public sealed class ShownKeysTests
{
    private const string Section =
        """
        oauth: {clients: [{id: app, secret: veiled-secret, dialect: DeepSeek/Chat}]}
        dialects:
          DeepSeek/Chat: {timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}, keys: [sk-veiled-one, {key: sk-veiled-two, account: main}]}
        """;

    [Theory]
    [InlineData("scenario")]
    [InlineData("keys")]
    [InlineData("accounts")]
    [InlineData("limits")]
    [InlineData("journal")]
    [InlineData("faults")]
    [InlineData("runs")]
    public async Task Get_AnythingOfControl_ShowsNoKey(string path)
    {
        await using var flight = await KeyFlight.StartAsync(Section);
        await flight.StatusAsync("sk-veiled-one");
        await flight.StatusAsync("sk-veiled-other");

        var text = await flight.Emulator.Client.GetStringAsync(new Uri($"/__emulator/{path}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("veiled", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_TheScenarioThatWasRead_KeepsTheKeysBehindTheirFingerprints()
    {
        await using var flight = await KeyFlight.StartAsync(Section);
        await flight.PatchAsync("keys", """{"dialect": "DeepSeek/Chat", "key": "sk-veiled-two", "revoked": true}""");
        var (_, read) = await flight.ControlAsync(HttpMethod.Get, "scenario");
        read["emulator"]!["dialects"]!["DeepSeek/Chat"]!["failureStatus"] = 504;

        var put = await flight.ControlAsync(HttpMethod.Put, "scenario", read.ToJsonString());
        await flight.PatchAsync(
            "scenario", $$$$"""{"dialects": {"DeepSeek/Chat": {"keys": ["{{{{Fingerprint("sk-veiled-one")}}}}", {"key": "{{{{Fingerprint("sk-veiled-two")}}}}", "account": "main"}, "sk-added"]}}}""");

        Assert.True(put.Status == 200, $"{put.Body}");
        Assert.Equal(200, await flight.StatusAsync("sk-veiled-one"));
        Assert.Equal(401, await flight.StatusAsync("sk-veiled-two"));
        Assert.Equal(200, await flight.StatusAsync("sk-added"));
    }

    [Fact]
    public async Task Put_AFingerprintThatStandsForNothing_IsRefused()
    {
        await using var flight = await KeyFlight.StartAsync(Section);

        var put = await flight.ControlAsync(
            HttpMethod.Put, "scenario", "version: 1\ntitle: other\nemulator: {dialects: {DeepSeek/Chat: {keys: [k-01234567]}}}");

        Assert.Equal(400, put.Status);
        Assert.Contains("k-01234567 is the fingerprint of a key and no key", (string)put.Body["error"]!, StringComparison.Ordinal);
        Assert.Equal(200, await flight.StatusAsync("sk-veiled-one"));
    }

    [Theory]
    [InlineData("Flux/ImagePig: {accounts: {main: {credits: 3}}}", "nobody knows what Flux/ImagePig takes for its work")]
    [InlineData("Flux/ImagePig: {strictKeys: true}", "nobody knows what keys of Flux/ImagePig look like")]
    [InlineData("DeepSeek/Chat: {accounts: {main: {credits: 3}}}", "DeepSeek/Chat bills in dollars")]
    [InlineData("Flux/Bfl: {accounts: {main: {balance: 3}}}", "Flux/Bfl bills in credits")]
    [InlineData("Flux/Bfl: {concurrencyByBalance: suggested}", "at Flux/Bfl it does not depend on a balance")]
    [InlineData("DeepSeek/Chat: {keys: [{key: a, account: x}], accounts: {main: {balance: 3}}}", "there is no account x in accounts")]
    [InlineData("DeepSeek/Chat: {keys: [a, a]}", "the key is there twice")]
    [InlineData("DeepSeek/Chat: {keys: [{key: a, from: 2h, expires: 1h}]}", "the key expires before it begins")]
    [InlineData("DeepSeek/Chat: {strictKeys: true, keys: [sk-short]}", "strictKeys refuses this key")]
    [InlineData("DeepSeek/Chat: {concurrencyByBalance: {points: [{balance: 2, inFlight: 9}, {balance: 1, inFlight: 9}]}}", "the points do not rise")]
    [InlineData("DeepSeek/Chat: {accounts: {main: {balance: -1}}}", "an account does not begin with -1")]
    public async Task Start_WithWhatCannotBe_SaysSo(string dialects, string what)
    {
        var refused = await Assert.ThrowsAsync<ScenarioFormatException>(() => KeyFlight.StartAsync($"dialects:\n  {dialects}"));

        Assert.Contains(refused.Problems, problem => problem.What == what);
    }

    [Fact]
    public async Task Scenario_WithPlainKeysAlone_IsNamedAsItAlwaysWas()
    {
        await using var plain = await KeyFlight.StartAsync("dialects:\n  DeepSeek/Chat: {keys: [sk-one]}");

        using var read = await plain.Emulator.Client.GetAsync(new Uri("/__emulator/scenario", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("f7a9f4e5", read.Headers.GetValues("X-Emulator-Fingerprint").Single());
    }

    private static string Fingerprint(string key) => Emulator.Keys.KeyHash.Of(key).Fingerprint;
}
