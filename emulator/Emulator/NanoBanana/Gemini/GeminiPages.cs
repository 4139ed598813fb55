using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Emulator.NanoBanana.Gemini;

/// <summary>A page of a list: how many there are at most, and where it begins.</summary>
/// <param name="Size">How many entries it has at most.</param>
/// <param name="Start">The first of them.</param>
internal readonly record struct GeminiPages(int Size, int Start)
{
    /// <summary>Reads <c>pageSize</c> and <c>pageToken</c>; <see langword="null"/> when they are no numbers.</summary>
    /// <param name="query">The query.</param>
    /// <param name="usual">How many where nothing is said.</param>
    /// <param name="most">How many there never are more of.</param>
    public static GeminiPages? Read(IQueryCollection query, int usual, int most) =>
        Number(query["pageSize"]) is { } size && Number(query["pageToken"]) is { } start
            ? new GeminiPages(size == 0 ? usual : Math.Min(size, most), start)
            : null;

    /// <summary>The token of the page that follows; <see langword="null"/> where this is the last.</summary>
    public string? NextOf(int all) => Start + Size < all ? (Start + Size).ToString(CultureInfo.InvariantCulture) : null;

    private static int? Number(StringValues text) =>
        StringValues.IsNullOrEmpty(text) ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1_000_000 ? number
        : null;
}
