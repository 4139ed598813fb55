using Emulator.Exchanges;
using Emulator.Keys;

namespace Emulator.NanoBanana.Gemini;

/// <summary>
/// Where keys stand: in a header of their own or in the query, and as a bearer on the paths that OpenAI's clients use.
/// Elsewhere a bearer is an OAuth token and never a key.
/// </summary>
internal static class GeminiKeys
{
    public static string? KeyOf(HttpRequest request)
    {
        if (IsOpenAi(request))
        {
            return SentKey.Bearer(request);
        }

        return SentKey.Header(request, "x-goog-api-key") ?? InQuery(request)
            ?? (SentKey.Bearer(request) is { } token && token.StartsWith(KeyRing.TokenPrefix, StringComparison.Ordinal) ? token : null);
    }

    public static bool IsOpenAi(HttpRequest request) =>
        request.Path.StartsWithSegments($"{GeminiPaths.Base}/v1beta/openai", StringComparison.Ordinal);

    private static string? InQuery(HttpRequest request)
    {
        string? key = request.Query["key"];
        return string.IsNullOrWhiteSpace(key) ? null : key.Trim();
    }
}
