using System.Text.Json.Nodes;

namespace Emulator.Tests.NanoBanana.Gemini;

/// <summary>The 429s: which quota they name, and what they say of the wait.</summary>
public sealed class GeminiLimitTests
{
    private const string PerModel = "per: [project, model]";

    [Theory]
    [InlineData("limits: [{name: RPM, requests: 1, window: 1m, per: [project, model]}]", "minute")]
    [InlineData("limits: [{name: RPD, requests: 1, daily: America/Los_Angeles, per: [project, model]}]", "day")]
    [InlineData("limits: [{name: IPM, images: 1, window: 1m, per: [project, model]}]", "images")]
    [InlineData("limits: [{name: TPM, inputTokens: 4, window: 1m, per: [project, model]}]", "tokens")]
    [InlineData("limits: [{name: spend, money: 0.02, window: 10m, per: [project]}]", "spend")]
    [InlineData("limits: [{name: RPM, requests: 1, window: 1m, hidden: true}]", "hidden")]
    [InlineData("limits: [], faults: [{fault: refuse, status: 429, retryAfter: 3500ms}]", "planned")]
    [InlineData("limits: [], accounts: {poor: {balance: 0}}, keys: [{key: goog-key, account: poor}]", "balance")]
    public async Task Generate_LimitSpent_IsRefusedWithItsDetails(string more, string name)
    {
        await using var flight = await GeminiFlight.StartAsync(more: more);
        flight.Clock.Advance(TimeSpan.FromTicks(1_234_567));
        if (name is not ("planned" or "balance"))
        {
            Assert.Equal(200, (await flight.RefusalAsync(GeminiFlight.Ask())).Status);
        }

        flight.Clock.Advance(TimeSpan.FromTicks(436_544_681));
        var said = flight.Talk();
        await said.Note(name).PostAsync(GeminiFlight.PathOf(), GeminiFlight.Ask());

        Golden.Check(said.ToString(), $"limit-{name}.txt");
    }

    [Fact]
    public async Task FreeTier_IsRefusedForEver_WithoutAValue()
    {
        await using var flight = await GeminiFlight.StartAsync("tier: free");
        var said = flight.Talk();

        await said.Note("the free tier").PostAsync(GeminiFlight.PathOf("gemini-2.5-flash-image"), """{"contents":[{"parts":[{"text":"a fox"}]}]}""");
        flight.Clock.Advance(TimeSpan.FromDays(3));
        await said.Note("three days later").PostAsync(GeminiFlight.PathOf("gemini-2.5-flash-image"), """{"contents":[{"parts":[{"text":"a fox"}]}]}""");

        Golden.Check(said.ToString(), "limit-free.txt");
        Assert.Equal(9, (await flight.GetAsync("/gemini/v1beta/models"))["models"]!.AsArray().Count + 3);
    }

    [Fact]
    public async Task Projects_HaveTheirOwnTiersAndCounts()
    {
        await using var flight = await GeminiFlight.StartAsync(
            "layout: image, projects: {poor: free}",
            $$"""keys: [{key: a, project: one}, {key: b, project: one}, {key: c, project: two}, {key: d, project: poor}], limits: [{name: RPM, requests: 1, window: 1m, {{PerModel}}}]""");

        Assert.Equal(200, (await flight.RefusalAsync(GeminiFlight.Ask(), key: "a")).Status);
        Assert.Equal(429, (await flight.RefusalAsync(GeminiFlight.Ask(), key: "b")).Status);
        Assert.Equal(200, (await flight.RefusalAsync(GeminiFlight.Ask(), key: "c")).Status);
        Assert.Contains("limit: 0", (await flight.RefusalAsync(GeminiFlight.Ask(), key: "d")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DailyLimit_LiesOfItsWaitUnlessTold_AndEndsAtMidnightInCalifornia()
    {
        const string Day = "limits: [{name: RPD, requests: 1, daily: America/Los_Angeles, per: [project, model]}]";
        await using var flight = await GeminiFlight.StartAsync("dailyDelay: honest, layout: image", Day);
        await flight.JsonAsync(GeminiFlight.Ask());

        var delay = Delay(await flight.JsonAsync(GeminiFlight.Ask()));
        flight.Clock.Advance(delay);
        var status = (await flight.RefusalAsync(GeminiFlight.Ask())).Status;

        Assert.InRange(delay, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        Assert.Equal(200, status);
        await using var lying = await GeminiFlight.StartAsync(more: Day);
        await lying.JsonAsync(GeminiFlight.Ask());
        delay = Delay(await lying.JsonAsync(GeminiFlight.Ask()));
        lying.Clock.Advance(delay + TimeSpan.FromSeconds(1));
        Assert.InRange(delay, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60));
        Assert.Equal(429, (await lying.RefusalAsync(GeminiFlight.Ask())).Status);
    }

    [Fact]
    public async Task Refusal_HasNoRetryAfter_ButForScenariosThatWantIt()
    {
        await using var flight = await GeminiFlight.StartAsync(more: "limits: [{name: RPM, requests: 1, window: 1m}]");
        await using var wanting = await GeminiFlight.StartAsync(more: "limits: [{name: RPM, requests: 1, window: 1m, retryAfter: true}]");
        await flight.JsonAsync(GeminiFlight.Ask());
        await wanting.JsonAsync(GeminiFlight.Ask());

        using var plain = await flight.PostAsync(GeminiFlight.PathOf(), GeminiFlight.Ask());
        using var wanted = await wanting.PostAsync(GeminiFlight.PathOf(), GeminiFlight.Ask());

        Assert.False(plain.Headers.Contains("Retry-After"));
        Assert.Equal("60", wanted.Headers.GetValues("Retry-After").Single());
    }

    [Fact]
    public async Task Quotas_CanBeNamedByTheScenario()
    {
        await using var flight = await GeminiFlight.StartAsync(
            "quotas: {IPM: {metric: m/images, id: ImagesPerMinute}}", "limits: [{name: IPM, images: 1, window: 1m}]");
        await flight.JsonAsync(GeminiFlight.Ask());

        var violation = (await flight.JsonAsync(GeminiFlight.Ask()))["error"]!["details"]![1]!["violations"]![0]!;

        Assert.Equal(("m/images", "ImagesPerMinute", "1"), ((string?)violation["quotaMetric"], (string?)violation["quotaId"], (string?)violation["quotaValue"]));
    }

    [Theory]
    [InlineData("fractionalRetryDelay: false", "3s")]
    [InlineData("fractionalRetryDelay: true", "3.5s")]
    public async Task RetryDelay_CanHaveAFraction(string provider, string delay)
    {
        await using var flight = await GeminiFlight.StartAsync(provider, "limits: [], faults: [{fault: refuse, status: 429, retryAfter: 3500ms}]");

        var details = (await flight.JsonAsync(GeminiFlight.Ask()))["error"]!["details"]!.AsArray();

        Assert.Equal(delay, (string?)details[^1]!["retryDelay"]);
    }

    [Theory]
    [InlineData("tier1", 10)]
    [InlineData("tier2", 300)]
    public async Task DefaultLimits_FollowTheTier(string tier, int requests)
    {
        await using var emulator = await TestEmulator.StartAsync($"NanoBanana/Gemini: {{provider: {{tier: {tier}}}}}");

        var limits = JsonNode.Parse(await emulator.Client.GetStringAsync(
            new Uri("/__emulator/limits", UriKind.Relative), TestContext.Current.CancellationToken))!;

        Assert.Contains($"\"limit\":\"RPM\"", limits.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains($"\"permitLimit\":{requests}", limits.ToJsonString(), StringComparison.Ordinal);
    }

    private static TimeSpan Delay(JsonNode answer) => TimeSpan.FromSeconds(
        double.Parse(((string)answer["error"]!["details"]!.AsArray()[^1]!["retryDelay"]!).TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture));
}
