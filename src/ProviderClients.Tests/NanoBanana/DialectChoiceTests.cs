using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProviderClients.NanoBanana;
using ProviderClients.NanoBanana.Gemini;
using ProviderClients.NanoBanana.Native;
using ProviderClients.NanoBanana.TaskApi;

namespace ProviderClients.Tests.NanoBanana;

/// <summary>One variable chooses the dialect; its key goes to no other.</summary>
public sealed class DialectChoiceTests
{
    [Theory]
    [InlineData(null, NanoBananaDialect.Native)]
    [InlineData("", NanoBananaDialect.Native)]
    [InlineData("native", NanoBananaDialect.Native)]
    [InlineData("Gemini", NanoBananaDialect.Gemini)]
    [InlineData("task", NanoBananaDialect.TaskApi)]
    public void Client_IsTheChosenOne(string? chosen, NanoBananaDialect dialect)
    {
        using var services = Services(("NANOBANANA_DIALECT", chosen), ("NANOBANANA_API_KEY", "nb"));

        Assert.Equal(dialect, services.GetRequiredService<INanoBananaImageClient>().Dialect);
    }

    [Theory]
    [InlineData("native", "http://127.0.0.1:9/nanobanana/v1")]
    [InlineData("gemini", "http://127.0.0.1:9/gemini")]
    [InlineData("task", "http://127.0.0.1:9/nanobanana-task")]
    public void MockApis_LeadEveryDialectToItsPlaceInTheEmulator(string chosen, string address)
    {
        using var services = Services(("NANOBANANA_DIALECT", chosen), ("USE_MOCK_APIS", "1"), ("EMULATOR_URL", "http://127.0.0.1:9"));

        var options = chosen switch
        {
            "gemini" => new Target(Of<NanoBananaGeminiOptions>(services).BaseUrl, Of<NanoBananaGeminiOptions>(services).ApiKey),
            "task" => new Target(Of<NanoBananaTaskApiOptions>(services).BaseUrl, Of<NanoBananaTaskApiOptions>(services).ApiKey),
            _ => new Target(Of<NanoBananaNativeOptions>(services).BaseUrl, Of<NanoBananaNativeOptions>(services).ApiKey),
        };

        Assert.Equal(address, options.BaseUrl.AbsoluteUri);
        Assert.NotEmpty(options.ApiKey);
    }

    [Fact]
    public void Variables_OwnOnesGoBeforeTheCommonOnesAndTheSection()
    {
        using var services = Services(
            ("NANOBANANA_DIALECT", "gemini"),
            ("ProviderClients:NanoBananaGemini:ApiKey", "section"),
            ("ProviderClients:NanoBananaGemini:Model", "gemini-3-pro-image"),
            ("ProviderClients:NanoBananaGemini:Prices:gemini-3-pro-image:TextOutput", "12.5"),
            ("NANOBANANA_API_KEY", "common"),
            ("NANOBANANA_GEMINI_API_KEY", "own"),
            ("NANOBANANA_TIMEOUT", "90000"));

        var options = Of<NanoBananaGeminiOptions>(services);

        Assert.Equal(("own", "gemini-3-pro-image", 90), (options.ApiKey, options.Model, (int)options.Timeout.TotalSeconds));
        Assert.Equal(12.5m, options.Prices["gemini-3-pro-image"].TextOutput);
    }

    [Fact]
    public void Variables_OfTheChosenDialect_AreNotGivenToTheOthers()
    {
        using var services = Services(("NANOBANANA_DIALECT", "task"), ("NANOBANANA_API_KEY", "for-the-task-api"));

        var failure = Assert.Throws<OptionsValidationException>(() => Of<NanoBananaGeminiOptions>(services));

        Assert.Equal("for-the-task-api", Of<NanoBananaTaskApiOptions>(services).ApiKey);
        Assert.Equal(
            "NANOBANANA_GEMINI_API_KEY is not set: put the provider's key there, or set USE_MOCK_APIS=true to use the emulator.",
            Assert.Single(failure.Failures));
    }

    [Theory]
    [InlineData("NanoBananaGemini:ApiVersion", "v2", "NanoBananaGemini:ApiVersion is \"v2\": write v1beta or v1.")]
    [InlineData("NanoBananaGemini:Model", " ", "NanoBananaGemini:Model is empty: write a model's id, gemini-nano-banana-2.1 for example, or leave it out.")]
    [InlineData("NanoBananaGemini:Prices:x:TextInput", "-1", "NanoBananaGemini:Prices has a price below 0 for x: write US dollars for a million tokens.")]
    [InlineData("NanoBananaTaskApi:Model", "generate-3", "NanoBananaTaskApi:Model is \"generate-3\": write generate, generate-2 or generate-pro, or leave it out.")]
    [InlineData("NanoBananaTaskApi:CallbackUrl", "ftp://a.test/", "NanoBananaTaskApi:CallbackUrl is ftp://a.test/: write an absolute https address that the provider can reach.")]
    [InlineData("NanoBananaTaskApi:UsdPerCredit", "-1", "NanoBananaTaskApi:UsdPerCredit and Credits must not be below 0.")]
    [InlineData("NanoBananaTaskApi:Credits:generate", "-4", "NanoBananaTaskApi:UsdPerCredit and Credits must not be below 0.")]
    public void Options_Impossible_OneSentenceNamesThemAndTheRemedy(string key, string value, string sentence)
    {
        using var services = Services(
            ("NANOBANANA_GEMINI_API_KEY", "g"), ("NANOBANANA_TASK_API_KEY", "t"), ($"ProviderClients:{key}", value));

        var failure = Assert.Throws<OptionsValidationException>(() => key.StartsWith("NanoBananaGemini", StringComparison.Ordinal)
            ? (object)Of<NanoBananaGeminiOptions>(services)
            : Of<NanoBananaTaskApiOptions>(services));

        Assert.Equal(sentence, Assert.Single(failure.Failures));
    }

    private static TOptions Of<TOptions>(ServiceProvider services)
        where TOptions : class => services.GetRequiredService<IOptions<TOptions>>().Value;

    private static ServiceProvider Services(params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build();
        return new ServiceCollection().AddProviderClients(configuration).BuildServiceProvider();
    }

    private sealed record Target(Uri BaseUrl, string ApiKey);
}
