using Emulator.Exchanges;
using Emulator.Pydantic;

namespace Emulator.Flux.ImagePig;

/// <summary>
/// Every answer that is an error. Clients read two envelopes, <c>error</c> and FastAPI's <c>detail</c>; texts and most statuses
/// are chosen, because none was ever published but 429.
/// </summary>
internal static class ImagePigErrors
{
    public static Reply Refuse(Exchange exchange, Refusal refusal) => refusal switch
    {
        MissingKey => Error(ImagePigSection.Of(exchange).KeyStatus, "Missing Api-Key header"),
        WrongKey => Error(ImagePigSection.Of(exchange).KeyStatus, "Invalid API key"),
        BodyTooLarge => Error(413, "Request body too large"),
        LimitSpent spent => Spent(spent),
        FaultRefusal fault => Fault(fault),
        UrlExpired or UrlMissing => Stray(StatusCodes.Status404NotFound),
        _ => Error(500, "Internal server error"),
    };

    /// <summary>A path or a method that is not there.</summary>
    public static Reply Stray(int status) =>
        Error(status, status == StatusCodes.Status405MethodNotAllowed ? "Method not allowed" : "Not found");

    public static Reply GenerationFailed(Exchange exchange) =>
        Error(ImagePigSection.Of(exchange).FailureStatus, "Image generation failed").Because("the prompt or a fault asks for a failure");

    /// <summary>The plan does not include stored pictures.</summary>
    public static Reply NoStorage(Exchange exchange) =>
        Error(ImagePigSection.Of(exchange).StorageStatus, "Storing images requires a paid plan")
            .Because("the plan does not include storage, and storage_days asks for it");

    /// <summary>The file host turns away whoever does not look like a browser.</summary>
    public static Reply NotABrowser() =>
        Error(403, "Forbidden").Because("stored pictures are given to browsers only: User-Agent: Mozilla/5.0");

    public static Reply Unprocessable(ReceivedModel model) =>
        model.Violation is { } violation ? Unprocessable([violation]) : Error(400, model.Unreadable!).Because(model.Unreadable!);

    public static Reply Unprocessable(IReadOnlyList<Violation> violations) =>
        Reply.Whole(StatusCodes.Status422UnprocessableEntity, "application/json", Violation.ToDetail(violations))
            .Because($"the body is not valid: {violations[0].Path}: {violations[0].Message}");

    private static Reply Spent(LimitSpent spent)
    {
        var reply = Error(429, "Rate limit exceeded");

        // No Retry-After was seen from the provider, so it is sent only where the scenario asks for it.
        return spent.WantsRetryAfter is true ? reply.AskToWait(spent.Wait ?? TimeSpan.FromSeconds(1)) : reply;
    }

    private static Reply Fault(FaultRefusal fault)
    {
        var reply = Error(fault.Status, fault.Message ?? fault.Status switch
        {
            401 or 403 => "Invalid API key",
            402 => "Payment required",
            404 => "Not found",
            429 => "Rate limit exceeded",
            500 => "Image generation failed",
            >= 500 => "Service temporarily unavailable",
            _ => "Bad request",
        });
        return fault.RetryAfter is { } wait ? reply.AskToWait(wait) : reply;
    }

    private static Reply Error(int status, string sentence) =>
        Reply.Whole(status, "application/json", ImagePigWire.Error(sentence));
}
