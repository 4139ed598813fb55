using Harness.Steps;
using ProviderClients;
using ProviderClients.Configuration;
using ProviderClients.DeepSeek.Chat;
using ProviderClients.Enhancement;
using ProviderClients.Flux.Bfl;
using ProviderClients.Flux.ImagePig;
using ProviderClients.NanoBanana;
using ProviderClients.NanoBanana.Gemini;
using ProviderClients.NanoBanana.Native;
using ProviderClients.NanoBanana.TaskApi;

namespace Harness.Clients;

/// <summary>The integration layer's clients as a step wants them configured, all at the emulator.</summary>
internal static class StepProviders
{
    // The flight's clock is years off; the emulator's prices are the newest.
    public static DeepSeekChatClient Chat(Step step, Uri emulator, ProviderClientServices services) => new(
        Configured(new DeepSeekChatOptions { PricesOf = DateTimeOffset.MaxValue }, step, new Uri(emulator, "/deepseek")), services);

    public static INanoBananaImageClient Nano(Step step, Uri emulator, ProviderClientServices services) => step.DialectName switch
    {
        StepDialects.Gemini => new NanoBananaGeminiClient(Configured(new NanoBananaGeminiOptions(), step, new Uri(emulator, "/gemini")), services),
        StepDialects.TaskApi =>
            new NanoBananaTaskApiClient(Configured(new NanoBananaTaskApiOptions(), step, new Uri(emulator, "/nanobanana-task")), services),
        _ => new NanoBananaNativeClient(Configured(new NanoBananaNativeOptions(), step, new Uri(emulator, "/nanobanana/v1")), services),
    };

    public static FluxBflClient Bfl(Step step, Uri emulator, ProviderClientServices services)
    {
        var options = new FluxBflOptions();
        options.Model = step.Model ?? options.Model;
        return new FluxBflClient(Configured(options, step, new Uri(emulator, "/flux")), services);
    }

    public static FluxImagePigClient ImagePig(Step step, Uri emulator, ProviderClientServices services) =>
        new(Configured(new FluxImagePigOptions(), step, new Uri(emulator, "/imagepig")), services);

    public static PromptEnhancementMode ModeOf(Step step) => step.Mode switch
    {
        StepMode.Creative => PromptEnhancementMode.Creative,
        StepMode.Precise => PromptEnhancementMode.Precise,
        _ => PromptEnhancementMode.Balanced,
    };

    private static TOptions Configured<TOptions>(TOptions options, Step step, Uri baseUrl)
        where TOptions : IProviderOptions
    {
        options.ApiKey = step.Key;
        options.BaseUrl = baseUrl;
        options.RetryLimit = step.RetryLimit ?? options.RetryLimit;
        if (step.Timeout is { } timeout)
        {
            options.Timeout = timeout;
            options.AttemptTimeout = timeout < options.AttemptTimeout ? timeout : options.AttemptTimeout;
        }

        foreach (var limit in step.Limits ?? [])
        {
            options.Limits.Add(new RateOptions { Requests = limit.Requests, Window = limit.Window });
        }

        return options;
    }
}
