using Emulator.DeepSeek.Chat.Catalog;
using ScenarioFile;

namespace Emulator.Tests.DeepSeek.Chat;

/// <summary>What the provider offered on its dates.</summary>
public sealed class DeepSeekCatalogTests
{
    [Theory]
    [InlineData("2025-12-02", "deepseek-chat deepseek-reasoner")]
    [InlineData("2026-04-23", "deepseek-chat deepseek-reasoner")]
    [InlineData("2026-04-24", "deepseek-v4-flash deepseek-v4-pro")]
    [InlineData("2026-09-09", "deepseek-v4-flash deepseek-v4-pro")]
    [InlineData("2026-09-10T03:59Z", "deepseek-v4-flash deepseek-v4-pro")]
    [InlineData("2026-09-10", "deepseek-flash deepseek-v4-pro")]
    [InlineData("2026-11-20", "deepseek-flash deepseek-v4-pro")]
    public async Task List_EachDate_HasTheModelsOfItsTime(string date, string names)
    {
        await using var flight = await DeepSeekFlight.StartAsync($"catalogDate: {date}");

        var list = await flight.GetAsync("/deepseek/models");

        Assert.Equal(names, string.Join(' ', list["data"]!.AsArray().Select(model => (string?)model!["id"])));
        Assert.All(list["data"]!.AsArray(), model => Assert.Equal(["id", "object", "owned_by"], model!.AsObject().Select(pair => pair.Key)));
    }

    [Theory]
    [InlineData("2025-12-02", "deepseek-chat", "deepseek-chat", false)]
    [InlineData("2025-12-02", "deepseek-reasoner", "deepseek-reasoner", true)]
    [InlineData("2026-05-08", "deepseek-chat", "deepseek-v4-flash", false)]
    [InlineData("2026-05-08", "deepseek-reasoner", "deepseek-v4-flash", true)]
    [InlineData("2026-07-24T15:58Z", "deepseek-chat", "deepseek-v4-flash", false)]
    [InlineData("2026-08-28", "deepseek-v4-flash-vision-exp", "deepseek-v4-flash-vision-exp", true)]
    [InlineData("2026-09-10", "deepseek-v4-flash", "deepseek-flash", true)]
    [InlineData("2026-11-20", "deepseek-v4-flash-vision-exp", "deepseek-flash", true)]
    [InlineData("2026-11-20", "deepseek-v4-pro", "deepseek-v4-pro", true)]
    public async Task Complete_NameOrAlias_AnswersWithTheModelsOwnNameAndItsMode(string date, string asked, string model, bool thinks)
    {
        await using var flight = await DeepSeekFlight.StartAsync($"catalogDate: {date}");

        var answer = await flight.ChatAsync(Body(asked));

        Assert.Equal(model, (string?)answer["model"]);
        Assert.Equal(thinks, answer["choices"]![0]!["message"]!.AsObject().ContainsKey("reasoning_content"));
        Assert.Equal(model, (string?)flight.Emulator.Journal[0]["model"]);
    }

    [Theory]
    [InlineData("2026-04-23", "deepseek-v4-pro", "Model Not Exist")]
    [InlineData("2026-05-08", "gpt-4", "The supported API model names are deepseek-v4-pro or deepseek-v4-flash, but you passed gpt-4.")]
    [InlineData("2026-07-24", "deepseek-chat", "The supported API model names are deepseek-v4-pro or deepseek-v4-flash, but you passed deepseek-chat.")]
    [InlineData("2026-08-20", "deepseek-v4-flash-vision-exp", "The supported API model names are deepseek-v4-pro or deepseek-v4-flash, but you passed deepseek-v4-flash-vision-exp.")]
    [InlineData("2026-11-20", "deepseek-reasoner", "The supported API model names are deepseek-flash, deepseek-v4-pro, but you passed deepseek-reasoner.")]
    public async Task Complete_NameOfAnotherTime_FailsInTheWordsOfTheTime(string date, string asked, string message)
    {
        await using var flight = await DeepSeekFlight.StartAsync($"catalogDate: {date}");

        Assert.Equal(message, await flight.RefusalAsync(Body(asked)));
    }

    [Theory]
    [InlineData("2025-12-02", "deepseek-chat", 8192)]
    [InlineData("2025-12-02", "deepseek-reasoner", 65_536)]
    [InlineData("2026-05-08", "deepseek-v4-pro", 393_216)]
    [InlineData("2026-11-20", "deepseek-flash", 393_216)]
    public async Task Complete_MaxTokensBeyondTheModels_TellsTheRange(string date, string model, int most)
    {
        await using var flight = await DeepSeekFlight.StartAsync($"catalogDate: {date}");

        var beyond = await flight.RefusalAsync(Body(model, $$""","max_tokens":{{most + 1}}"""));
        var most0 = await flight.RefusalAsync(Body(model, $$""","max_tokens":{{most}}"""));

        Assert.Equal($"Invalid max_tokens value, the valid range of max_tokens is [1, {most}]", beyond);
        Assert.Equal("it was not refused", most0);
    }

    [Theory]
    [InlineData("2025-12-02", 131_072)]
    [InlineData("2026-11-20", 1_048_576)]
    public async Task Complete_PromptBeyondTheContext_TellsTheSums(string date, int context)
    {
        await using var flight = await DeepSeekFlight.StartAsync($"catalogDate: {date}, thinkingTokens: 0");
        var model = context == 131_072 ? "deepseek-chat" : "deepseek-flash";

        // Ten letters are three tokens; a line's end and the frame make four more.
        var message = await flight.RefusalAsync(Body(model, ",\"max_tokens\":100", new string('a', context * 10 / 3)));

        var prompt = (int)Math.Ceiling(((context * 10 / 3) + 1) * 0.3) + 3;
        Assert.Equal(
            $"This model's maximum context length is {context} tokens. However, you requested {prompt + 100} tokens ({prompt} in the messages, 100 in the completion). Please reduce the length of the messages or completion.",
            message);
    }

    [Fact]
    public async Task Complete_EachTime_HasItsFingerprint()
    {
        Assert.Matches("^fp_[0-9a-f]{10}_prod0820_fp8_kvcache$", await FingerprintAsync("2025-12-02", "deepseek-chat"));
        Assert.Matches("^fp_[0-9a-f]{10}_prod0820_fp8_kvcache_20260402$", await FingerprintAsync("2026-05-08", "deepseek-v4-flash"));
        Assert.Matches("^[0-9a-f]{32}$", await FingerprintAsync("2026-08-24", "deepseek-v4-flash"));
        Assert.Equal(await FingerprintAsync("2026-10-17", "deepseek-flash"), await FingerprintAsync("2026-11-20", "deepseek-flash"));
        Assert.NotEqual(await FingerprintAsync("2026-10-16", "deepseek-flash"), await FingerprintAsync("2026-11-20", "deepseek-flash"));
    }

    [Fact]
    public async Task Complete_ProRouted_IsServedByFlash()
    {
        await using var flight = await DeepSeekFlight.StartAsync("routesProToFlash: true");

        var answer = await flight.ChatAsync(Body("deepseek-v4-pro"));

        Assert.Equal("deepseek-flash", (string?)answer["model"]);
    }

    [Theory]
    [InlineData("catalogDate: 2025-11-30", "nothing is known of that day")]
    [InlineData("catalogDate: soon", "write a date such as 2026-05-08")]
    [InlineData("catalogdate: 2026-05-08", "the key catalogdate is not known here")]
    [InlineData("catalogDate: 2026-05-08, currency: CNY", "prices in yuan are known from 2026-09-10 on")]
    [InlineData("invalidStatus: 418", "the provider never answered 418")]
    public async Task Scenario_ImpossibleProvider_SaysWhereAndWhatToDo(string provider, string words)
    {
        var refused = await Assert.ThrowsAsync<ScenarioFormatException>(() => DeepSeekFlight.StartAsync(provider));

        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Contains("emulator.dialects.DeepSeek/Chat.provider", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Catalogs_InOrder_AreAllReachable()
    {
        Assert.Equal(DeepSeekCatalogs.All.OrderBy(catalog => catalog.From), DeepSeekCatalogs.All);
        Assert.All(DeepSeekCatalogs.All, catalog => Assert.Same(catalog, DeepSeekCatalogs.At(catalog.From)));
        Assert.All(DeepSeekCatalogs.All, catalog => Assert.All(catalog.Aliases, alias => Assert.NotNull(catalog.Model(alias.Model))));
    }

    private static async Task<string> FingerprintAsync(string date, string model)
    {
        await using var flight = await DeepSeekFlight.StartAsync($"catalogDate: {date}");
        var first = (string?)(await flight.ChatAsync(Body(model)))["system_fingerprint"];
        var second = (string?)(await flight.ChatAsync(Body(model, prompt: "another")))["system_fingerprint"];
        Assert.Equal(first, second);
        return first!;
    }

    private static string Body(string model, string more = "", string prompt = "hello") =>
        $$"""{"model":"{{model}}"{{more}},"messages":[{"role":"user","content":"{{prompt}}"}]}""";
}
