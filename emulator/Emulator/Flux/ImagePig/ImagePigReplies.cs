using System.Globalization;
using Emulator.Chance;
using Emulator.Exchanges;
using Emulator.Images;

namespace Emulator.Flux.ImagePig;

/// <summary>Decides what a request is answered with: the same prompt, pictures and seed give the same scene.</summary>
internal static class ImagePigReplies
{
    public static PictureSpec Picture(Exchange exchange, ImagePigOrder order)
    {
        var seed = order.Seed ?? order.Inputs.All.Aggregate(
            Seed.For(exchange.Plan.ContentSeed, "seed"), static (mixed, input) => Seed.For(mixed, input.Hash));
        return new PictureSpec(order.Size, order.Format, seed, order.Subject)
        {
            Own = exchange.Plan.Answer?.Image,
            Model = exchange.Entry.Model,
            Job = exchange.Entry.Identity.Call,
            Inputs = order.Inputs,
        };
    }

    public static string Stamp(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture);
}

/// <summary>A made picture and when it was made.</summary>
internal sealed record ImagePigAnswer(PictureSpec Picture, DateTimeOffset StartedAt, DateTimeOffset CompletedAt);
