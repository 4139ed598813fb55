using Emulator.Exchanges;
using Emulator.Limits;

namespace Emulator.NanoBanana.TaskApi;

/// <summary>Every answer that is an error: code, text and no data from the API, plain text from the delivery host.</summary>
internal static class TaskApiErrors
{
    /// <summary>The provider's own words for a key that it does not let in, as a user saw them.</summary>
    private const string NoAccess = "You do not have access permissions";

    /// <summary>The provider's own words for whatever it did not expect, as they were captured.</summary>
    private const string ServerException = "Server exception, please check the parameters and try again";

    public static Reply Refuse(Exchange exchange, Refusal refusal) => refusal switch
    {
        MissingKey or WrongKey or MalformedKey => Of(exchange, 401, NoAccess),
        BalanceSpent => Of(exchange, 402, TextOf(402)),
        BodyTooLarge => Of(exchange, 413, TextOf(413)),
        LimitSpent spent => Spent(exchange, spent),
        FaultRefusal fault => Fault(exchange, fault),
        UrlExpired => Expired(exchange),
        UrlMissing => NoSuchPicture(),
        _ => ServerError(exchange),
    };

    /// <summary>A path or a method that is not there; a 404 was seen, its words were not.</summary>
    public static Reply Stray(Exchange exchange, int status) => Of(exchange, status, status == 405 ? "Method not allowed" : "Not found");

    /// <summary>A request that is not as the page says: the documented code, and words that name the field.</summary>
    public static Reply Invalid(Exchange exchange, string complaint) => Of(exchange, 400, complaint).Because(complaint);

    public static Reply ServerError(Exchange exchange) => Of(exchange, 500, ServerException);

    public static Reply NoTask(Exchange exchange)
    {
        var code = TaskApiSection.Of(exchange).Records.UnknownTaskCode;
        return Of(exchange, code, code == 500 ? ServerException : "Task not found").Because("no task of this account has this id");
    }

    /// <summary>There is no picture at an address, or not yet.</summary>
    public static Reply NoSuchPicture() => Picture(404, "Not Found").Because("there is no picture at this address");

    /// <summary>A picture's time is over.</summary>
    public static Reply Expired(Exchange exchange)
    {
        var status = TaskApiSection.Of(exchange).ExpiredStatus;
        return Picture(status, status switch { 403 => "Forbidden", 410 => "Gone", _ => "Not Found" }).Because("the address is good no more");
    }

    /// <summary>How a failed task ends: the code and text of the callback, which the record repeats for want of known ones.</summary>
    public static (int Code, string Text) OutcomeOf(TaskApiFailure failure) => failure switch
    {
        TaskApiFailure.Policy => (400, "Your prompt has been flagged for violating content policy"),
        TaskApiFailure.InternalError => (500, "Internal error, please try again later"),
        _ => (501, "Image generation task failed"),
    };

    /// <summary>
    /// An error in its envelope. Which codes are statuses, too, is not settled: by default those that the provider's pages list,
    /// while those of its family come with status 200, and a scenario can have all come so.
    /// </summary>
    private static Reply Of(Exchange exchange, int code, string text)
    {
        var isOk = TaskApiSection.Of(exchange).AlwaysHttp200 || code is 402 or 422 or 455 or 501 or 505;
        return TaskApiReplies.Json(isOk ? StatusCodes.Status200OK : code, TaskApiWire.Error(code, text));
    }

    private static Reply Spent(Exchange exchange, LimitSpent spent)
    {
        // No rate header of the provider is known, so none tells when to come again unless a scenario wants it.
        var (limit, permits) = (spent.Decision.Limit, spent.Decision.PermitLimit);
        var reply = Of(exchange, 429, limit.IsHidden ? TextOf(429) : $"{TextOf(429)}: {LimitWords.Amount(limit, permits)}, {limit.Name}");
        return spent.WantsRetryAfter is true ? reply.AskToWait(spent.Wait ?? TimeSpan.FromSeconds(1)) : reply;
    }

    private static Reply Fault(Exchange exchange, FaultRefusal fault)
    {
        // Words of the scenario's may hold the prompt, which has no place in journal and console.
        var reply = Of(exchange, fault.Status, fault.Message ?? TextOf(fault.Status)).Because(fault.Reason);
        return fault.RetryAfter is { } wait ? reply.AskToWait(wait) : reply;
    }

    /// <summary>Those of 401, 500 and 501 are the provider's, the others say in a few words what the code means.</summary>
    private static string TextOf(int code) => code switch
    {
        401 => NoAccess,
        402 => "Insufficient credits",
        404 => "Task not found",
        413 => "Request Entity Too Large",
        422 => "Validation error",
        429 => "Rate limit exceeded",
        455 => "Service unavailable, maintenance",
        501 => OutcomeOf(TaskApiFailure.GenerateFailed).Text,
        503 => "Service Unavailable",
        505 => "Feature disabled",
        >= 500 => ServerException,
        _ => "Parameter error",
    };

    private static Reply Picture(int status, string text) =>
        Reply.Whole(status, "text/plain", System.Text.Encoding.ASCII.GetBytes(text));
}
