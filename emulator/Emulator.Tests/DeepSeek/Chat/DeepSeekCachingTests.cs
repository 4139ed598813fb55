using System.Globalization;
using System.Text.Json.Nodes;
using Emulator.DeepSeek.Chat.Caching;

namespace Emulator.Tests.DeepSeek.Chat;

/// <summary>What a prompt finds of those before it; the examples are those of the provider's own page.</summary>
public sealed class DeepSeekCachingTests
{
    private static readonly TimeSpan Built = TimeSpan.FromSeconds(3);

    private static readonly string A = Message("system", "You know this. ", 40);
    private static readonly string B = Message("user", "What of b? ", 20);
    private static readonly string C = Message("user", "What of c? ", 20);
    private static readonly string D = Message("user", "What of d? ", 20);

    [Fact]
    public async Task Complete_FirstRequest_IsAllMisses()
    {
        await using var flight = await DeepSeekFlight.StartAsync("");

        var usage = await UsageAsync(flight, [A, B]);

        Assert.Equal(0, Hit(usage));
        Assert.Equal((int)usage["prompt_tokens"]!, (int)usage["prompt_cache_miss_tokens"]!);
    }

    [Fact]
    public async Task Complete_PromptThatGoesOn_HitsAllOfTheOneBefore()
    {
        await using var flight = await DeepSeekFlight.StartAsync("");
        var first = await UsageAsync(flight, [A, B]);
        flight.Clock.Advance(Built);

        var second = await UsageAsync(flight, [A, B, C]);

        Assert.Equal((int)first["prompt_tokens"]!, Hit(second));
        Assert.Equal((int)second["prompt_tokens"]!, Hit(second) + (int)second["prompt_cache_miss_tokens"]!);
        Assert.Equal(Hit(second), (int)second["prompt_tokens_details"]!["cached_tokens"]!);
    }

    [Fact]
    public async Task Complete_CommonBeginning_IsHitByTheThirdRequestOnly()
    {
        await using var flight = await DeepSeekFlight.StartAsync("");
        await UsageAsync(flight, [A, B]);
        flight.Clock.Advance(Built);
        var second = await UsageAsync(flight, [A, C]);
        flight.Clock.Advance(Built);

        var third = await UsageAsync(flight, [A, D]);

        Assert.Equal(0, Hit(second));
        Assert.InRange(Hit(third), 180, (int)third["prompt_tokens"]! - 60);
    }

    [Fact]
    public async Task Complete_AnswerSentBack_IsHitToo()
    {
        await using var flight = await DeepSeekFlight.StartAsync("");
        var first = await flight.ChatAsync(Body([A, B]));
        var answer = first["choices"]![0]!["message"]!;
        JsonObject sentBack = new() { ["role"] = "assistant", ["content"] = (string?)answer["content"] };
        flight.Clock.Advance(Built);

        var second = await UsageAsync(flight, [A, B, sentBack.ToJsonString(), C]);

        Assert.True(Hit(second) > (int)first["usage"]!["prompt_tokens"]!, $"{Hit(second)} tokens hit");
    }

    [Fact]
    public async Task Complete_BeforeTheUnitIsBuilt_Misses()
    {
        await using var flight = await DeepSeekFlight.StartAsync("cache: {buildTime: 10s}");
        await UsageAsync(flight, [A, B]);
        flight.Clock.Advance(TimeSpan.FromSeconds(9));
        var early = await UsageAsync(flight, [A, B]);
        flight.Clock.Advance(TimeSpan.FromSeconds(1));

        var late = await UsageAsync(flight, [A, B]);

        Assert.Equal(0, Hit(early));
        Assert.Equal((int)late["prompt_tokens"]!, Hit(late));
    }

    [Fact]
    public async Task Complete_UnitThatNobodyUsed_Vanishes()
    {
        await using var flight = await DeepSeekFlight.StartAsync("cache: {lifetime: 1h}");
        await UsageAsync(flight, [A, B]);
        flight.Clock.Advance(TimeSpan.FromMinutes(50));
        var used = await UsageAsync(flight, [A, B]);
        flight.Clock.Advance(TimeSpan.FromMinutes(50));
        var usedAgain = await UsageAsync(flight, [A, B]);
        flight.Clock.Advance(TimeSpan.FromMinutes(61));

        var unused = await UsageAsync(flight, [A, B]);

        Assert.True(Hit(used) > 0 && Hit(usedAgain) > 0);
        Assert.Equal(0, Hit(unused));
    }

    [Fact]
    public async Task Complete_OtherOwner_FindsNothing()
    {
        await using var flight = await DeepSeekFlight.StartAsync("");
        await UsageAsync(flight, [A, B], ""","user_id":"one" """);
        flight.Clock.Advance(Built);

        Assert.Equal(0, Hit(await UsageAsync(flight, [A, B], ""","user_id":"two" """)));
        Assert.Equal(0, Hit(await UsageAsync(flight, [A, B])));
        Assert.Equal(0, Hit((await flight.ChatAsync(Body([A, B], ""","user_id":"one" """), "sk-other"))["usage"]!));
        Assert.True(Hit(await UsageAsync(flight, [A, B], ""","user_id":"one" """)) > 0);
    }

    [Fact]
    public async Task Complete_LongInput_IsCachedAtIntervals()
    {
        await using var flight = await DeepSeekFlight.StartAsync("cache: {interval: 256}");
        var end = Message("user", "What of the end? ", 10);
        var shared = new string('x', 3000);
        await UsageAsync(flight, [$$"""{"role":"user","content":"{{shared}} one"}""", end]);
        flight.Clock.Advance(Built);

        var other = await UsageAsync(flight, [$$"""{"role":"user","content":"{{shared}} two"}""", end]);

        Assert.Equal(768, Hit(other));
    }

    [Fact]
    public async Task Complete_BeforeV4_HitsBlocksOf64()
    {
        await using var flight = await DeepSeekFlight.StartAsync("catalogDate: 2025-12-02");
        await UsageAsync(flight, [A, B], model: "deepseek-chat");
        flight.Clock.Advance(Built);

        var second = await UsageAsync(flight, [A, C], model: "deepseek-chat");
        var shorter = await UsageAsync(flight, [Message("user", "Short. ", 4)], model: "deepseek-chat");
        flight.Clock.Advance(Built);
        var shorterAgain = await UsageAsync(flight, [Message("user", "Short. ", 4)], model: "deepseek-chat");

        Assert.True(Hit(second) >= 128);
        Assert.Equal(0, Hit(second) % 64);
        Assert.Equal((0, 0), (Hit(shorter), Hit(shorterAgain)));
    }

    [Fact]
    public async Task Complete_CacheOff_Misses()
    {
        await using var flight = await DeepSeekFlight.StartAsync("cache: {enabled: false}");
        await UsageAsync(flight, [A, B]);
        flight.Clock.Advance(Built);

        Assert.Equal(0, Hit(await UsageAsync(flight, [A, B])));
    }

    [Fact]
    public async Task Complete_Hit_CostsTheHitsPrice()
    {
        await using var flight = await DeepSeekFlight.StartAsync("");
        await UsageAsync(flight, [A, B]);
        flight.Clock.Advance(Built);

        var usage = await UsageAsync(flight, [A, B]);

        var cost = (Hit(usage) * 0.003m) + ((int)usage["completion_tokens"]! * 0.60m);
        Assert.Equal((long)Math.Ceiling(cost), (long)flight.Emulator.Journal[1]["units"]!["microUsd"]!);
    }

    [Fact]
    public async Task Reset_Jobs_ForgetsTheCache()
    {
        await using var flight = await DeepSeekFlight.StartAsync("");
        await UsageAsync(flight, [A, B]);
        flight.Clock.Advance(Built);
        using var reset = await flight.Emulator.Client.PostAsync(
            new Uri("/__emulator/reset", UriKind.Relative), new StringContent("""{"jobs": true}"""), TestContext.Current.CancellationToken);

        Assert.Equal(0, Hit(await UsageAsync(flight, [A, B])));
    }

    [Fact]
    public void Cache_MoreThanItHolds_ForgetsTheOldest()
    {
        PromptCache cache = new();
        DeepSeekCacheSection section = new() { BuildTime = TimeSpan.Zero };
        var now = DateTimeOffset.UnixEpoch;
        for (var number = 1UL; number <= PromptCache.Capacity + 1; number++)
        {
            cache.Take([new PromptMark(number, 100, IsUnit: true)], section, now);
        }

        Assert.Equal(PromptCache.Capacity, cache.Count);
        Assert.Equal(100, cache.Take([new PromptMark(2, 100, IsUnit: false)], section, now));
        Assert.Equal(0, cache.Take([new PromptMark(1, 100, IsUnit: false)], section, now));
    }

    private static async Task<JsonNode> UsageAsync(
        DeepSeekFlight flight, string[] messages, string more = "", string model = "deepseek-flash") =>
        (await flight.ChatAsync(Body(messages, more, model)))["usage"]!;

    private static int Hit(JsonNode usage) => (int)usage["prompt_cache_hit_tokens"]!;

    private static string Body(string[] messages, string more = "", string model = "deepseek-flash") =>
        $$"""{"model":"{{model}}"{{more}},"messages":[{{string.Join(',', messages)}}]}""";

    private static string Message(string role, string text, int times) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"role":"{{role}}","content":"{{string.Concat(Enumerable.Repeat(text, times))}}"}""");
}
