using Emulator.Images;

namespace Harness.Tests.Contracts.Flux.ImagePig;

/// <summary>Asks ImagePig what a test of a fact wants to know.</summary>
internal static class ImagePigAsk
{
    public const string Pig = """{"prompt":"a pig"}""";

    public const string Stored = """{"prompt":"a pig","storage_days":2}""";

    /// <summary>Whoever asks for more than a minute's worth with one key.</summary>
    public const string Unlimited = "limits: []";

    public static readonly ProviderAsk Provider = new(
        "Flux/ImagePig", "/imagepig", "timing: {runTime: 0s}", static (request, key) => request.Headers.TryAddWithoutValidation("Api-Key", key));

    /// <summary>A PNG of 64 by 32 pixels, as base64.</summary>
    public static string Picture { get; } =
        Convert.ToBase64String(new PictureSpec(new PictureSize(64, 32), PictureFormat.Png, 1, "an input").Encode());

    public static Task<ProviderReply> FluxAsync(string body = Pig, string behaviour = "", string? key = "") =>
        Provider.PostAsync("/flux", body, behaviour, key);

    /// <summary>FLUX with further fields: <c>"seed":1</c>.</summary>
    public static Task<ProviderReply> FluxWithAsync(string more, string behaviour = "") =>
        FluxAsync($$"""{"prompt":"a pig",{{more}}}""", behaviour);

    /// <summary>Asks an endpoint that begins with a picture.</summary>
    /// <param name="endpoint">The endpoint: <c>cutout</c>.</param>
    /// <param name="more">Further fields, with a comma before them.</param>
    public static Task<ProviderReply> PictureAsync(string endpoint, string more = "") =>
        Provider.PostAsync($"/{endpoint}", $$"""{"image_data":"{{Picture}}"{{more}}}""");

    /// <summary>The picture that came in the answer.</summary>
    public static ImageHeader PictureOf(ProviderReply reply) =>
        ImageHeader.Read(Convert.FromBase64String((string)reply.Json["image_data"]!)) ?? throw new InvalidOperationException("This is no picture.");

    /// <summary>The first complaint of a 422.</summary>
    public static (string Type, string Message) ComplaintOf(ProviderReply reply) =>
        ((string)reply.Json["detail"]![0]!["type"]!, (string)reply.Json["detail"]![0]!["msg"]!);
}
