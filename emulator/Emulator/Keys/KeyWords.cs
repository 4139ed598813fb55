using System.Globalization;

namespace Emulator.Keys;

/// <summary>How instants are told where keys are told of.</summary>
internal static class KeyWords
{
    public static string? Instant(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
