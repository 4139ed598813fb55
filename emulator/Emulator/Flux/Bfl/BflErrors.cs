using System.Globalization;
using System.Text;
using Emulator.Exchanges;
using Emulator.Limits;
using Emulator.Pydantic;

namespace Emulator.Flux.Bfl;

/// <summary>Every answer that is an error: FastAPI's <c>detail</c> from the API, the storage's XML from the delivery host.</summary>
internal static class BflErrors
{
    public static Reply Refuse(Exchange exchange, Refusal refusal) => refusal switch
    {
        MissingKey => Detail(403, "Not authenticated"),
        WrongKey wrong => IsMalformed(wrong.Key) ? MalformedKey() : Detail(403, "Not authenticated - Invalid Authentication"),
        Exchanges.MalformedKey => MalformedKey(),
        BalanceSpent => InsufficientCredits(),
        BodyTooLarge => Detail(413, "Request Entity Too Large"),
        LimitSpent spent => Spent(spent),
        FaultRefusal fault => Fault(fault),
        UrlExpired => SignatureExpired(exchange, exchange.Clock.Now - TimeSpan.FromMinutes(10), exchange.Clock.Now),
        UrlMissing => BlobNotFound(exchange),
        _ => ServerError(),
    };

    /// <summary>
    /// A key that cannot be one. Where the provider draws the line is not known; here it is a space or anything that is not
    /// printable ASCII, which no key that somebody made up to test with contains.
    /// </summary>
    public static bool IsMalformed(string key) => key.Any(character => character is <= ' ' or > '~');

    public static Reply MalformedKey() =>
        Detail(422, "Invalid API key format").Because("the key contains a character that no key has");

    public static Reply Stray(int status) =>
        Detail(status, status == StatusCodes.Status405MethodNotAllowed ? "Method Not Allowed" : "Not Found");

    public static Reply Unprocessable(ReceivedModel model) =>
        model.Violation is { } violation ? Unprocessable([violation]) : Detail(400, model.Unreadable!).Because(model.Unreadable!);

    public static Reply Unprocessable(IReadOnlyList<Violation> violations) =>
        Reply.Whole(StatusCodes.Status422UnprocessableEntity, "application/json", Violation.ToDetail(violations))
            .Because($"the request is not valid: {violations[0].Path}: {violations[0].Message}");

    public static Reply BlobNotFound(Exchange exchange) =>
        Storage(exchange, 404, "BlobNotFound", "The specified blob does not exist.").Because("there is no picture at this URL");

    public static Reply WrongSignature(Exchange exchange) =>
        Storage(exchange, 403, "AuthenticationFailed", AuthenticationFailed, "Signature did not match.")
            .Because("the URL's signature is not the one that was handed out");

    public static Reply SignatureExpired(Exchange exchange, DateTimeOffset start, DateTimeOffset expiry) =>
        Storage(
            exchange,
            403,
            "AuthenticationFailed",
            AuthenticationFailed,
            $"Signature not valid in the specified time frame: Start [{Http(start)}] - Expiry [{Http(expiry)}] - Current [{Http(exchange.Clock.Now)}]")
            .Because($"the URL expired at {Http(expiry)}");

    private const string AuthenticationFailed =
        "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.";

    private static Reply Spent(LimitSpent spent)
    {
        // The provider's words are not known. It sends no Retry-After, for nobody knows when a task will end.
        var (limit, permits) = (spent.Decision.Limit, spent.Decision.PermitLimit);
        var reply = Detail(429, limit switch
        {
            { IsHidden: true } => "Rate limit exceeded",
            { Counting: LimitCounting.ActiveJobs } => $"Rate limit exceeded: {permits} active tasks. Wait for one of them to finish.",
            _ => $"Rate limit exceeded: {LimitWords.Amount(limit, permits)}",
        });
        return spent.WantsRetryAfter is true ? reply.AskToWait(spent.Wait ?? TimeSpan.FromSeconds(1)) : reply;
    }

    private static Reply Fault(FaultRefusal fault)
    {
        var reply = fault.Message is { } message ? Detail(fault.Status, message) : fault.Status switch
        {
            402 => InsufficientCredits(),
            403 => Detail(403, "Not authenticated - Invalid Authentication"),
            404 => Detail(404, "Not Found"),
            422 => Detail(422, "Invalid API key format"),
            429 => Detail(429, "Rate limit exceeded"),
            500 => ServerError(),
            503 => Detail(503, "Service Unavailable"),
            >= 500 => Detail(fault.Status, "Server Error"),
            _ => Detail(fault.Status, "Bad Request"),
        };
        return fault.RetryAfter is { } wait ? reply.AskToWait(wait) : reply;
    }

    private static Reply InsufficientCredits() => Detail(402, "Insufficient credits");

    private static Reply ServerError() =>
        Reply.Whole(StatusCodes.Status500InternalServerError, "text/plain; charset=utf-8", "Internal Server Error"u8.ToArray());

    private static Reply Detail(int status, string sentence) =>
        Reply.Whole(status, "application/json", PydanticJson.Sentence("detail", sentence));

    private static Reply Storage(Exchange exchange, int status, string code, string message, string? detail = null)
    {
        var time = exchange.Clock.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        var more = detail is null ? "" : $"<AuthenticationErrorDetail>{detail}</AuthenticationErrorDetail>";
        var xml = $"""
            <?xml version="1.0" encoding="utf-8"?><Error><Code>{code}</Code><Message>{message}
            RequestId:{exchange.Ids.Uuid()}
            Time:{time}</Message>{more}</Error>
            """;
        return Reply.Whole(status, "application/xml", Encoding.UTF8.GetBytes(xml.ReplaceLineEndings("\n")));
    }

    private static string Http(DateTimeOffset instant) => instant.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
}
