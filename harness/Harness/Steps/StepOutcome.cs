using System.Text.Json;

namespace Harness.Steps;

/// <summary>How one logical call ended, as its caller saw it.</summary>
/// <param name="CallId">The logical call, as the journal knows it.</param>
/// <param name="Outcome"><see cref="Succeeded"/>, <see cref="Stopped"/>, or the kind of error in camel case.</param>
/// <param name="Attempts">How often the request was sent.</param>
/// <param name="Message">The error in one sentence; empty on success.</param>
internal sealed record StepOutcome(string CallId, string Outcome, int Attempts, string Message)
{
    /// <summary>What the caller got: the text, or the path of the picture's file.</summary>
    public string Got { get; init; } = "";

    /// <summary>The caller has what it asked for.</summary>
    public const string Succeeded = "succeeded";

    /// <summary>The step's time was up while the call was still under way.</summary>
    public const string Stopped = "stopped";

    /// <summary>Camel case, as scenario files write it.</summary>
    public static string NameOf(Enum kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
