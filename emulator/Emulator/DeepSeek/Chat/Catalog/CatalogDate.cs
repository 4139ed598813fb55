using System.Globalization;

namespace Emulator.DeepSeek.Chat.Catalog;

/// <summary>The day whose models, prices and words are served; a bare date means its last instant, so that what changed on it has changed.</summary>
internal readonly record struct CatalogDate(DateTimeOffset At) : IParsable<CatalogDate>
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    public static CatalogDate Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var date)
        ? date
        : throw new FormatException("write a date such as 2026-05-08, or an instant such as 2026-07-24T15:00Z");

    public static bool TryParse(string? s, IFormatProvider? provider, out CatalogDate result)
    {
        if (DateOnly.TryParseExact(s, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            result = new(new DateTimeOffset(day, TimeOnly.MaxValue, TimeSpan.Zero));
            return true;
        }

        var isInstant = DateTimeOffset.TryParseExact(
            s, ["yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture, Utc, out var at);
        result = new(at);
        return isInstant;
    }
}
