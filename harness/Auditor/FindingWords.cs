using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Auditor;

/// <summary>How codes, instants and lengths of time are spelt in sentences.</summary>
internal static class FindingWords
{
    private static readonly Dictionary<FindingCode, string> Codes = Enum.GetValues<FindingCode>().ToDictionary(
        code => code,
        code => typeof(FindingCode).GetField(code.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name);

    private static readonly (long Ns, string Unit)[] Lengths =
    [
        (86_400_000_000_000, "d"), (3_600_000_000_000, "h"), (60_000_000_000, "m"), (1_000_000_000, "s"),
        (1_000_000, "ms"), (1_000, "us"), (1, "ns"),
    ];

    public static string Of(FindingCode code) => Codes[code];

    /// <summary>An instant in UTC with as many digits of its nanoseconds as it needs, three at least.</summary>
    public static string Instant(long ns)
    {
        var seconds = DateTimeOffset.FromUnixTimeSeconds(ns / 1_000_000_000);
        var fraction = (ns % 1_000_000_000).ToString("D9", CultureInfo.InvariantCulture);
        var shown = fraction.EndsWith("000000", StringComparison.Ordinal) ? fraction[..3] : fraction;
        return seconds.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + $".{shown}Z";
    }

    /// <summary>A length of time exactly, in its two largest units or, if those do not do, in nanoseconds.</summary>
    public static string Length(long ns)
    {
        var (size, unit) = Lengths.FirstOrDefault(length => ns >= length.Ns, (1, "ns"));
        if (ns % size == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{ns / size}{unit}");
        }

        return size >= 60_000_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{ns / size}{unit} {Length(ns % size)}")
            : string.Create(CultureInfo.InvariantCulture, $"{ns / (decimal)size:0.#########}{unit}");
    }

    public static string Length(TimeSpan length) => Length(length.Ticks * TimeSpan.NanosecondsPerTick);

    public static string Unit(LimitUnit unit) => unit switch
    {
        LimitUnit.Requests => "requests",
        LimitUnit.Tokens => "tokens",
        LimitUnit.Images => "images",
        LimitUnit.InFlight => "in flight",
        _ => "active jobs",
    };

    /// <summary>" for a, b", or nothing.</summary>
    public static string About(IEnumerable<string?> parts)
    {
        var known = parts.Where(part => part is not null).ToArray();
        return known.Length == 0 ? "" : $" for {string.Join(", ", known)}";
    }
}
