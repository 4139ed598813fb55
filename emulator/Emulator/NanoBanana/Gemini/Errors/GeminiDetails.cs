using System.Globalization;
using System.Text.Json.Nodes;

namespace Emulator.NanoBanana.Gemini.Errors;

/// <summary>What stands below <c>details</c>.</summary>
internal static class GeminiDetails
{
    private const string Prefix = "type.googleapis.com/google.rpc.";

    /// <summary>Which rule refused, as a word.</summary>
    public static JsonObject ErrorInfo(string reason) => new()
    {
        ["@type"] = $"{Prefix}ErrorInfo",
        ["reason"] = reason,
        ["domain"] = "googleapis.com",
        ["metadata"] = new JsonObject { ["service"] = GeminiEndpoints.ProviderName },
    };

    public static JsonObject LocalizedMessage(string message) => new()
    {
        ["@type"] = $"{Prefix}LocalizedMessage",
        ["locale"] = "en-US",
        ["message"] = message,
    };

    /// <summary>The fields that are wrong, each by the path of its parent; the request itself has none.</summary>
    public static JsonObject BadRequest(IEnumerable<(string Field, string Description)> violations) => new()
    {
        ["@type"] = $"{Prefix}BadRequest",
        ["fieldViolations"] = new JsonArray([.. violations.Select(static violation =>
        {
            JsonObject one = [];
            if (violation.Field.Length > 0)
            {
                one["field"] = violation.Field;
            }

            one["description"] = violation.Description;
            return one;
        })]),
    };

    public static JsonObject Help() => new()
    {
        ["@type"] = $"{Prefix}Help",
        ["links"] = new JsonArray(new JsonObject
        {
            ["description"] = "Learn more about Gemini API quotas",
            ["url"] = "https://ai.google.dev/gemini-api/docs/rate-limits",
        }),
    };

    public static JsonObject QuotaFailure(IEnumerable<JsonObject> violations) => new()
    {
        ["@type"] = $"{Prefix}QuotaFailure",
        ["violations"] = new JsonArray([.. violations]),
    };

    /// <summary>A wait in seconds, with as many digits as it has.</summary>
    public static JsonObject RetryInfo(decimal seconds) => new()
    {
        ["@type"] = $"{Prefix}RetryInfo",
        ["retryDelay"] = $"{seconds.ToString("0.#########", CultureInfo.InvariantCulture)}s",
    };
}
