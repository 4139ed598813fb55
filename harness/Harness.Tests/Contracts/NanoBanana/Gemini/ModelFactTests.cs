using System.Globalization;

namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>Section B2.1: which models there are, and what each of them takes.</summary>
public sealed class ModelFactTests
{
    private static readonly string[] Ratios =
        ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9", "1:4", "4:1", "1:8", "8:1"];

    private static readonly string[] Levels = ["minimal", "low", "medium", "high"];

    private static readonly string[] Sizes = ["512", "1K", "2K", "4K"];

    [Theory, ProviderFact("g-b21-list")]
    public async Task List_HasExactlyTheseModels(params string[] ids) =>
        Assert.Equal(ids.Order(StringComparer.Ordinal), await IdsAsync(""));

    [Theory, ProviderFact("g-b21-since-21")]
    [ProviderFact("g-b21-since-31")]
    [ProviderFact("g-b21-since-lite")]
    [ProviderFact("g-b21-since-pro")]
    [ProviderFact("g-b21-since-25")]
    public async Task Model_IsThereSince(string id, string day)
    {
        Assert.Contains(id, await IdsOfAsync(day));
        Assert.DoesNotContain(id, await IdsOfAsync(DayBefore(day)));
    }

    [Theory, ProviderFact("g-b21-until-31-preview")]
    [ProviderFact("g-b21-until-pro-preview")]
    [ProviderFact("g-b21-until-25-preview")]
    public async Task Model_IsGoneSince(string id, string day)
    {
        Assert.Contains(id, await IdsOfAsync(DayBefore(day)));
        Assert.DoesNotContain(id, await IdsOfAsync(day));
    }

    [Theory, ProviderFact("g-b21-31-shut-down")]
    public async Task Model_ThatAScenarioShutsDown_IsNotFound(string id, int status)
    {
        Assert.Equal(200, (await GeminiAsk.GetAsync($"/v1beta/models/{id}")).Status);
        Assert.Equal(status, (await GeminiAsk.GetAsync($"/v1beta/models/{id}", $"provider: {{retired: [{id}]}}")).Status);
    }

    [Theory, ProviderFact("g-b21-alias")]
    public async Task Alias_DrawsAsPro(string id, string size, string ratio, string pixels)
    {
        var alias = await GeminiSized.AskAsync(id, ratio, size);

        Assert.Equal(($"image/jpeg {pixels}", 2000), (alias.Picture, alias.Tokens));
    }

    [Theory, ProviderFact("g-b21-ratios-21")]
    [ProviderFact("g-b21-ratios-31")]
    [ProviderFact("g-b21-ratios-lite")]
    [ProviderFact("g-b21-ratios-pro")]
    [ProviderFact("g-b21-ratios-25")]
    public async Task Model_DrawsSoManyRatios(string id, int count)
    {
        List<int> statuses = [];
        foreach (var ratio in Ratios)
        {
            statuses.Add((await GeminiSized.AskAsync(id, ratio, null)).Status);
        }

        Assert.Equal(Enumerable.Repeat(200, count).Concat(Enumerable.Repeat(400, Ratios.Length - count)), statuses);
    }

    [Theory, ProviderFact("g-b21-ratios-lite-ten")]
    public async Task Lite_DrawsFewerRatios(int count)
    {
        List<int> statuses = [];
        foreach (var ratio in Ratios)
        {
            statuses.Add((await GeminiSized.AskAsync("gemini-3.1-flash-lite-image", ratio, null, "provider: {layout: image, liteHasTenRatios: true}")).Status);
        }

        Assert.Equal(count, statuses.Count(status => status == 200));
    }

    [Theory, ProviderFact("g-b21-sizes-21")]
    [ProviderFact("g-b21-sizes-31")]
    [ProviderFact("g-b21-sizes-lite")]
    [ProviderFact("g-b21-sizes-pro")]
    public async Task Model_HasTheseSizesAndNoOther(string id, params string[] sizes)
    {
        List<string> taken = [];
        foreach (var size in Sizes)
        {
            if ((await GeminiSized.AskAsync(id, null, size)).Status == 200)
            {
                taken.Add(size);
            }
        }

        Assert.Equal(sizes, taken);
    }

    [Theory, ProviderFact("g-b21-sizes-25")]
    public async Task OldestModel_TakesNoSize(string id, string size, int status)
    {
        Assert.Equal(status, (await GeminiSized.AskAsync(id, null, size)).Status);
        Assert.Equal(200, (await GeminiSized.AskAsync(id, null, null)).Status);
        Assert.Contains(size, Sizes);
    }

    [Theory, ProviderFact("g-b21-default-size")]
    public async Task Size_ThatIsNotSaid_Is1K(string pixels) => Assert.Equal($"image/jpeg {pixels}", (await GeminiAsk.GenerateAsync()).Picture);

    [Theory, ProviderFact("g-b21-512")]
    public async Task Half_IsRefusedByTheNewest(string size, int status)
    {
        Assert.Equal(status, (await GeminiSized.AskAsync(GeminiAsk.Model, null, size)).Status);
        Assert.Equal(200, (await GeminiSized.AskAsync(GeminiAsk.Flash, null, size)).Status);
    }

    [Theory, ProviderFact("g-b21-thinking-21")]
    [ProviderFact("g-b21-thinking-31")]
    [ProviderFact("g-b21-thinking-lite")]
    [ProviderFact("g-b21-thinking-pro")]
    public async Task Model_ThinksInTheseLevelsAndNoOther(string id, params string[] levels)
    {
        List<string> taken = [];
        foreach (var level in Levels)
        {
            if ((await ThinkAsync(level, id)).Status == 200)
            {
                taken.Add(level);
            }
        }

        Assert.Equal(levels, taken);
    }

    [Theory, ProviderFact("g-b21-thinking-25")]
    public async Task OldestModel_DoesNotThink(string id, string level, int status)
    {
        Assert.Equal(status, (await ThinkAsync(level, id)).Status);
        Assert.Equal(200, (await GeminiSized.AskAsync(id, null, null)).Status);
        Assert.Contains(level, Levels);
    }

    [Theory, ProviderFact("g-b21-default-21", GeminiAsk.Model)]
    [ProviderFact("g-b21-default-31", GeminiAsk.Flash)]
    public async Task Model_WithoutALevel_CountsThoughts(string id, string thinks) =>
        Assert.Equal(thinks, $"{(await GeminiAsk.GenerateAsync(model: id)).Usage["thoughtsTokenCount"] is not null}");

    [Theory, ProviderFact("g-b21-inputs")]
    public async Task Request_BringsSoManyPictures(int most, int status)
    {
        var (fits, tooMany) = (await BringAsync(most), await BringAsync(most + 1));

        Assert.Equal((200, status), (fits, tooMany));
    }

    [Theory, ProviderFact("g-b21-search")]
    public async Task Model_SearchesTheWeb(string member)
    {
        foreach (var id in (string[])[GeminiAsk.Model, GeminiAsk.Pro])
        {
            Assert.True((await SearchAsync(id)).Candidate["groundingMetadata"]![member]!.AsArray().Count > 0);
        }
    }

    [Theory, ProviderFact("g-b21-search-images")]
    public async Task Newest_SearchesPictures(string member)
    {
        Assert.True((await SearchAsync(GeminiAsk.Model)).Candidate["groundingMetadata"]![member]!.AsArray().Count > 0);
        Assert.Null((await GeminiAsk.GenerateAsync()).Candidate["groundingMetadata"]);
    }

    [Theory, ProviderFact("g-b21-functions")]
    public async Task Newest_TakesNoFunctions(string member, int status)
    {
        var tools = $$"""
            "tools":[{"{{member}}":[{"name":"f","description":"d"}]}]
            """.Trim();

        Assert.Equal((status, 200), ((await GeminiAsk.GenerateAsync(tools)).Status, (await GeminiAsk.GenerateAsync(tools, model: GeminiAsk.Flash)).Status));
    }

    [Theory, ProviderFact("g-b21-schema")]
    public async Task Newest_TakesNoSchema(string member, int status)
    {
        var schema = $$"""
            "{{member}}":{"type":"OBJECT"},"responseMimeType":"application/json"
            """.Trim();

        Assert.Equal(
            (status, 200),
            ((await GeminiAsk.ConfiguredAsync(schema)).Status, (await GeminiAsk.ConfiguredAsync(schema, model: GeminiAsk.Flash)).Status));
    }

    [Theory, ProviderFact("g-b21-predict")]
    public async Task Predict_IsNotForTheseModels(string method, int status, string message)
    {
        var reply = await GeminiAsk.PostAsync($"/v1beta/models/{GeminiAsk.Model}{method}", """{"instances":[{"prompt":"A fox"}]}""");

        Assert.Equal(status, reply.Status);
        Assert.Contains($"{message}. Call", reply.Message, StringComparison.Ordinal);
    }

    private static Task<GeminiReply> SearchAsync(string id) =>
        GeminiAsk.GenerateAsync("\"tools\":[{\"googleSearch\":{\"searchTypes\":{\"webSearch\":{},\"imageSearch\":{}}}}]", model: id);

    private static Task<GeminiReply> ThinkAsync(string level, string id) =>
        GeminiAsk.ConfiguredAsync($"\"thinkingConfig\":{{\"thinkingLevel\":\"{level}\"}}", model: id);

    private static async Task<int> BringAsync(int pictures)
    {
        var parts = string.Concat(Enumerable.Repeat(
            $",{{\"inlineData\":{{\"mimeType\":\"image/png\",\"data\":\"{GeminiSized.SmallPng}\"}}}}", pictures));
        return (await GeminiAsk.PostAsync(
            $"/v1beta/models/{GeminiAsk.Model}:generateContent",
            GeminiAsk.Body(contents: $"{{\"role\":\"user\",\"parts\":[{{\"text\":\"All of them\"}}{parts}]}}"))).Status;
    }

    private static Task<IEnumerable<string>> IdsOfAsync(string day) => IdsAsync($"provider: {{catalogDate: {day}}}");

    private static async Task<IEnumerable<string>> IdsAsync(string behaviour) =>
        (await GeminiAsk.GetAsync("/v1beta/models", behaviour)).Json["models"]!.AsArray()
            .Select(model => ((string)model!["name"]!)["models/".Length..]).Order(StringComparer.Ordinal);

    private static string DayBefore(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)
        .AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
