using System.Globalization;
using System.Text.Json.Nodes;
using VirtualTime;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Sections 8.6 and 10: what a prompt finds in the cache, and what it counts.</summary>
public sealed class CacheFactTests
{
    [Theory, ProviderFact("ds-8.6-continued")]
    public async Task Request_ThatGoesOn_HitsTheWholeOneBefore(string first, string second, int missed)
    {
        var usages = await AskAsync("", first, second);

        Assert.Equal(("A+B", "A+B+C"), (first, second));
        Assert.Equal(missed, (int)usages[0]["prompt_tokens"]! - Hit(usages[1]));
        Assert.True((int)usages[1]["prompt_tokens"]! > (int)usages[0]["prompt_tokens"]!);
    }

    [Theory, ProviderFact("ds-8.6-common")]
    public async Task Beginning_InCommon_HitsAtTheThirdRequest(string first, string second, int hit, string third)
    {
        var usages = await AskAsync("", first, second, third);

        Assert.Equal(("A+B", "A+C", "A+D"), (first, second, third));
        Assert.Equal((0, hit), (Hit(usages[0]), Hit(usages[1])));
        Assert.InRange(Hit(usages[2]), 200, 500);
    }

    [Theory, ProviderFact("ds-8.6-usage")]
    public async Task Usage_TellsHitsAndMisses(string hit, string miss, string sum, string details, string cached)
    {
        var usages = await AskAsync("", "A+B", "A+B+C");

        Assert.All(usages, usage => Assert.Equal((int)usage[sum]!, (int)usage[hit]! + (int)usage[miss]!));
        Assert.All(usages, usage => Assert.Equal((int)usage[hit]!, (int)usage[details]![cached]!));
        Assert.True((int)usages[1][hit]! > 0);
    }

    [Theory, ProviderFact("ds-8.6-user")]
    public async Task User_HasACacheOfItsOwn(string field, int hit)
    {
        VirtualClock clock = new();
        using var client = await DeepSeekAsk.StartAsync("limits: []", clock);
        await AskAsync(client, "A+B", $"\"{field}\":\"one\"");
        clock.Advance(TimeSpan.FromSeconds(5));

        var other = await AskAsync(client, "A+B", "\"user_id\":\"two\"");
        var same = await AskAsync(client, "A+B", "\"user_id\":\"one\"");

        Assert.Equal(hit, Hit(other));
        Assert.True(Hit(same) > 0);
    }

    [Theory, ProviderFact("ds-8.6-blocks")]
    public async Task Cache_BeforeV4_CountsInBlocks(string date, int block)
    {
        var usages = await AskAsync($", provider: {{catalogDate: {date}}}", "A+B", "A+C");

        Assert.True(Hit(usages[1]) >= block);
        Assert.Equal(0, Hit(usages[1]) % block);
    }

    [Theory, ProviderFact("ds-8.6-building")]
    public async Task Unit_IsThereAfterAWhile(int seconds)
    {
        VirtualClock clock = new();
        using var client = await DeepSeekAsk.StartAsync("limits: []", clock);
        await AskAsync(client, "A+B");
        clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        var early = Hit(await AskAsync(client, "A+B"));
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(0, early);
        Assert.True(Hit(await AskAsync(client, "A+B")) > 0);
    }

    [Theory, ProviderFact("ds-8.6-lifetime")]
    public async Task Unit_ThatNobodyUses_Vanishes(int hours)
    {
        VirtualClock clock = new();
        using var client = await DeepSeekAsk.StartAsync("limits: []", clock);
        await AskAsync(client, "A+B");
        clock.Advance(TimeSpan.FromHours(hours));
        var late = Hit(await AskAsync(client, "A+B"));
        clock.Advance(TimeSpan.FromHours(hours) + TimeSpan.FromSeconds(1));

        Assert.True(late > 0);
        Assert.Equal(0, Hit(await AskAsync(client, "A+B")));
    }

    [Theory, ProviderFact("ds-8.6-interval")]
    public async Task LongInput_IsCachedAtAnInterval(int tokens)
    {
        VirtualClock clock = new();
        using var client = await DeepSeekAsk.StartAsync("limits: []", clock);
        var shared = new string('x', 5000);
        await PostAsync(client, DeepSeekAsk.Body(messages: User($"{shared} one")));
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(tokens, Hit(await PostAsync(client, DeepSeekAsk.Body(messages: User($"{shared} two")))));
    }

    [Theory, ProviderFact("ds-8.6-shortest")]
    public async Task ShortPrompt_IsNotCached(int tokens)
    {
        foreach (var (prompt, isHit) in new[] { (tokens - 1, false), (tokens, true) })
        {
            VirtualClock clock = new();
            using var client = await DeepSeekAsk.StartAsync("limits: []", clock);

            // A line's end and the frame are the other four tokens.
            var body = DeepSeekAsk.Body("\"thinking\":{\"type\":\"disabled\"}", messages: User(new string('x', (prompt - 4) * 10 / 3)));
            var first = await PostAsync(client, body);
            clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal(prompt, (int)first["prompt_tokens"]!);
            Assert.Equal(isHit, Hit(await PostAsync(client, body)) > 0);
        }
    }

    [Theory, ProviderFact("ds-10-rule")]
    public async Task Letters_CountTokens(int letters, int tokens, int chinese, int chineseTokens)
    {
        var none = await PromptTokensAsync("");

        Assert.Equal(tokens * 100, await PromptTokensAsync(new string('a', letters * 100)) - none);
        Assert.Equal(chineseTokens * 100, await PromptTokensAsync(new string('你', chinese * 100)) - none);
    }

    [Theory]
    [ProviderFact("ds-10-thinking", "2026-11-20")]
    [ProviderFact("ds-10-thinking-v4", "2026-08-24")]
    public async Task Thinking_AddsTokens(string date, string model, int added)
    {
        var behaviour = $"provider: {{catalogDate: {date}}}";

        var thinking = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(model: model), behaviour: behaviour);
        var plain = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body("\"thinking\":{\"type\":\"disabled\"}", model), behaviour: behaviour);

        Assert.Equal(added, (int)thinking.Json["usage"]!["prompt_tokens"]! - (int)plain.Json["usage"]!["prompt_tokens"]!);
    }

    [Theory, ProviderFact("ds-10-picture")]
    public async Task Picture_CountsAtMost(int most)
    {
        const string Text = """{"type":"text","text":"x"}""";
        const string Picture = """{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}""";

        var without = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(messages: $$"""[{"role":"user","content":[{{Text}}]}]"""));
        var with = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(messages: $$"""[{"role":"user","content":[{{Text}},{{Picture}}]}]"""));

        Assert.Equal(most, (int)with.Json["usage"]!["prompt_tokens"]! - (int)without.Json["usage"]!["prompt_tokens"]!);
    }

    private static async Task<int> PromptTokensAsync(string text) =>
        (int)(await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(messages: User(text)))).Json["usage"]!["prompt_tokens"]!;

    /// <summary>Asks one after the other, with time for units to be built between them.</summary>
    private static async Task<IReadOnlyList<JsonNode>> AskAsync(string behaviour, params string[] requests)
    {
        VirtualClock clock = new();
        using var client = await DeepSeekAsk.StartAsync($"limits: []{behaviour}", clock);
        var model = behaviour.Length == 0 ? "deepseek-flash" : "deepseek-chat";
        List<JsonNode> usages = [];
        foreach (var request in requests)
        {
            usages.Add(await PostAsync(client, DeepSeekAsk.Body(model: model, messages: Messages(request))));
            clock.Advance(TimeSpan.FromSeconds(5));
        }

        return usages;
    }

    private static Task<JsonNode> AskAsync(HttpClient client, string request, string more = "") =>
        PostAsync(client, DeepSeekAsk.Body(more, messages: Messages(request)));

    private static async Task<JsonNode> PostAsync(HttpClient client, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/deepseek/chat/completions")
        {
            Content = new StringContent(body),
            Headers = { { "Authorization", "Bearer sk-one" } },
        };
        using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (await DeepSeekReply.OfAsync(reply)).Json["usage"]!;
    }

    /// <summary>A message of some two hundred tokens for each letter of <c>A+B</c>.</summary>
    private static string Messages(string request) => $"[{string.Join(',', request.Split('+').Select(part => string.Create(
        CultureInfo.InvariantCulture, $$"""{"role":"user","content":"{{string.Concat(Enumerable.Repeat($"{part} is said. ", 60))}}"}""")))}]";

    private static string User(string text) => $$"""[{"role":"user","content":"{{text}}"}]""";

    private static int Hit(JsonNode usage) => (int)usage["prompt_cache_hit_tokens"]!;
}
