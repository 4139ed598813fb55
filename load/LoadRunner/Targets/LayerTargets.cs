using System.Globalization;
using System.Text.Json;
using LoadRunner.Scenarios;
using ProviderClients;
using ProviderClients.Configuration;
using ProviderClients.DeepSeek.Chat;
using ProviderClients.Enhancement;
using ProviderClients.Flux.Bfl;
using ProviderClients.Flux.ImagePig;
using ProviderClients.NanoBanana;
using ProviderClients.NanoBanana.Native;

namespace LoadRunner.Targets;

/// <summary>Makes targets that call through the integration layer, as an application would.</summary>
internal sealed class LayerTargets(ProviderClientServices services, Uri emulator, ClientSettings settings)
{
    private const int SmallSidePixels = 256;

    public ICallTarget For(LoadTarget target, string name) => new LayerTarget(target.Prompt, name, target.Dialect switch
    {
        LoadDialect.DeepSeekChat => Chat(target),
        LoadDialect.NanoBananaNative => Native(target),
        LoadDialect.FluxBfl => Bfl(target),
        _ => ImagePig(target),
    });

    private Func<string, string, CancellationToken, Task> Chat(LoadTarget target)
    {
        var enhancer = new PromptEnhancer(new DeepSeekChatClient(Configured(new DeepSeekChatOptions(), target, "/deepseek"), services));
        return (prompt, callId, token) => enhancer.EnhanceAsync(prompt, PromptEnhancementMode.Balanced, callId, token);
    }

    private Func<string, string, CancellationToken, Task> Native(LoadTarget target)
    {
        var client = new NanoBananaNativeClient(Configured(new NanoBananaNativeOptions(), target, "/nanobanana/v1"), services);
        return (prompt, callId, token) => client.GenerateAsync(
            new NanoBananaImageRequest { Prompt = prompt, WidthPixels = SmallSidePixels, HeightPixels = SmallSidePixels, CallId = callId }, token);
    }

    private Func<string, string, CancellationToken, Task> Bfl(LoadTarget target)
    {
        var client = new FluxBflClient(Configured(new FluxBflOptions(), target, "/flux"), services);
        return (prompt, callId, token) => client.GenerateAsync(
            new FluxBflRequest { Prompt = prompt, WidthPixels = SmallSidePixels, HeightPixels = SmallSidePixels, CallId = callId }, token);
    }

    private Func<string, string, CancellationToken, Task> ImagePig(LoadTarget target)
    {
        var client = new FluxImagePigClient(Configured(new FluxImagePigOptions(), target, "/imagepig"), services);
        return (prompt, callId, token) => client.GenerateAsync(new FluxImagePigRequest { Prompt = prompt, CallId = callId }, token);
    }

    private TOptions Configured<TOptions>(TOptions options, LoadTarget target, string path)
        where TOptions : IProviderOptions
    {
        options.ApiKey = target.Key;
        options.BaseUrl = new Uri(emulator, path);
        options.RetryLimit = settings.RetryLimit ?? options.RetryLimit;
        if (settings.Timeout is { } timeout)
        {
            options.Timeout = timeout;
            options.AttemptTimeout = timeout < options.AttemptTimeout ? timeout : options.AttemptTimeout;
        }

        foreach (var limit in settings.Limits.GetValueOrDefault(target.DialectName) ?? [])
        {
            if (limit is { Requests: { } requests, Window: { } window })
            {
                options.Limits.Add(new RateOptions { Requests = requests, Window = window });
            }
            else
            {
                options.Concurrency = limit.InFlight;
            }
        }

        return options;
    }

    private sealed class LayerTarget(string prompt, string name, Func<string, string, CancellationToken, Task> call) : ICallTarget
    {
        public async Task<CallOutcome> CallAsync(long index, CancellationToken cancellationToken)
        {
            var number = index.ToString(CultureInfo.InvariantCulture);
            try
            {
                await call(prompt.Replace("{n}", number, StringComparison.Ordinal), $"{name}-{number}", cancellationToken);
                return CallOutcome.Succeeded;
            }
            catch (ProviderException e)
            {
                return e.Kind is ProviderErrorKind.ConnectionLost && e.CommitState is CommitState.NotSent
                    ? CallOutcome.Unreachable("connection refused")
                    : CallOutcome.Failed(JsonNamingPolicy.CamelCase.ConvertName(e.Kind.ToString()));
            }
        }
    }
}
