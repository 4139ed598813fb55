using System.Globalization;
using ProviderClients.Calls;

namespace ProviderClients.NanoBanana.Gemini;

/// <summary>
/// What Google's refusals mean. Its advice is to try again after 408, 429 and 5xx and never after 400 or 403; what the advice does not say:
/// a quota of 0 never comes back, one of the day not within the call, and a gateway's page speaks for nobody.
/// </summary>
internal static class NanoBananaGeminiErrors
{
    public static CallFailure Read(RefusedAnswer answer) => NanoBananaGeminiErrorWire.Read(answer.Body) is { Details: var details }
        ? Of(answer.Status, details)
        : StatusKinds.Failure(StatusKinds.Of(answer.Status), answer.Status, null) with
        {
            NeverAgain = answer.Status is >= 500 and not 503 ? "a gateway failed; the picture may have been made and billed" : null,
        };

    /// <summary>An error of Google's, in a refusal or in a 200.</summary>
    public static CallFailure Of(int status, NanoBananaGeminiErrorDetails details)
    {
        var kind = details.Reason is "API_KEY_INVALID" ? ProviderErrorKind.Authentication : StatusKinds.Of(status);
        return kind is ProviderErrorKind.RateLimited
            ? OfQuota(status, details)
            : StatusKinds.Failure(kind, status, details.Message) with { Status = status, Details = details };
    }

    private static CallFailure OfQuota(int status, NanoBananaGeminiErrorDetails details)
    {
        var words = details.Quotas.Count == 0 ? details.Message : string.Join("; ", details.Quotas.Select(WordsOf));
        var never = details switch
        {
            { IsPermanent: true } => "the quota is 0: this project cannot use the model, and waiting changes nothing",
            { IsForTheDay: true } => "the quota of the day is used up; it comes back at midnight Pacific time",
            _ => null,
        };
        return StatusKinds.Failure(ProviderErrorKind.RateLimited, status, never is null ? words : $"{never} ({words})") with
        {
            Status = status,
            Details = details,
            NeverAgain = never,

            // What it says about the wait is not true then.
            RetryAfter = never is null ? details.RetryDelay : null,
        };
    }

    private static string WordsOf(NanoBananaQuotaViolation quota) => quota.Limit is { } limit
        ? string.Create(CultureInfo.InvariantCulture, $"{quota.Id ?? quota.Metric} allows {limit}")
        : $"{quota.Id ?? quota.Metric} is used up";
}
