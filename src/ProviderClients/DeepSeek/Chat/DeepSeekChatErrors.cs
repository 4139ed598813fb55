using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ProviderClients.Calls;

namespace ProviderClients.DeepSeek.Chat;

/// <summary>Reads the provider's refusals; the content type is no guide (a 400 came as octet-stream, a 401 without any).</summary>
internal static partial class DeepSeekChatErrors
{
    private const string Risk = "Content Exists Risk";

    public static CallFailure Read(RefusedAnswer answer)
    {
        var words = WordsOf(answer.Body);
        var kind = answer.Status is 400 or 422 ? KindOfRefused(words) : StatusKinds.Of(answer.Status);
        return StatusKinds.Failure(kind, answer.Status, words) with
        {
            // Requests under way are what this provider limits; a hint in seconds would mean another limit.
            Crowding = answer is { Status: 429, RetryAfter: null } ? new Crowding(PermittedAtOnce(words)) : null,
        };
    }

    /// <summary>A 200 that holds an error instead of an answer, whole or as a piece of a stream.</summary>
    public static CallFailure InAnswer(WireError error)
    {
        var kind = error.Type switch
        {
            "rate_limit_error" => ProviderErrorKind.RateLimited,
            "service_unavailable_error" => ProviderErrorKind.Overloaded,
            "authentication_error" => ProviderErrorKind.Authentication,
            "invalid_request_error" => KindOfRefused(error.Message),
            _ => ProviderErrorKind.ServerError,
        };

        // Words about a key may quote it.
        var words = kind is ProviderErrorKind.Authentication ? null : StatusKinds.Words(error.Message);
        return new CallFailure(kind, $"the provider reported an error in its answer{(words is null ? "" : ": ")}{words}") { Status = 200 };
    }

    public static CallFailure Malformed(string what) => new(ProviderErrorKind.MalformedResponse, what) { Status = 200 };

    /// <summary>While a request is queued the provider has already said 200: what fails there ends without a word.</summary>
    public static CallFailure Empty() => new(ProviderErrorKind.EmptyAnswer, "the answer is empty: HTTP 200 and nothing but blank lines") { Status = 200 };

    /// <summary>A 200 that gives no text because the provider had no machine for it; documented, and worth another try.</summary>
    public static CallFailure NoResource() =>
        new(ProviderErrorKind.Overloaded, "the answer ended before its first text: insufficient_system_resource") { Status = 200 };

    private static ProviderErrorKind KindOfRefused(string? words) => words switch
    {
        { } when words.StartsWith(Risk, StringComparison.Ordinal) => ProviderErrorKind.Moderated,
        { } when words.StartsWith("The supported API model names are", StringComparison.Ordinal)
            || words.StartsWith("Model Not Exist", StringComparison.Ordinal) => ProviderErrorKind.NotFound,
        _ => ProviderErrorKind.InvalidRequest,
    };

    private static int? PermittedAtOnce(string? words) =>
        words is not null && ConcurrencyLimit().Match(words) is { Success: true } match
            && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            ? most
            : null;

    private static string? WordsOf(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, DeepSeekChatJsonContext.Default.WireErrorEnvelope)?.Error?.Message;
        }
        catch (JsonException)
        {
            // A gateway's page or the plain-text 401; the status says enough.
            return null;
        }
    }

    [GeneratedRegex("concurrency limit of ([0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex ConcurrencyLimit();
}
