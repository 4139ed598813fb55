using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProviderClients.DeepSeek.Chat;
using ProviderClients.Flux.Bfl;
using ProviderClients.NanoBanana.Native;

namespace ProviderClients.Tests.Configuration;

public sealed class ConfigurationTests
{
    [Fact]
    public void Environment_GoesBeforeSectionAndDefaults()
    {
        var options = Read<DeepSeekChatOptions>(
            ("ProviderClients:DeepSeek:ApiKey", "from-section"), ("ProviderClients:DeepSeek:RetryLimit", "9"),
            ("DEEPSEEK_API_KEY", "from-variable"), ("DEEPSEEK_TIMEOUT", "1500"), ("DEEPSEEK_BASE_URL", "http://127.0.0.1:1/x"));

        Assert.Equal(("from-variable", 9), (options.ApiKey, options.RetryLimit));
        Assert.Equal((TimeSpan.FromSeconds(1.5), "http://127.0.0.1:1/x"), (options.Timeout, options.BaseUrl.ToString()));
    }

    [Fact]
    public void Defaults_AreTheDocumentedOnes()
    {
        var chat = Read<DeepSeekChatOptions>(("DEEPSEEK_API_KEY", "k"));
        var image = Read<FluxBflOptions>(("FLUX_API_KEY", "k"));

        Assert.Equal(("https://api.deepseek.com/", 30, 3), (chat.BaseUrl.ToString(), (int)chat.Timeout.TotalSeconds, chat.RetryLimit));
        Assert.Equal(("https://api.bfl.ai/", 180, 2), (image.BaseUrl.ToString(), (int)image.Timeout.TotalSeconds, image.RetryLimit));
    }

    [Fact]
    public void UseMockApis_SendsEverybodyToTheEmulatorWithoutAKey()
    {
        var options = Read<NanoBananaNativeOptions>(("USE_MOCK_APIS", "true"), ("EMULATOR_URL", "http://127.0.0.1:9"));

        Assert.Equal("http://127.0.0.1:9/nanobanana/v1", options.BaseUrl.ToString());
        Assert.NotEmpty(options.ApiKey);
    }

    [Theory]
    [InlineData("", "", "DEEPSEEK_API_KEY is not set")]
    [InlineData("DEEPSEEK_BASE_URL", "http://example.com", "plain http to this machine only")]
    [InlineData("DEEPSEEK_BASE_URL", "nonsense", "DEEPSEEK_BASE_URL is \"nonsense\"")]
    [InlineData("DEEPSEEK_TIMEOUT", "soon", "DEEPSEEK_TIMEOUT is \"soon\"")]
    [InlineData("DEEPSEEK_TIMEOUT", "0", "DEEPSEEK_TIMEOUT is 0 ms")]
    [InlineData("DEEPSEEK_RETRY_LIMIT", "-1", "DEEPSEEK_RETRY_LIMIT is -1")]
    [InlineData("USE_MOCK_APIS", "maybe", "USE_MOCK_APIS is \"maybe\"")]
    [InlineData("ProviderClients:DeepSeek:AttemptTimeout", "00:01:00", "(60 s > 30 s)")]
    public void Wrong_OneSentenceThatNamesTheVariable(string key, string value, string expected)
    {
        (string, string)[] settings = key.Length == 0 ? [] : [("DEEPSEEK_API_KEY", "k"), (key, value)];

        var refused = Assert.Throws<OptionsValidationException>(() => Read<DeepSeekChatOptions>(settings));

        Assert.Contains(expected, Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownKey_InASection_IsRefused()
    {
        var refused = Assert.ThrowsAny<Exception>(
            () => Read<DeepSeekChatOptions>(("DEEPSEEK_API_KEY", "k"), ("ProviderClients:DeepSeek:RetryLimt", "1")));

        Assert.Contains("RetryLimt", refused.ToString(), StringComparison.Ordinal);
    }

    private static TOptions Read<TOptions>(params (string Key, string Value)[] settings)
        where TOptions : class
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        using var container = new ServiceCollection().AddProviderClients(configuration).BuildServiceProvider();
        return container.GetRequiredService<IOptions<TOptions>>().Value;
    }
}
