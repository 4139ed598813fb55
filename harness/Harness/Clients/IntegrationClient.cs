using System.Text;
using Harness.Steps;
using ProviderClients;
using ProviderClients.Configuration;
using ProviderClients.DeepSeek.Chat;
using ProviderClients.Enhancement;
using ProviderClients.Flux.Bfl;
using ProviderClients.Flux.ImagePig;
using ProviderClients.Images;
using ProviderClients.NanoBanana;
using ProviderClients.NanoBanana.Gemini;
using ProviderClients.NanoBanana.Native;
using ProviderClients.NanoBanana.TaskApi;

namespace Harness.Clients;

/// <summary>Makes calls through the integration layer, as an application would.</summary>
internal sealed class IntegrationClient : IStepClient
{
    private readonly Func<StepRequest, CancellationToken, Task<string>> _call;

    private IntegrationClient(Func<StepRequest, CancellationToken, Task<string>> call) => _call = call;

    /// <summary>Makes the client that a step asks for.</summary>
    /// <param name="step">The step.</param>
    /// <param name="emulator">Where the emulator is.</param>
    /// <param name="services">The integration layer's shared parts.</param>
    /// <param name="imageFolder">Where pictures go.</param>
    public static IntegrationClient For(Step step, Uri emulator, ProviderClientServices services, string imageFolder) => new(step.DialectName switch
    {
        StepDialects.Chat => Chat(step, emulator, services),
        StepDialects.Native => Nano(
            step, imageFolder, new NanoBananaNativeClient(Configured(new NanoBananaNativeOptions(), step, new Uri(emulator, "/nanobanana/v1")), services)),
        StepDialects.Gemini => Nano(
            step, imageFolder, new NanoBananaGeminiClient(Configured(new NanoBananaGeminiOptions(), step, new Uri(emulator, "/gemini")), services)),
        StepDialects.TaskApi => Nano(
            step, imageFolder, new NanoBananaTaskApiClient(Configured(new NanoBananaTaskApiOptions(), step, new Uri(emulator, "/nanobanana-task")), services)),
        StepDialects.Bfl => Bfl(step, emulator, services, imageFolder),
        _ => ImagePig(step, emulator, services, imageFolder),
    });

    public async Task<StepOutcome> CallAsync(StepRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var got = await _call(request, cancellationToken);
            return new StepOutcome(request.CallId, StepOutcome.Succeeded, 0, "") { Got = got };
        }
        catch (ProviderException e)
        {
            return new StepOutcome(request.CallId, StepOutcome.NameOf(e.Kind), e.Attempts, e.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new StepOutcome(request.CallId, StepOutcome.Stopped, 0, "");
        }
    }

    public void Dispose()
    {
    }

    private static Func<StepRequest, CancellationToken, Task<string>> Chat(Step step, Uri emulator, ProviderClientServices services)
    {
        // The flight's clock is years off; the emulator's prices are the newest.
        var options = new DeepSeekChatOptions { PricesOf = DateTimeOffset.MaxValue };
        var client = new DeepSeekChatClient(Configured(options, step, new Uri(emulator, "/deepseek")), services);
        var enhancer = new PromptEnhancer(client);
        var mode = step.Mode switch
        {
            StepMode.Creative => PromptEnhancementMode.Creative,
            StepMode.Precise => PromptEnhancementMode.Precise,
            _ => PromptEnhancementMode.Balanced,
        };
        return step.Call switch
        {
            StepCall.Stream => (request, token) => ReadToEndAsync(enhancer.StreamAsync(request.Prompt, mode, request.CallId, token)),
            StepCall.Models => async (_, token) => string.Join(", ", await client.ListModelsAsync(token)),
            StepCall.Balance => async (_, token) => $"{await client.GetBalanceAsync(token)}",
            _ => (request, token) => enhancer.EnhanceAsync(request.Prompt, mode, request.CallId, token),
        };
    }

    private static async Task<string> ReadToEndAsync(IAsyncEnumerable<string> pieces)
    {
        var text = new StringBuilder();
        await foreach (var piece in pieces)
        {
            text.Append(piece);
        }

        return text.ToString();
    }

    private static Func<StepRequest, CancellationToken, Task<string>> Nano(Step step, string folder, INanoBananaImageClient client) =>
        async (request, token) => await SaveAsync(
            await client.GenerateAsync(
                new NanoBananaImageRequest
                {
                    Prompt = request.Prompt,
                    Model = step.Model,
                    WidthPixels = step.Width,
                    HeightPixels = step.Height,
                    CallId = request.CallId,
                },
                token),
            folder,
            token);

    private static Func<StepRequest, CancellationToken, Task<string>> Bfl(
        Step step, Uri emulator, ProviderClientServices services, string folder)
    {
        var client = new FluxBflClient(Configured(new FluxBflOptions(), step, new Uri(emulator, "/flux")), services);
        return async (request, token) => await SaveAsync(
            await client.GenerateAsync(
                new FluxBflRequest
                {
                    Prompt = request.Prompt,
                    Model = step.Model,
                    WidthPixels = step.Width,
                    HeightPixels = step.Height,
                    CallId = request.CallId,
                },
                token),
            folder,
            token);
    }

    private static Func<StepRequest, CancellationToken, Task<string>> ImagePig(
        Step step, Uri emulator, ProviderClientServices services, string folder)
    {
        var client = new FluxImagePigClient(
            Configured(new FluxImagePigOptions(), step, new Uri(emulator, "/imagepig")), services);
        return async (request, token) => await SaveAsync(
            await client.GenerateAsync(new FluxImagePigRequest { Prompt = request.Prompt, CallId = request.CallId }, token), folder, token);
    }

    private static Task<string> SaveAsync(GeneratedImage image, string folder, CancellationToken cancellationToken) =>
        image.SaveAsync(folder, cancellationToken);

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
