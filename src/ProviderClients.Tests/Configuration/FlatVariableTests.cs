using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProviderClients.DeepSeek.Chat;
using ProviderClients.Flux.Bfl;
using ProviderClients.NanoBanana.Native;

namespace ProviderClients.Tests.Configuration;

public sealed class FlatVariableTests
{
    [Fact]
    public void Options_VariablesAndSection_VariablesGoBeforeAndEmptyOnesAreNotSet()
    {
        var options = Options<DeepSeekChatOptions>(new()
        {
            ["ProviderClients:DeepSeek:ApiKey"] = "sk-section",
            ["ProviderClients:DeepSeek:RetryLimit"] = "9",
            ["ProviderClients:DeepSeek:Limits:0:Requests"] = "7",
            ["ProviderClients:DeepSeek:Limits:0:Window"] = "00:01:00",
            ["DEEPSEEK_API_KEY"] = "",
            ["DEEPSEEK_BASE_URL"] = "",
            ["DEEPSEEK_TIMEOUT"] = "45000",
            ["DEEPSEEK_RETRY_LIMIT"] = "1",
        });

        Assert.Equal("sk-section", options.ApiKey);
        Assert.Equal("https://api.deepseek.com/", options.BaseUrl.AbsoluteUri);
        Assert.Equal(TimeSpan.FromSeconds(45), options.Timeout);
        Assert.Equal(1, options.RetryLimit);
        Assert.Equal(7, Assert.Single(options.Limits).Requests);
    }

    [Fact]
    public void Options_OnlyTheDeadlineInTheSection_AnAttemptMayTakeAllOfIt()
    {
        var options = Options<DeepSeekChatOptions>(new()
        {
            ["DEEPSEEK_API_KEY"] = "sk-one",
            ["ProviderClients:DeepSeek:Timeout"] = "00:00:10",
        });

        Assert.Equal(TimeSpan.FromSeconds(10), options.AttemptTimeout);
    }

    [Theory]
    [InlineData("http://127.0.0.1:7000", "http://127.0.0.1:7000/flux")]
    [InlineData("http://localhost:7000/behind/a/proxy/", "http://localhost:7000/behind/a/proxy/flux")]
    [InlineData("", "http://127.0.0.1:5380/flux")]
    public void Options_MockApis_LeadToTheEmulatorWithAKeyOfItsOwn(string emulator, string expected)
    {
        var options = Options<FluxBflOptions>(new()
        {
            ["USE_MOCK_APIS"] = "true",
            ["EMULATOR_URL"] = emulator,
            ["FLUX_BASE_URL"] = "https://elsewhere.test",
        });

        Assert.Equal(expected, options.BaseUrl.AbsoluteUri);
        Assert.NotEmpty(options.ApiKey);
    }

    [Theory]
    [InlineData("DEEPSEEK_API_KEY", "", "DEEPSEEK_API_KEY is not set: put the provider's key there, or set USE_MOCK_APIS=true to use the emulator.")]
    [InlineData("DEEPSEEK_API_KEY", "sk-secret\n", "DEEPSEEK_API_KEY holds a space, a line end or another character that no key has: copy the key again.")]
    [InlineData("DEEPSEEK_BASE_URL", "http://api.deepseek.com", "DEEPSEEK_BASE_URL is http://api.deepseek.com/: a key is sent over plain http to this machine only; write https.")]
    [InlineData("DEEPSEEK_TIMEOUT", "soon", "DEEPSEEK_TIMEOUT is \"soon\": write milliseconds, 30000 for example.")]
    [InlineData("DEEPSEEK_RETRY_LIMIT", "-1", "DEEPSEEK_RETRY_LIMIT is -1: write 0 to 100; it counts retries, not attempts.")]
    [InlineData("USE_MOCK_APIS", "perhaps", "USE_MOCK_APIS is \"perhaps\": write true or false.")]
    public void Options_ImpossibleVariable_OneSentenceNamesItAndTheRemedy(string variable, string value, string sentence)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Options<DeepSeekChatOptions>(new()
        {
            ["DEEPSEEK_API_KEY"] = "sk-one",
            [variable] = value,
        }));

        Assert.Equal(sentence, Assert.Single(failure.Failures));
    }

    [Fact]
    public void Options_DialectWithoutAClient_SaysSo()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Options<NanoBananaNativeOptions>(new()
        {
            ["NANOBANANA_API_KEY"] = "nb",
            ["NANOBANANA_DIALECT"] = "imagen",
        }));

        Assert.Equal("NANOBANANA_DIALECT is \"imagen\": write native, gemini or task.", Assert.Single(failure.Failures));
    }

    [Fact]
    public void Options_UnknownKeyInTheSection_IsAnError() =>
        Assert.Contains(
            "RetryLimt",
            Assert.Throws<InvalidOperationException>(() => Options<DeepSeekChatOptions>(new()
            {
                ["DEEPSEEK_API_KEY"] = "sk-one",
                ["ProviderClients:DeepSeek:RetryLimt"] = "3",
            })).Message,
            StringComparison.Ordinal);

    private static TOptions Options<TOptions>(Dictionary<string, string?> values)
        where TOptions : class
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        using var services = new ServiceCollection().AddProviderClients(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<TOptions>>().Value;
    }
}
