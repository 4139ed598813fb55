using System.Globalization;
using Harness.Steps;
using ProviderClients;
using ProviderClients.Enhancement;
using ProviderClients.Thumbnails;

namespace Harness.Clients;

/// <summary>Makes the blog thumbnails of a step: one call of the integration layer each, whoever paints.</summary>
internal static class ThumbnailClient
{
    /// <summary>The step's call; what it gives is the file's path and both costs.</summary>
    public static Func<StepRequest, CancellationToken, Task<string>> For(
        Step step, Uri emulator, ProviderClientServices services, string folder)
    {
        var job = new BlogThumbnailJob(new PromptEnhancer(StepProviders.Chat(step, emulator, services)), services);
        var painter = step.DialectName switch
        {
            StepDialects.Bfl => ThumbnailPainter.With(StepProviders.Bfl(step, emulator, services)),
            StepDialects.ImagePig => ThumbnailPainter.With(StepProviders.ImagePig(step, emulator, services)),
            _ => ThumbnailPainter.With(StepProviders.Nano(step, emulator, services)),
        };
        return async (request, token) =>
        {
            var thumbnail = await job.MakeAsync(
                new BlogThumbnailOrder
                {
                    Title = request.Prompt,
                    Folder = folder,
                    WidthPixels = step.Width,
                    HeightPixels = step.Height,
                    Mode = StepProviders.ModeOf(step),
                    CallId = request.CallId,
                },
                painter,
                token);
            return $"{thumbnail.Path}, prompt {Usd(thumbnail.EnhancementCostUsd)}, picture {Usd(thumbnail.ImageCostUsd)}";
        };
    }

    private static string Usd(decimal? cost) =>
        cost is { } usd ? string.Create(CultureInfo.InvariantCulture, $"{usd:0.######} USD") : "of unknown cost";
}
