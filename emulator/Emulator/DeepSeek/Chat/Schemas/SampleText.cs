using System.Globalization;

namespace Emulator.DeepSeek.Chat.Schemas;

/// <summary>Makes texts that suit the name of their property, out of the user's own words where they offer something.</summary>
internal sealed class SampleText(ValueDraws draws, PromptHints hints)
{
    private const int LongestQuery = 200;

    private static readonly string[] Names = ["Ada Lovelace", "Wei Zhang", "Maria Silva", "Tom Becker", "Aiko Tanaka"];
    private static readonly string[] Cities = ["Paris", "Hangzhou", "San Francisco", "Oslo", "Nairobi"];
    private static readonly string[] Countries = ["France", "China", "Norway", "Kenya", "Japan"];
    private static readonly string[] Colours = ["red", "blue", "green", "amber", "violet"];
    private static readonly string[] Languages = ["English", "French", "Chinese", "Spanish"];
    private static readonly string[] Words = ["sample", "alpha", "river", "summary", "draft", "orbit", "harbour", "lantern"];
    private static readonly string[] Queries = ["query", "question", "text", "prompt", "message", "input", "search", "term", "keyword", "content", "body"];
    private static readonly string[] NamedThings =
        ["city", "location", "place", "town", "name", "country", "title", "subject", "topic", "company", "person", "symbol", "destination", "origin", "address"];

    private readonly ValueDraws _draws = draws;
    private int _used;

    /// <summary>A text for a property.</summary>
    /// <param name="name">The property's name; empty where there is none.</param>
    /// <param name="isAsked">Whether the user's words may stand in it.</param>
    public string For(string name, bool isAsked = true)
    {
        if (isAsked && Says(name, NamedThings) && hints.Names.Count > 0)
        {
            return hints.Names[_used++ % hints.Names.Count];
        }

        if (isAsked && Says(name, Queries) && hints.Text.Length > 0)
        {
            return hints.Text.Length > LongestQuery ? Whole(hints.Text[..LongestQuery]) : hints.Text;
        }

        return Says(name, "email") ? OfFormat("email")!
            : Says(name, "url", "uri", "link") ? OfFormat("uri")!
            : Says(name, "date", "day") ? OfFormat("date")!
            : Says(name, "time") ? OfFormat("date-time")!
            : Says(name, "city", "location", "place", "town", "destination", "origin") ? _draws.Pick(Cities)
            : Says(name, "country") ? _draws.Pick(Countries)
            : Says(name, "language", "locale") ? _draws.Pick(Languages)
            : Says(name, "colour", "color") ? _draws.Pick(Colours)
            : Says(name, "name", "author", "person") ? _draws.Pick(Names)
            : Says(name, "unit") ? "celsius"
            : isAsked && hints.Names.Count > _used ? hints.Names[_used++]
            : _draws.Pick(Words);
    }

    /// <summary>Whether a property of this name takes a name.</summary>
    public static bool IsNamedThing(string name) => Says(name, NamedThings);

    /// <summary>A text of a format that JSON Schema knows; <see langword="null"/> for another.</summary>
    public string? OfFormat(string format) => format switch
    {
        "email" or "idn-email" => $"{_draws.Pick(Words)}@example.com",
        "hostname" or "idn-hostname" => $"{_draws.Pick(Words)}.example.com",
        "ipv4" => string.Create(CultureInfo.InvariantCulture, $"192.0.2.{_draws.Below(254) + 1}"),
        "ipv6" => string.Create(CultureInfo.InvariantCulture, $"2001:db8::{_draws.Below(65535) + 1:x}"),
        "uuid" => string.Create(
            CultureInfo.InvariantCulture,
            $"{_draws.Below(int.MaxValue):x8}-{_draws.Below(65536):x4}-4{_draws.Below(4096):x3}-a{_draws.Below(4096):x3}-{_draws.Below(int.MaxValue):x8}{_draws.Below(65536):x4}"),
        "uri" or "url" or "iri" => $"https://example.com/{_draws.Pick(Words)}",
        "uri-reference" or "iri-reference" => $"/{_draws.Pick(Words)}",
        "date" => string.Create(CultureInfo.InvariantCulture, $"2026-{_draws.Below(12) + 1:00}-{_draws.Below(28) + 1:00}"),
        "date-time" => $"{OfFormat("date")}T{OfFormat("time")}",
        "time" => string.Create(CultureInfo.InvariantCulture, $"{_draws.Below(24):00}:{_draws.Below(60):00}:00Z"),
        "duration" => string.Create(CultureInfo.InvariantCulture, $"PT{_draws.Below(59) + 1}M"),
        "byte" => "c2FtcGxl",
        _ => null,
    };

    private static bool Says(string name, params string[] words) =>
        words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string Whole(string text) => char.IsHighSurrogate(text[^1]) ? text[..^1] : text;
}
