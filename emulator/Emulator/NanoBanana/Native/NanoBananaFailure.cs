namespace Emulator.NanoBanana.Native;

/// <summary>How a failed job tells why.</summary>
/// <param name="Code">The machine's word.</param>
/// <param name="Message">The sentence for a person.</param>
/// <param name="IsRetryable">Whether the same submit may succeed another time.</param>
internal sealed record NanoBananaFailure(string Code, string Message, bool IsRetryable)
{
    /// <summary>The code of the content policy, at a submit and in a job alike.</summary>
    public const string PolicyCode = "content_policy_violation";

    /// <summary>The sentence of the content policy.</summary>
    public const string PolicyMessage = "The prompt violates the content policy.";

    private static readonly NanoBananaFailure[] All =
    [
        new(PolicyCode, PolicyMessage, IsRetryable: false),
        new("generation_failed", "The image could not be generated.", IsRetryable: true),
        new("no_image", "The model answered without an image.", IsRetryable: true),
        new("timeout", "The image was not generated in time.", IsRetryable: true),
        new("internal_error", "Something went wrong on our side.", IsRetryable: true),
    ];

    /// <summary>The failure with a code, which must be one of the five.</summary>
    public static NanoBananaFailure Of(string code) => All.Single(failure => failure.Code == code);

    /// <summary>The code of a failure that a scenario names.</summary>
    public static string CodeOf(NanoBananaJobFailure failure) => failure switch
    {
        NanoBananaJobFailure.NoImage => "no_image",
        NanoBananaJobFailure.Timeout => "timeout",
        NanoBananaJobFailure.InternalError => "internal_error",
        _ => "generation_failed",
    };
}
