using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VirtualTime;

namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>Section B7: limits, and what a 429 says of them.</summary>
public sealed partial class QuotaFactTests
{
    private const string Minute = "limits: [{name: RPM, requests: 1, window: 1m, per: [project, model]}]";

    private const string Day = "limits: [{name: RPD, requests: 1, daily: America/Los_Angeles, per: [project, model]}]";

    [Theory, ProviderFact("g-b7-project")]
    public async Task Limit_IsOfAProject(int status)
    {
        using var client = await GeminiAsk.StartAsync(
            "keys: [{key: a, project: one}, {key: b, project: one}, {key: c, project: two}], " + Minute);

        Assert.Equal((200, status, 200), (
            (await SendAsync(client, key: "a")).Status, (await SendAsync(client, key: "b")).Status, (await SendAsync(client, key: "c")).Status));
    }

    [Theory, ProviderFact("g-b7-day")]
    public async Task Day_EndsAtMidnightThere(string zone)
    {
        VirtualClock clock = new();
        using var client = await GeminiAsk.StartAsync($"provider: {{tier: tier1, dailyDelay: honest}}, {Day}", clock);
        await SendAsync(client);
        var delay = DelayOf(await SendAsync(client));

        var there = TimeZoneInfo.ConvertTime(clock.GetUtcNow() + delay, TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal(TimeSpan.Zero, there.TimeOfDay);
        Assert.Equal(200, (await AfterAsync(client, clock, delay)).Status);
    }

    [Theory, ProviderFact("g-b7-images")]
    public async Task Pictures_AreCounted(int status, string word)
    {
        var refused = await SecondAsync("limits: [{name: IPM, images: 1, window: 1m}]");

        Assert.Equal((status, word), (refused.Status, refused.RpcStatus));
    }

    [Theory, ProviderFact("g-b7-tokens")]
    public async Task Tokens_OfThePrompt_AreCounted(int status) =>
        Assert.Equal(status, (await SecondAsync("limits: [{name: TPM, inputTokens: 3, window: 1m}]")).Status);

    [Theory, ProviderFact("g-b7-spend-1")]
    [ProviderFact("g-b7-spend-2")]
    [ProviderFact("g-b7-spend-3")]
    public async Task Project_OfATier_SpendsSoMuch(int minutes, string tier, int dollars)
    {
        var limits = global::Emulator.NanoBanana.Gemini.Limits.GeminiLimits.Of(
            Enum.Parse<global::Emulator.NanoBanana.Gemini.Limits.GeminiTier>(tier, ignoreCase: true));
        var spend = limits.Single(limit => limit.Money is not null);

        Assert.Equal((TimeSpan.FromMinutes(minutes), (decimal)dollars), (spend.Window, spend.Money));
        Assert.Equal(429, (await SecondAsync("limits: [{name: spend, money: 0.02, window: 10m, per: [project]}]")).Status);
    }

    [Theory, ProviderFact("g-b7-details")]
    public async Task Refusal_HasTheseDetails(params string[] types) => Assert.Equal(
        types.Select(type => $"type.googleapis.com/google.rpc.{type}"),
        (await RefusedAsync()).Error["details"]!.AsArray().Select(detail => (string?)detail!["@type"]));

    [Theory, ProviderFact("g-b7-help")]
    public async Task Help_HasItsLink(string description, string address)
    {
        var link = (await RefusedAsync()).Detail("Help")!["links"]![0]!;

        Assert.Equal((description, address), ((string?)link["description"], (string?)link["url"]));
    }

    [Theory, ProviderFact("g-b7-violation")]
    public async Task Violation_HasTheseMembers(params string[] members) => Assert.Equal(members, GeminiReply.KeysOf(ViolationOf(await RefusedAsync())));

    [Theory, ProviderFact("g-b7-dimensions")]
    public async Task Dimensions_AreThese(string location, string place, string model)
    {
        var dimensions = ViolationOf(await RefusedAsync())["quotaDimensions"]!;

        Assert.Equal([location, model], GeminiReply.KeysOf(dimensions));
        Assert.Equal((place, GeminiAsk.Model), ((string?)dimensions[location], (string?)dimensions[model]));
    }

    [Theory, ProviderFact("g-b7-value")]
    public async Task Value_IsText(string kind) => Assert.Equal(kind, $"{ViolationOf(await RefusedAsync())["quotaValue"]!.GetValueKind()}");

    [Theory, ProviderFact("g-b7-sentence")]
    public async Task Message_BeginsWith(string sentence) =>
        Assert.Equal(sentence.TrimEnd(), (await RefusedAsync()).Message.Split('\n')[0].TrimEnd());

    [Theory, ProviderFact("g-b7-line")]
    public async Task Message_GoesOnWith(string line) => Assert.Equal(line, (await RefusedAsync()).Message.Split('\n')[1]);

    [Theory, ProviderFact("g-b7-retry")]
    public async Task Message_EndsWith(string line) => GeminiReply.AssertLike(line, (await RefusedAsync()).Message.Split('\n')[^1]);

    [Theory, ProviderFact("g-b7-decimals")]
    public async Task Prose_HasSoManyDecimals(int decimals)
    {
        var most = 0;
        for (var seed = 0; seed < 8; seed++)
        {
            var message = (await GeminiAsk.ConfiguredAsync($"\"seed\":{seed}", "faults: [{fault: refuse, status: 429}]")).Message;
            most = Math.Max(most, Decimals().Match(message).Groups[1].Length);
        }

        Assert.Equal(decimals, most);
    }

    [Theory, ProviderFact("g-b7-whole")]
    public async Task Delay_IsCutOff(string delay)
    {
        VirtualClock clock = new();
        using var client = await GeminiAsk.StartAsync(Minute, clock);
        await SendAsync(client);
        clock.Advance(TimeSpan.FromTicks(436_544_681));

        Assert.Equal(delay, (string?)(await SendAsync(client)).Detail("RetryInfo")!["retryDelay"]);
    }

    [Theory, ProviderFact("g-b7-fractional")]
    public async Task Delay_MayHaveFractions(string unit)
    {
        VirtualClock clock = new();
        using var client = await GeminiAsk.StartAsync($"provider: {{fractionalRetryDelay: true}}, {Minute}", clock);
        await SendAsync(client);
        clock.Advance(TimeSpan.FromTicks(436_544_681));
        var delay = (string)(await SendAsync(client)).Detail("RetryInfo")!["retryDelay"]!;

        Assert.StartsWith("16.3", delay, StringComparison.Ordinal);
        Assert.EndsWith(unit, delay, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("g-b7-minute", Minute)]
    [ProviderFact("g-b7-daily", Day)]
    public async Task Quota_HasItsNames(string limit, string metric, string id)
    {
        var violation = ViolationOf(await SecondAsync(limit));

        Assert.Equal((metric, id), ((string?)violation["quotaMetric"], (string?)violation["quotaId"]));
    }

    [Theory, ProviderFact("g-b7-daily-lies")]
    public async Task Day_LiesAboutItsDelay(int seconds)
    {
        VirtualClock clock = new();
        using var client = await GeminiAsk.StartAsync(Day, clock);
        await SendAsync(client);
        var delay = DelayOf(await SendAsync(client));

        Assert.True(delay < TimeSpan.FromSeconds(seconds));
        Assert.Equal(60, seconds);
        Assert.Equal(429, (await AfterAsync(client, clock, delay)).Status);
    }

    [Theory, ProviderFact("g-b7-free-requests")]
    [ProviderFact("g-b7-free-tokens")]
    public async Task FreeTier_HasTheseNames(string metric, params string[] ids) => Assert.Equal(
        ids.Order(StringComparer.Ordinal),
        (await FreeAsync()).Detail("QuotaFailure")!["violations"]!.AsArray()
            .Where(one => (string?)one!["quotaMetric"] == metric).Select(one => (string?)one!["quotaId"])
            .Order(StringComparer.Ordinal));

    [Theory, ProviderFact("g-b7-order")]
    public async Task FreeTier_NamesEachOfThemFirst(int quotas)
    {
        HashSet<string?> first = [];
        for (var seed = 0; seed < 24; seed++)
        {
            first.Add((string?)ViolationOf(await GeminiAsk.ConfiguredAsync($"\"seed\":{seed}", "provider: {tier: free}"))["quotaId"]);
        }

        Assert.Equal(quotas, first.Count);
    }

    [Theory, ProviderFact("g-b7-zero")]
    public async Task Zero_HasNoValue(params string[] members) => Assert.Equal(members, GeminiReply.KeysOf(ViolationOf(await FreeAsync())));

    [Theory, ProviderFact("g-b7-zero-prose")]
    public async Task Zero_StandsInTheProse(string words) => Assert.Contains($", {words}, ", (await FreeAsync()).Message, StringComparison.Ordinal);

    [Theory, ProviderFact("g-b7-zero-stays")]
    public async Task Zero_Stays(int status)
    {
        VirtualClock clock = new();
        using var client = await GeminiAsk.StartAsync("provider: {tier: free}", clock);

        Assert.Equal((status, status), ((await SendAsync(client)).Status, (await AfterAsync(client, clock, TimeSpan.FromDays(365))).Status));
    }

    [Theory, ProviderFact("g-b7-internal-name")]
    public async Task Quota_NamesTheModelInternally(string name) => Assert.Equal(
        name,
        (string?)ViolationOf(await GeminiAsk.GenerateAsync(behaviour: "provider: {tier: free}", model: GeminiAsk.Oldest))["quotaDimensions"]!["model"]);

    private static JsonNode ViolationOf(GeminiReply reply) => reply.Detail("QuotaFailure")!["violations"]![0]!;

    private static Task<GeminiReply> RefusedAsync() => SecondAsync(Minute);

    private static Task<GeminiReply> FreeAsync() => GeminiAsk.GenerateAsync(behaviour: "provider: {tier: free}");

    private static async Task<GeminiReply> SecondAsync(string limit)
    {
        using var client = await GeminiAsk.StartAsync(limit);
        Assert.Equal(200, (await SendAsync(client)).Status);
        return await SendAsync(client);
    }

    private static async Task<GeminiReply> AfterAsync(HttpClient client, VirtualClock clock, TimeSpan wait)
    {
        clock.Advance(wait + TimeSpan.FromSeconds(1));
        return await SendAsync(client);
    }

    private static TimeSpan DelayOf(GeminiReply reply) => TimeSpan.FromSeconds(
        double.Parse(((string)reply.Detail("RetryInfo")!["retryDelay"]!).TrimEnd('s'), CultureInfo.InvariantCulture));

    private static async Task<GeminiReply> SendAsync(HttpClient client, string key = "AIza-one")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/gemini/v1beta/models/{GeminiAsk.Model}:generateContent")
        {
            Content = new StringContent(GeminiAsk.Body(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("x-goog-api-key", key);
        using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await GeminiReply.OfAsync(reply);
    }

    [GeneratedRegex(@"Please retry in [0-9]+\.([0-9]+)s\.")]
    private static partial Regex Decimals();
}
