using System.Text.Json.Nodes;
using ScenarioFile;
using static Emulator.Tests.Flux.Bfl.BflFlight;

namespace Emulator.Tests.Flux.Bfl;

/// <summary>What a scenario can make of the provider where the provider is uncertain.</summary>
public sealed class BflRuleTests
{
    [Theory]
    [InlineData("", 404)]
    [InlineData("unknownTaskStatus: 200", 200)]
    public async Task UnknownTask_HasTheStatusOfTheScenario(string provider, int status)
    {
        await using var emulator = await StartWithAsync(provider);
        var said = Talk(emulator);

        using var reply = await said.SendAsync(said.Request(HttpMethod.Get, "/flux/v1/get_result?id=1", null));

        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Equal(
            """{"id":"1","status":"Task not found","result":null,"progress":null,"details":null,"preview":null}""",
            await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("", "Pending", "0.0", "Pending", "0.5")]
    [InlineData("statuses: {queued: reasoning, running: generating, progress: percent}", "Reasoning", "0.0", "Generating", "50.0")]
    [InlineData("statuses: {progress: none}", "Pending", "null", "Pending", "null")]
    public async Task Unfinished_IsCalledAsTheScenarioSays(string provider, string queued, string early, string running, string late)
    {
        await using var emulator = await StartWithAsync(provider);
        var said = Talk(emulator);
        var url = PollingUrl(await said.PostAsync(Pro, Cat));

        var first = await said.GetAsync(url);
        emulator.Clock.Advance(TimeSpan.FromSeconds(6));
        var second = await said.GetAsync(url);

        Assert.Contains($"\"status\":\"{queued}\",\"result\":null,\"progress\":{early},", first, StringComparison.Ordinal);
        Assert.Contains($"\"status\":\"{running}\",\"result\":null,\"progress\":{late},", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Task_AfterItsLifetime_IsNotFound()
    {
        await using var emulator = await StartWithAsync("taskLifetime: 1h");
        var said = Talk(emulator);
        var url = PollingUrl(await said.PostAsync(Pro, Cat));

        emulator.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        var before = await said.GetAsync(url);
        emulator.Clock.Advance(TimeSpan.FromTicks(1));
        var after = await said.GetAsync(url);

        Assert.Contains("\"status\":\"Ready\"", before, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"Task not found\"", after, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 403)]
    [InlineData("resignOnPoll: true", 200)]
    public async Task PolledAgainAfterTheExpiry_TheUrlIsGoodWhereTheScenarioSignsAnew(string provider, int status)
    {
        await using var emulator = await StartWithAsync(provider);
        var said = Talk(emulator);
        var url = PollingUrl(await said.PostAsync(Pro, Cat));
        emulator.Clock.Advance(TimeSpan.FromMinutes(11));

        var sample = (string)JsonNode.Parse(await said.GetAsync(url))!["result"]!["sample"]!;
        using var reply = await said.SendAsync(said.Request(HttpMethod.Get, sample, null));

        Assert.Equal(status, (int)reply.StatusCode);
    }

    [Fact]
    public async Task Expiry_WrittenAnewByTheClient_DoesNotFitTheSignature()
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);
        var sample = (string)(await FinishAsync(emulator, said, "flux-pro-1.1", Cat))["result"]!["sample"]!;

        using var reply = await said.SendAsync(said.Request(HttpMethod.Get, sample.Replace("se=2026", "se=2027", StringComparison.Ordinal), null));

        Assert.Equal(403, (int)reply.StatusCode);
        Assert.Contains("Signature did not match", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RateHeaders_WhereTheScenarioWantsThem_StandOnTheRefusal()
    {
        await using var emulator = await StartWithAsync("rateHeaders: true", ", limits: [{name: tasks, activeJobs: 1}]");
        var said = Talk(emulator);
        await said.PostAsync(Pro, Cat);
        emulator.Clock.Advance(TimeSpan.FromSeconds(3));

        using var refused = await said.SendAsync(said.Request(HttpMethod.Post, Pro, Cat));

        Assert.Equal(
            ("1", "0", "1767571210", "7"),
            (Header("X-RateLimit-Limit"), Header("X-RateLimit-Remaining"), Header("X-RateLimit-Reset"), Header("Retry-After")));

        string Header(string name) => refused.Headers.GetValues(name).Single();
    }

    [Fact]
    public async Task Poll_WhereTheScenarioAsksForAKey_NeedsOne()
    {
        await using var emulator = await StartWithAsync("pollNeedsKey: true");
        var said = Talk(emulator);
        var url = PollingUrl(await said.PostAsync(Pro, Cat));

        var withKey = await said.GetAsync(url);
        said.KeyHeader = null;

        Assert.Contains("\"status\":\"Pending\"", withKey, StringComparison.Ordinal);
        Assert.Equal("""{"detail":"Not authenticated"}""", await said.GetAsync(url));
    }

    [Theory]
    [InlineData("unknownTaskStatus: 410", "the provider never answered 410; write 404 or 200")]
    [InlineData("pollingHost: example.com", "example.com is no API host; write one such as api.us6.bfl.ai")]
    [InlineData("deliveryHost: api.bfl.ai", "api.bfl.ai is no delivery host; write one such as delivery-us1.bfl.ai")]
    [InlineData("polingHost: api.bfl.ai", "polingHost")]
    public async Task Provider_Wrong_IsRefusedInOneSentence(string provider, string problem)
    {
        var thrown = await Assert.ThrowsAsync<ScenarioFormatException>(() => StartWithAsync(provider));

        Assert.Contains(problem, thrown.Message, StringComparison.Ordinal);
    }
}
