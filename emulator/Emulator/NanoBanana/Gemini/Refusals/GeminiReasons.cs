namespace Emulator.NanoBanana.Gemini.Refusals;

/// <summary>The provider's words for why an answer ends, and why a prompt is not answered.</summary>
internal static class GeminiReasons
{
    public const string Stop = "STOP";

    public static IReadOnlyList<string> Finish { get; } =
    [
        Stop, "IMAGE_SAFETY", "SAFETY", "PROHIBITED_CONTENT", "BLOCKLIST", "SPII", "RECITATION",
        "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION", "IMAGE_OTHER", "NO_IMAGE",
        "MAX_TOKENS", "LANGUAGE", "OTHER", "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS",
        "MALFORMED_RESPONSE", "CONTINUATION", "FINISH_REASON_UNSPECIFIED",
    ];

    public static IReadOnlyList<string> Block { get; } =
        ["SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "IMAGE_SAFETY", "MODEL_ARMOR", "JAILBREAK"];

    /// <summary>The message of a finish reason; two were captured, and the beginning of one stands for those that were not.</summary>
    /// <param name="reason">The finish reason.</param>
    /// <param name="supportCode">Digits that follow the known beginning of a support code.</param>
    public static string? MessageOf(string reason, Func<string> supportCode) => reason switch
    {
        "IMAGE_OTHER" => "Unable to show the generated image. The model could not generate the image based on the prompt provided. "
            + "You will not be charged for this request. Try rephrasing the prompt.",
        "IMAGE_PROHIBITED_CONTENT" => "Unable to show the generated image due to interests of third-party content providers. "
            + "Please edit your prompt and try again. If you think this was an error, send feedback. "
            + $"Support code: 355{supportCode()}",
        "IMAGE_SAFETY" or "SAFETY" or "PROHIBITED_CONTENT" or "BLOCKLIST" or "SPII" or "RECITATION" or "IMAGE_RECITATION" =>
            "Unable to show the generated image.",
        _ => null,
    };
}
