using System.Text.Json.Nodes;

namespace Emulator.NanoBanana.Gemini.Errors;

/// <summary>One error of the provider: what stands below <c>error</c>, in an answer, an event of a stream or an item of a batch.</summary>
/// <param name="Code">The HTTP status.</param>
/// <param name="Status">The provider's word for it: <c>INVALID_ARGUMENT</c>.</param>
/// <param name="Message">The sentence.</param>
internal sealed record GeminiError(int Code, string Status, string Message)
{
    /// <summary>What is said beside it, each with its <c>@type</c>; empty where the provider sends no <c>details</c>.</summary>
    public IReadOnlyList<JsonObject> Details { get; init; } = [];

    /// <summary>What a person is told, in place of a sentence about the status.</summary>
    public string? Why { get; init; }

    /// <summary>The object below <c>error</c>.</summary>
    public JsonObject ToJson()
    {
        JsonObject error = new() { ["code"] = Code, ["message"] = Message, ["status"] = Status };
        if (Details.Count > 0)
        {
            error["details"] = new JsonArray([.. Details.Select(detail => detail.DeepClone())]);
        }

        return error;
    }
}

/// <summary>Carries an error out of the depth of a request; it never leaves the reader.</summary>
internal sealed class GeminiRefusedException(GeminiError error) : Exception(error.Message)
{
    public GeminiError Error { get; } = error;
}
