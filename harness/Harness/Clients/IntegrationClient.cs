using System.Text;
using Harness.Steps;
using ProviderClients;
using ProviderClients.Enhancement;
using ProviderClients.Flux.Bfl;
using ProviderClients.Flux.ImagePig;
using ProviderClients.Images;
using ProviderClients.NanoBanana;

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
        _ when step.Call is StepCall.Thumbnail => ThumbnailClient.For(step, emulator, services, imageFolder),
        StepDialects.Chat => Chat(step, emulator, services),
        StepDialects.Bfl => Bfl(step, StepProviders.Bfl(step, emulator, services), imageFolder),
        StepDialects.ImagePig => ImagePig(StepProviders.ImagePig(step, emulator, services), imageFolder),
        _ => Nano(step, imageFolder, StepProviders.Nano(step, emulator, services)),
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
        var client = StepProviders.Chat(step, emulator, services);
        var enhancer = new PromptEnhancer(client);
        var mode = StepProviders.ModeOf(step);
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

    private static Func<StepRequest, CancellationToken, Task<string>> Bfl(Step step, FluxBflClient client, string folder) =>
        async (request, token) => await SaveAsync(
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

    private static Func<StepRequest, CancellationToken, Task<string>> ImagePig(FluxImagePigClient client, string folder) =>
        async (request, token) => await SaveAsync(
            await client.GenerateAsync(new FluxImagePigRequest { Prompt = request.Prompt, CallId = request.CallId }, token), folder, token);

    private static Task<string> SaveAsync(GeneratedImage image, string folder, CancellationToken cancellationToken) =>
        image.SaveAsync(folder, cancellationToken);
}
