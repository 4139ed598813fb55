using System.Globalization;
using Emulator.Chance;
using Emulator.Exchanges;
using Emulator.Images;

namespace Emulator.Flux.ImagePig;

/// <summary>Decides what a request is answered with: the same prompt and seed give the same picture.</summary>
internal static class ImagePigReplies
{
    public static PictureSpec Picture(Exchange exchange, ImagePigRequest request)
    {
        var content = exchange.Plan.ContentSeed;
        var seed = request.Seed ?? Seed.For(content, "seed");
        return new PictureSpec(request.Size, request.Format, seed, request.Prompt) { Own = exchange.Plan.Answer?.Image };
    }

    public static string Stamp(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture);
}

/// <summary>A made picture and when it was made.</summary>
internal sealed record ImagePigAnswer(PictureSpec Picture, DateTimeOffset StartedAt, DateTimeOffset CompletedAt);
