using System.Globalization;
using System.Text.Json.Nodes;
using VirtualTime;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Section 2: models, names, prices and limits, by date.</summary>
public sealed class CatalogFactTests
{
    private static readonly string Long = new('a', 4000);

    [Theory]
    [ProviderFact("ds-2.2-v3")]
    [ProviderFact("ds-2.2-v4")]
    [ProviderFact("ds-2.2-flash")]
    public async Task Models_OfADate_AreThese(string date, params string[] names)
    {
        var models = (await DeepSeekAsk.GetAsync("/models", At(date))).Json["data"]!.AsArray();

        Assert.Equal(names, models.Select(model => (string?)model!["id"]));
    }

    [Theory]
    [ProviderFact("ds-2.2-chat-alias")]
    [ProviderFact("ds-2.2-flash-alias")]
    [ProviderFact("ds-2.2-vision-alias")]
    [ProviderFact("ds-2.2-echo-2025")]
    [ProviderFact("ds-2.2-pro-alive")]
    public async Task Name_OfADate_IsAnsweredWithTheModels(string date, string name, string model)
    {
        var reply = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(model: name), behaviour: At(date));

        Assert.Equal(model, (string?)reply.Json["model"]);
    }

    [Theory, ProviderFact("ds-2.2-thinking-names")]
    public async Task OldNames_AreTheTwoModes(string date, string plain, string thinking)
    {
        var without = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(model: plain), behaviour: At(date));
        var with = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(model: thinking), behaviour: At(date));

        Assert.Null(without.Message["reasoning_content"]);
        Assert.NotNull(with.Message["reasoning_content"]);
    }

    [Theory, ProviderFact("ds-2.2-retired")]
    public async Task OldName_FromAnInstantOn_Fails(string instant, string name, int status)
    {
        var last = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).AddMinutes(-1).UtcDateTime;

        var before = await DeepSeekAsk.PostAsync(
            DeepSeekAsk.Body(model: name), behaviour: At(last.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)));
        var after = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(model: name), behaviour: At(instant));

        Assert.Equal((200, status), (before.Status, after.Status));
    }

    [Theory]
    [ProviderFact("ds-2.2-fingerprint-2025")]
    [ProviderFact("ds-2.2-fingerprint-dated")]
    public async Task Fingerprint_OfADate_HasItsForm(string date, string model, string before, int digits, string after) =>
        Assert.Matches($"^{before}[0-9a-f]{{{digits}}}{after}$", await FingerprintAsync(date, model));

    [Theory, ProviderFact("ds-2.2-fingerprint-now")]
    public async Task Fingerprint_OfToday_IsDigitsAlone(string date, string model, int digits)
    {
        var print = await FingerprintAsync(date, model);

        Assert.Matches($"^[0-9a-f]{{{digits}}}$", print);
        Assert.Equal(print, await FingerprintAsync(date, model));
    }

    [Theory, ProviderFact("ds-2.1-vision")]
    public async Task Picture_IsTakenByOneModelAlone(string sees, int status, string doesNot, int refused)
    {
        const string Picture = """[{"role":"user","content":[{"type":"text","text":"What is it?"},{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]}]""";

        var one = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(model: sees, messages: Picture));
        var other = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(model: doesNot, messages: Picture));

        Assert.Equal((status, refused), (one.Status, other.Status));
        Assert.Contains("did not match any variant", other.Text, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("ds-2.1-concurrency")]
    public async Task Concurrency_OfEachModel_IsALimit(string flash, int flashes, string pro, int pros)
    {
        using var client = await DeepSeekAsk.StartAsync("");

        var text = await client.GetStringAsync(new Uri("/__emulator/limits", UriKind.Relative), TestContext.Current.CancellationToken);
        var limits = Objects(JsonNode.Parse(text)!).Where(limit => limit["limit"] is JsonValue).ToDictionary(
            limit => (string)limit["limit"]!, limit => limit["permitLimit"]?.ToJsonString() ?? "");

        Assert.Equal(($"{flashes}", $"{pros}"), (limits[$"concurrency of {flash}"], limits[$"concurrency of {pro}"]));
    }

    [Theory]
    [ProviderFact("ds-2.3-flash")]
    [ProviderFact("ds-2.3-pro")]
    [ProviderFact("ds-2.3-v4-flash-august")]
    public async Task Tokens_OffPeakAndAtPeak_CostThis(string date, string model, params string[] prices)
    {
        var all = prices.Select(price => decimal.Parse(price, CultureInfo.InvariantCulture)).ToArray();

        await CheckAsync(date, model, all[..3], all[3..]);
    }

    [Theory]
    [ProviderFact("ds-2.3-v4-flash")]
    [ProviderFact("ds-2.3-v4-pro")]
    [ProviderFact("ds-2.3-v3.2")]
    public async Task Tokens_WithoutPeak_CostThis(string date, string model, decimal hit, decimal miss, decimal output) =>
        await CheckAsync(date, model, [hit, miss, output], [hit, miss, output]);

    [Theory, ProviderFact("ds-2.3-yuan")]
    public async Task Tokens_InYuan_CostThis(string currency, decimal miss, decimal output)
    {
        using var client = await DeepSeekAsk.StartAsync(
            $"keys: [{{key: sk-one, account: one}}], accounts: {{one: {{balance: 5}}}}, provider: {{currency: {currency}}}");
        client.DefaultRequestHeaders.Add("Authorization", "Bearer sk-one");

        var usage = await AskAsync(client, "deepseek-flash", Long);
        var balance = JsonNode.Parse(await client.GetStringAsync(
            new Uri("/deepseek/user/balance", UriKind.Relative), TestContext.Current.CancellationToken))!["balance_infos"]![0]!;
        var account = Objects(JsonNode.Parse(await client.GetStringAsync(
            new Uri("/__emulator/accounts", UriKind.Relative), TestContext.Current.CancellationToken))!).First(one => one["spent"] is not null);

        var cost = (((int)usage["prompt_tokens"]! * miss) + ((int)usage["completion_tokens"]! * output)) / 1_000_000m;
        Assert.Equal(currency, (string?)balance["currency"]);
        Assert.Equal(cost, (decimal)account["spent"]!);
    }

    private static async Task<string> FingerprintAsync(string date, string model) =>
        (string)(await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(model: model), behaviour: At(date))).Json["system_fingerprint"]!;

    /// <summary>One prompt twice before peak hours and once in them, and another there for the first time.</summary>
    private static async Task CheckAsync(string date, string model, decimal[] offPeak, decimal[] peak)
    {
        VirtualClock clock = new();
        using var client = await DeepSeekAsk.StartAsync($"limits: [], provider: {{catalogDate: {date}, cache: {{buildTime: 0s}}}}", clock);
        client.DefaultRequestHeaders.Add("Authorization", "Bearer sk-one");
        List<(JsonNode Usage, decimal[] Prices)> asked = [];
        asked.Add((await AskAsync(client, model, Long), offPeak));
        asked.Add((await AskAsync(client, model, Long), offPeak));
        clock.Advance(TimeSpan.FromHours(2));
        asked.Add((await AskAsync(client, model, Long), peak));
        asked.Add((await AskAsync(client, model, $"other {Long}"), peak));

        var journal = await client.GetStringAsync(new Uri("/__emulator/journal", UriKind.Relative), TestContext.Current.CancellationToken);
        var billed = journal.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (long)JsonNode.Parse(line)!["units"]!["microUsd"]!);

        Assert.True((int)asked[1].Usage["prompt_cache_hit_tokens"]! > 1000);
        Assert.Equal(asked.Select(one => Cost(one.Usage, one.Prices)), billed);
    }

    private static long Cost(JsonNode usage, decimal[] prices) => (long)Math.Ceiling(
        ((int)usage["prompt_cache_hit_tokens"]! * prices[0]) + ((int)usage["prompt_cache_miss_tokens"]! * prices[1])
        + ((int)usage["completion_tokens"]! * prices[2]));

    private static async Task<JsonNode> AskAsync(HttpClient client, string model, string prompt)
    {
        using var content = new StringContent(DeepSeekAsk.Body(model: model, messages: $$"""[{"role":"user","content":"{{prompt}}"}]"""));
        using var reply = await client.PostAsync(
            new Uri("/deepseek/chat/completions", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (await DeepSeekReply.OfAsync(reply)).Json["usage"]!;
    }

    private static string At(string date) => $"provider: {{catalogDate: {date}}}";

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject one => one.Select(pair => pair.Value).SelectMany(Objects).Prepend(one),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };
}
