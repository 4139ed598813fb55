using System.Text.Json;
using Emulator.Exchanges;
using Emulator.Limits;
using Emulator.Pydantic;

namespace Emulator.Flux.Bfl;

/// <summary>Every answer of the API that is an error, in FastAPI's <c>detail</c>.</summary>
internal static class BflErrors
{
    public static Reply Refuse(Exchange exchange, Refusal refusal) => refusal switch
    {
        MissingKey => Detail(403, "Not authenticated"),
        WrongKey wrong => IsMalformed(wrong.Key) ? MalformedKey() : Detail(403, "Not authenticated - Invalid Authentication"),
        Exchanges.MalformedKey => MalformedKey(),
        BalanceSpent => InsufficientCredits(),
        BodyTooLarge => Detail(413, "Request Entity Too Large"),
        LimitSpent spent => Spent(exchange, spent),
        FaultRefusal fault => Fault(exchange, fault),
        UrlExpired => BflStorage.SignatureExpired(exchange, exchange.Clock.Now - TimeSpan.FromMinutes(10), exchange.Clock.Now),
        UrlMissing => BflStorage.BlobNotFound(exchange),
        _ => ServerError(),
    };

    /// <summary>
    /// A key that cannot be one. Where the provider draws the line is not known; here it is a space or anything that is not
    /// printable ASCII, which no key that somebody made up to test with contains.
    /// </summary>
    public static bool IsMalformed(string key) => key.Any(character => character is <= ' ' or > '~');

    public static Reply MalformedKey() =>
        Detail(422, "Invalid API key format").Because("the key contains a character that no key has");

    public static Reply NotAuthenticated() => Detail(403, "Not authenticated").Because("no key was sent, and the scenario asks for one");

    public static Reply FinetuneNotFound() => Detail(404, "Finetune not found").Because("the scenario lists no such fine-tune, or it was deleted");

    public static Reply Stray(int status) =>
        Detail(status, status == StatusCodes.Status405MethodNotAllowed ? "Method Not Allowed" : "Not Found");

    /// <summary>The body as an object; <see langword="null"/> with the answer where it is none.</summary>
    public static JsonElement? BodyOf(Exchange exchange, out Reply? refusal)
    {
        var received = ReceivedModel.Read(exchange.Body, exchange.Http.Request.ContentType, exchange.Json?.RootElement);
        refusal = received.Body is null ? Unprocessable(received) : null;
        return received.Body;
    }

    private static Reply Unprocessable(ReceivedModel model) =>
        model.Violation is { } violation ? Unprocessable([violation]) : Detail(400, model.Unreadable!).Because(model.Unreadable!);

    public static Reply Unprocessable(IReadOnlyList<Violation> violations) =>
        Reply.Whole(StatusCodes.Status422UnprocessableEntity, "application/json", Violation.ToDetail(violations))
            .Because($"the request is not valid: {violations[0].Path}: {violations[0].Message}");

    private static Reply Spent(Exchange exchange, LimitSpent spent)
    {
        // The provider's words are not known. It sends no Retry-After, for nobody knows when a task will end.
        var (limit, permits) = (spent.Decision.Limit, spent.Decision.PermitLimit);
        var reply = Detail(429, limit switch
        {
            { IsHidden: true } => "Rate limit exceeded",
            { Counting: LimitCounting.ActiveJobs } => $"Rate limit exceeded: {permits} active tasks. Wait for one of them to finish.",
            _ => $"Rate limit exceeded: {LimitWords.Amount(limit, permits)}",
        });
        if (BflRules.Of(exchange).Section.RateHeaders && !limit.IsHidden)
        {
            return reply.WithRate(spent, exchange.Clock.Now);
        }

        return spent.WantsRetryAfter is true ? reply.AskToWait(spent.Wait ?? TimeSpan.FromSeconds(1)) : reply;
    }

    private static Reply Fault(Exchange exchange, FaultRefusal fault)
    {
        var reply = fault.Message is { } message ? Detail(fault.Status, message) : fault.Status switch
        {
            402 => InsufficientCredits(),
            403 => Detail(403, "Not authenticated - Invalid Authentication"),
            404 => NotFound(exchange),
            422 => Detail(422, "Invalid API key format"),
            429 => Detail(429, "Rate limit exceeded"),
            500 => ServerError(),
            503 => Detail(503, "Service Unavailable"),
            >= 500 => Detail(fault.Status, "Server Error"),
            _ => Detail(fault.Status, "Bad Request"),
        };
        return fault.RetryAfter is { } wait ? reply.AskToWait(wait) : reply;
    }

    /// <summary>A poll that finds no task says so in the form of polls.</summary>
    private static Reply NotFound(Exchange exchange) => exchange.Operation.Kind is OperationKind.Poll
        ? Reply.Whole(404, "application/json", BflWire.NotFound((string?)exchange.Http.Request.Query["id"] ?? ""))
        : Detail(404, "Not Found");

    private static Reply InsufficientCredits() => Detail(402, "Insufficient credits");

    private static Reply ServerError() =>
        Reply.Whole(StatusCodes.Status500InternalServerError, "text/plain; charset=utf-8", "Internal Server Error"u8.ToArray());

    private static Reply Detail(int status, string sentence) =>
        Reply.Whole(status, "application/json", PydanticJson.Sentence("detail", sentence));
}
