using Emulator.Exchanges;
using Emulator.Limits;

namespace Emulator.NanoBanana.Native;

/// <summary>Every answer that is an error, all in one envelope.</summary>
internal static class NanoBananaNativeErrors
{
    public static Reply Refuse(Exchange exchange, Refusal refusal) => refusal switch
    {
        MissingKey => Unauthorized(exchange, "No API key was sent; use the header Authorization: Bearer."),
        WrongKey => Unauthorized(exchange, "The API key is not valid."),
        BalanceSpent => InsufficientCredits(exchange),
        BodyTooLarge large => Of(exchange, new(413, "payload_too_large", $"The body must not be larger than {large.MaxBytes} bytes.")),
        LimitSpent spent => Spent(exchange, spent),
        FaultRefusal fault => Fault(exchange, fault),
        UrlExpired => Gone(exchange, exchange.Clock.Now),
        UrlMissing => NotFound(exchange, "There is no file with this name."),
        _ => Of(exchange, new(500, "internal_error", "Something went wrong on our side.")),
    };

    public static Reply Of(Exchange exchange, NanoBananaComplaint complaint)
    {
        var requestId = $"req_{exchange.Ids.Base32(26)}";
        return NanoBananaNativeReplies.Json(complaint.Status, NanoBananaNativeWire.Error(complaint, requestId))
            .Because(complaint.Message);
    }

    /// <summary>A path or a method that is not there.</summary>
    public static Reply Stray(Exchange exchange, int status) => Of(exchange, status == StatusCodes.Status405MethodNotAllowed
        ? new(405, "invalid_request", "This method is not supported here.")
        : new(404, "not_found", "There is nothing at this path."));

    public static Reply NotFound(Exchange exchange, string message) => Of(exchange, new(404, "not_found", message));

    public static Reply Gone(Exchange exchange, DateTimeOffset expiredAt) =>
        Of(exchange, new(410, "gone", $"The image expired at {NanoBananaNativeWire.Stamp(expiredAt)}."));

    public static Reply JobFinal(Exchange exchange, string status) =>
        Of(exchange, new(409, "job_final", $"The job is already {status}."));

    public static Reply IdempotencyConflict(Exchange exchange) =>
        Of(exchange, new(409, "idempotency_conflict", "This Idempotency-Key was used with another body."));

    public static Reply Moderated(Exchange exchange) =>
        Of(exchange, new(422, NanoBananaFailure.PolicyCode, NanoBananaFailure.PolicyMessage, "prompt"));

    private static Reply Unauthorized(Exchange exchange, string message) =>
        Of(exchange, new(401, "unauthorized", message)).With("WWW-Authenticate", "Bearer");

    private static Reply InsufficientCredits(Exchange exchange) =>
        Of(exchange, new(402, "insufficient_credits", "There are not enough credits left."));

    private static Reply Spent(Exchange exchange, LimitSpent spent)
    {
        var decision = spent.Decision;
        var message = decision.Limit.IsHidden
            ? "Too many requests."
            : $"The limit of {LimitWords.Number(decision.Limit, decision.PermitLimit)} is reached: {decision.Limit.Name}.";
        var reply = Of(exchange, new(429, "rate_limit_exceeded", message)).WithRate(decision);
        return spent.WantsRetryAfter is false ? reply : reply.AskToWait(spent.Wait ?? TimeSpan.FromSeconds(1));
    }

    private static Reply Fault(Exchange exchange, FaultRefusal fault)
    {
        var (code, message) = fault.Status switch
        {
            401 => ("unauthorized", "The API key is not valid."),
            402 => ("insufficient_credits", "There are not enough credits left."),
            404 => ("not_found", "There is nothing with this id."),
            422 => (NanoBananaFailure.PolicyCode, NanoBananaFailure.PolicyMessage),
            429 => ("rate_limit_exceeded", "Too many requests."),
            503 => ("overloaded", "The service is overloaded."),
            504 => ("upstream_timeout", "The image model did not answer in time."),
            >= 500 => ("internal_error", "Something went wrong on our side."),
            _ => ("invalid_request", "The request is not valid."),
        };
        // Words of the scenario's may hold the prompt, which has no place in journal and console.
        var reply = Of(exchange, new(fault.Status, fault.Code ?? code, fault.Message ?? message)).Because(fault.Reason);
        return fault.RetryAfter is { } wait ? reply.AskToWait(wait) : reply;
    }
}
