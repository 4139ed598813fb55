using System.Text.Json;
using ProviderClients.Calls;

namespace ProviderClients.NanoBanana.Native;

/// <summary>Reads the native dialect's refusals and the reasons of failed jobs.</summary>
internal static class NanoBananaNativeErrors
{
    private const string Moderated = "content_policy_violation";

    public static CallFailure Read(RefusedAnswer answer)
    {
        var error = ErrorOf(answer.Body);
        var kind = error?.Code is Moderated ? ProviderErrorKind.Moderated : StatusKinds.Of(answer.Status);
        return StatusKinds.Failure(kind, answer.Status, error?.Message) with
        {
            Said = kind is ProviderErrorKind.Moderated ? error?.Message : null,
            Details = error is null ? null : new NanoBananaNativeErrorDetails(error.Code, error.Param, error.RequestId, error.Retryable),
        };
    }

    public static CallFailure OfJob(NanoBananaJob job) => Reason(job) with
    {
        Said = job.ErrorMessage,
        Details = job.ErrorCode is null ? null : new NanoBananaNativeErrorDetails(job.ErrorCode, null, null, job.IsRetryable),
    };

    private static CallFailure Reason(NanoBananaJob job) => job switch
    {
        { Status: "cancelled" } => new CallFailure(ProviderErrorKind.JobFailed, $"job {job.JobId} was cancelled"),
        { ErrorCode: Moderated } => new CallFailure(ProviderErrorKind.Moderated, $"job {job.JobId} was refused by the content policy"),
        { ErrorCode: "no_image" } => new CallFailure(ProviderErrorKind.NoImage, $"job {job.JobId} ended without a picture"),
        _ => new CallFailure(ProviderErrorKind.JobFailed, $"job {job.JobId} failed: {job.ErrorCode ?? "no reason was given"}"),
    };

    public static CallFailure Malformed() =>
        new(ProviderErrorKind.MalformedResponse, "the answer is not the JSON that was expected");

    private static WireError? ErrorOf(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, NanoBananaNativeJsonContext.Default.WireEnvelope)?.Error;
        }
        catch (JsonException)
        {
            // A gateway's page; the status says enough.
            return null;
        }
    }
}
