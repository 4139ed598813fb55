using System.Collections.Concurrent;

namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>What came of a request for a picture of a size: so little of it is kept that all sizes of all models can be.</summary>
/// <param name="Status">The status.</param>
/// <param name="Picture">What the picture says of itself: <c>image/jpeg 1024×1024</c>.</param>
/// <param name="Tokens">What the picture counts.</param>
internal sealed record GeminiSized(int Status, string? Picture, int Tokens)
{
    /// <summary>The smallest PNG there is.</summary>
    public const string SmallPng =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static readonly ConcurrentDictionary<string, Lazy<Task<GeminiSized>>> Known = new();

    /// <summary>Asks once for each model, ratio, size and behaviour.</summary>
    public static Task<GeminiSized> AskAsync(string model, string? ratio, string? size, string behaviour = "") =>
        Known.GetOrAdd($"{behaviour}\n{model}\n{ratio}\n{size}", _ => new Lazy<Task<GeminiSized>>(() => SendAsync(model, ratio, size, behaviour))).Value;

    private static async Task<GeminiSized> SendAsync(string model, string? ratio, string? size, string behaviour)
    {
        List<string> fields = [];
        if (ratio is not null)
        {
            fields.Add($"\"aspectRatio\":\"{ratio}\"");
        }

        if (size is not null)
        {
            fields.Add($"\"imageSize\":\"{size}\"");
        }

        var layout = behaviour.Length == 0 ? "provider: {layout: image}" : behaviour;
        var reply = await GeminiAsk.PostAsync(
            $"/v1beta/models/{model}:generateContent",
            GeminiAsk.Body($"\"generationConfig\":{{\"imageConfig\":{{{string.Join(',', fields)}}}}}"),
            layout);
        return reply.Status != 200
            ? new GeminiSized(reply.Status, null, 0)
            : new GeminiSized(
                200, reply.Picture, reply.Usage["candidatesTokensDetails"]!.AsArray().Sum(one => (int)one!["tokenCount"]!));
    }
}
