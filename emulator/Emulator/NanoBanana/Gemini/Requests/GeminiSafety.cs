using System.Text.Json;

namespace Emulator.NanoBanana.Gemini.Requests;

/// <summary>The settings of safety that a request may have; none of them concerns pictures.</summary>
internal static class GeminiSafety
{
    private const string Prefix = "HARM_CATEGORY_";

    private static readonly string[] Categories =
        ["HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT", "DANGEROUS_CONTENT", "CIVIC_INTEGRITY", "JAILBREAK", "UNSPECIFIED"];

    private static readonly string[] Thresholds =
        ["BLOCK_LOW_AND_ABOVE", "BLOCK_MEDIUM_AND_ABOVE", "BLOCK_ONLY_HIGH", "BLOCK_NONE", "OFF", "HARM_BLOCK_THRESHOLD_UNSPECIFIED"];

    /// <summary>Whether every setting names a category and a threshold that exist.</summary>
    /// <exception cref="Errors.GeminiRefusedException">They are no settings.</exception>
    public static bool IsFine(JsonElement body) => GeminiFields.Objects(body, "safety_settings").All(static setting =>
        GeminiFields.Text(setting, "category") is { } category && category.StartsWith(Prefix, StringComparison.Ordinal)
        && Categories.Contains(category[Prefix.Length..])
        && (GeminiFields.Text(setting, "threshold") is not { } threshold || Thresholds.Contains(threshold)));
}
