using System.Net;
using System.Text.Json.Nodes;
using Emulator.Scenarios;
using ScenarioFile;
using static Emulator.Tests.Control.ControlTests;

namespace Emulator.Tests.Control;

/// <summary>Scenarios and faults that are changed while they are played.</summary>
public sealed class ScenarioControlTests
{
    private const string TwoAnHour =
        "DeepSeek/Chat: {timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}, limits: [{name: hourly, requests: 2, window: 1h}]}";

    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(RepositoryRoot.File("scenarios"), "*.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryRoot.Folder, file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Json_OfAScenarioFile_MeansTheSame(string file)
    {
        var settings = EmulatorSettings.From(ScenarioDocument.Load(RepositoryRoot.File(file)));
        var first = settings.FirstScenario(EmulatorApp.Dialects());

        var again = first.With(first.Json, EmulatorApp.Dialects());

        Assert.Equal(ScenarioFingerprint.Of(first.Section, 0), ScenarioFingerprint.Of(again.Section, 0));
        Assert.Equal(first.Section.Seed, again.Section.Seed);
    }

    [Fact]
    public async Task Patch_OneKnob_LeavesTheCountsOfWhatDidNotChange()
    {
        await using var emulator = await TestEmulator.StartAsync(TwoAnHour);
        Assert.Equal([200, 200, 429], await ChatsAsync(emulator, 3));

        await AskAsync(emulator, HttpMethod.Patch, "/__emulator/scenario", """{"dialects": {"DeepSeek/Chat": {"failureRate": 1}}}""");
        Assert.Equal([429], await ChatsAsync(emulator, 1));
        emulator.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal([503], await ChatsAsync(emulator, 1));
        await AskAsync(emulator, HttpMethod.Patch, "/__emulator/scenario", """{"dialects": {"DeepSeek/Chat": {"failureRate": null}}}""");

        Assert.Equal([200, 429], await ChatsAsync(emulator, 2));
    }

    [Fact]
    public async Task Patch_AChangedLimit_BeginsEmpty()
    {
        await using var emulator = await TestEmulator.StartAsync(TwoAnHour);
        await ChatsAsync(emulator, 2);

        await AskAsync(
            emulator, HttpMethod.Patch, "/__emulator/scenario", """{"dialects": {"DeepSeek/Chat": {"limits": [{"name": "hourly", "requests": 3, "window": "1h"}]}}}""");

        Assert.Equal([200, 200, 200, 429], await ChatsAsync(emulator, 4));
    }

    [Theory]
    [InlineData("""{"dialects": {"DeepSeek/Chat": {"failureRate": 7}}}""", "failureRate")]
    [InlineData("""{"dialects": {"DeepSeek/Chat": {"falureRate": 0.7}}}""", "falureRate")]
    [InlineData("""{"dialects": {"DeepSeek": {}}}""", "there is no dialect DeepSeek")]
    [InlineData("""{"dialects": {"Flux/Bfl": {"port": 5555}}}""", "ports are listened on when the server starts")]
    public async Task Patch_Wrong_IsRefusedAndTheOldOneGoesOn(string patch, string words)
    {
        await using var emulator = await TestEmulator.StartAsync(TwoAnHour);
        var before = (await AskAsync(emulator, HttpMethod.Get, "/__emulator/scenario")).ToJsonString();

        var refusal = await AskAsync(emulator, HttpMethod.Patch, "/__emulator/scenario", patch, HttpStatusCode.BadRequest);

        Assert.Contains(words, (string)refusal["error"]!, StringComparison.Ordinal);
        Assert.Equal(before, (await AskAsync(emulator, HttpMethod.Get, "/__emulator/scenario")).ToJsonString());
    }

    [Fact]
    public async Task Put_Yaml_IsPlayed_AndResetGoesBack()
    {
        await using var emulator = await TestEmulator.StartAsync(TwoAnHour);

        var played = await AskAsync(
            emulator, HttpMethod.Put, "/__emulator/scenario", "version: 1\ntitle: all fail\nemulator:\n  seed: 99\n  dialects:\n    DeepSeek/Chat: {failureRate: 1, failureStatus: 500}\n");
        Assert.Equal(("all fail", 99), ((string)played["title"]!, (int)played["emulator"]!["seed"]!));
        Assert.Equal([500], await ChatsAsync(emulator, 1));
        await AskAsync(emulator, HttpMethod.Post, "/__emulator/reset", """{"scenario": true}""");

        Assert.Equal([200], await ChatsAsync(emulator, 1));
    }

    [Fact]
    public async Task Put_WhatGetGave_ChangesNothing()
    {
        await using var emulator = await TestEmulator.StartAsync(TwoAnHour);
        await ChatsAsync(emulator, 2);
        using var before = await emulator.Client.GetAsync(new Uri("/__emulator/scenario", UriKind.Relative));
        using StringContent got = new(await before.Content.ReadAsStringAsync());

        using var after = await emulator.Client.PutAsync(new Uri("/__emulator/scenario", UriKind.Relative), got);

        Assert.Equal(await before.Content.ReadAsStringAsync(), await after.Content.ReadAsStringAsync());
        Assert.Equal(before.Headers.GetValues("X-Emulator-Fingerprint"), after.Headers.GetValues("X-Emulator-Fingerprint"));
        Assert.Equal([429], await ChatsAsync(emulator, 1));
    }

    [Fact]
    public async Task Faults_AsSwitches_BreakAndHeal()
    {
        await using var emulator = await TestEmulator.StartAsync("DeepSeek/Chat: {timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}}");

        await AskAsync(emulator, HttpMethod.Post, "/__emulator/faults", """{"dialect": "DeepSeek/Chat", "fault": "refuse", "status": 500}""", HttpStatusCode.Created);
        Assert.Equal([500], await ChatsAsync(emulator, 1));
        await AskAsync(emulator, HttpMethod.Patch, "/__emulator/faults", """{"dialect": "DeepSeek/Chat", "index": 0, "enabled": false}""");
        Assert.Equal([200], await ChatsAsync(emulator, 1));
        await AskAsync(emulator, HttpMethod.Patch, "/__emulator/faults", """{"dialect": "DeepSeek/Chat", "index": 0, "enabled": true}""");
        Assert.Equal([500], await ChatsAsync(emulator, 1));
        var left = await AskAsync(emulator, HttpMethod.Delete, "/__emulator/faults?dialect=DeepSeek/Chat&index=0");

        Assert.Empty(left["dialects"]!["DeepSeek/Chat"]!.AsArray());
        Assert.Equal([200], await ChatsAsync(emulator, 1));
    }

    [Theory]
    [InlineData("POST", """{"fault": "stall"}""", "dialect says whose fault it is")]
    [InlineData("POST", """{"dialect": "DeepSeek/Chat", "fault": "explode"}""", "explode")]
    [InlineData("POST", """{"dialect": "DeepSeek/Chat", "fault": "stall", "frame": 3}""", "frame")]
    [InlineData("PATCH", """{"dialect": "DeepSeek/Chat", "index": 9, "enabled": false}""", "there is no fault 9")]
    [InlineData("PATCH", """{"dialect": "DeepSeek/Chat", "enabled": false}""", "index says which")]
    public async Task Faults_Wrong_AreRefused(string method, string body, string words)
    {
        await using var emulator = await TestEmulator.StartAsync(TwoAnHour);
        using HttpRequestMessage request = new(new HttpMethod(method), "/__emulator/faults") { Content = new StringContent(body) };

        using var response = await emulator.SendAsync(request);

        Assert.True((int)response.StatusCode is 400 or 404);
        Assert.Contains(words, (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!, StringComparison.Ordinal);
    }
}
