using System.Globalization;

namespace Emulator.NanoBanana.Gemini;

/// <summary>Instants as the provider writes them: UTC, without a fraction of zeros.</summary>
internal static class GeminiInstant
{
    public static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
