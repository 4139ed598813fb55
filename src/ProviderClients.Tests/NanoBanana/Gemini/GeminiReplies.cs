using System.Text.Json;
using ProviderClients.NanoBanana;
using ProviderClients.NanoBanana.Gemini;

namespace ProviderClients.Tests.NanoBanana.Gemini;

/// <summary>Answers and refusals as the provider's documentation and captures show them, and a client to ask with.</summary>
internal static class GeminiReplies
{
    public const string Usage =
        "\"usageMetadata\":{\"promptTokenCount\":32,\"candidatesTokenCount\":1240,\"totalTokenCount\":1420,"
        + "\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":32}],"
        + "\"candidatesTokensDetails\":[{\"modality\":\"IMAGE\",\"tokenCount\":1120}],\"thoughtsTokenCount\":148}";

    public static readonly NanoBananaImageRequest Request = new() { Prompt = "a fox in the snow", CallId = "fox" };

    public static string Image(byte[]? bytes = null, string signature = "c2ln", string type = "image/jpeg") =>
        $$$"""{"inlineData":{"mimeType":"{{{type}}}","data":"{{{Convert.ToBase64String(bytes ?? SmallPictures.Jpeg())}}}"},"thoughtSignature":"{{{signature}}}"}""";

    public static string Text(string words) => $$"""{"text":{{JsonSerializer.Serialize(words)}}}""";

    public static string Parts(params string[] parts) =>
        Candidate($$"""{"content":{"parts":[{{string.Join(',', parts)}}],"role":"model"},"finishReason":"STOP","index":0}""");

    public static string Candidate(string candidate) =>
        $$"""{"candidates":[{{candidate}}],{{Usage}},"modelVersion":"gemini-nano-banana-2.1","responseId":"SDZ4aeafJLTWsbwP5ui6uA4"}""";

    public static NanoBananaGeminiClient Client(ClientRig rig, Action<NanoBananaGeminiOptions>? configure = null)
    {
        var options = new NanoBananaGeminiOptions { ApiKey = "AIza-canary-0123456789" };
        configure?.Invoke(options);
        return new NanoBananaGeminiClient(options, rig.Services);
    }
}
