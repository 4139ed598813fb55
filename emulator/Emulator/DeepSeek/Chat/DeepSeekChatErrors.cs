using System.Text;
using Emulator.Exchanges;

namespace Emulator.DeepSeek.Chat;

/// <summary>Every answer of the provider that is an error, in its own form.</summary>
internal static class DeepSeekChatErrors
{
    private const string InvalidRequest = "invalid_request_error";
    private const string Busy =
        "Service is too busy. We advise users to temporarily switch to alternative LLM API service providers.";

    public static Reply Refuse(Exchange exchange, Refusal refusal) => refusal switch
    {
        MissingKey => DeepSeekChatWire.Dress(exchange, Governor()),
        WrongKey wrong => Authentication(exchange, wrong.Key),
        MalformedKey malformed => Authentication(exchange, malformed.Key),
        BalanceSpent => InsufficientBalance(exchange),
        LimitSpent spent => RateLimited(exchange, spent),
        FaultRefusal fault => Fault(exchange, fault),
        BodyTooLarge => Envelope(
            // The provider's answer to huge bodies is not known; this one is chosen.
            exchange, 413, "Failed to buffer the request body: length limit exceeded", InvalidRequest),
        _ => Envelope(exchange, 500, "Internal server error", "internal_server_error"),
    };

    /// <summary>A 400, or a 422 where the scenario is of a time when it was one.</summary>
    public static Reply Invalid(Exchange exchange, DeepSeekComplaint complaint) =>
        Envelope(
            exchange,
            complaint.MayBeUnprocessable ? DeepSeekChatRules.Of(exchange).Section.InvalidStatus : 400,
            complaint.Message,
            InvalidRequest)
            // The message may quote the prompt, so it stays out of journal and console.
            .Because("the request is not valid; the answer's body says why");

    /// <summary>A path or a method that is not there; how the provider says so is not known, and no body is chosen.</summary>
    public static Reply Stray(Exchange exchange, int status) =>
        DeepSeekChatWire.Dress(exchange, Reply.Whole(status, null, default));

    private static Reply Governor() =>
        Reply.Whole(401, null, Encoding.ASCII.GetBytes("Authentication Fails (governor)"))
            .WithReasonPhrase("Authorization Required");

    private static Reply Authentication(Exchange exchange, string key) =>
        Envelope(
            exchange,
            401,
            $"Authentication Fails, Your api key: ****{key[Math.Max(0, key.Length - 4)..]} is invalid",
            "authentication_error");

    private static Reply InsufficientBalance(Exchange exchange) =>
        Envelope(exchange, 402, "Insufficient Balance", "unknown_error");

    private static Reply RateLimited(Exchange exchange, LimitSpent spent)
    {
        var reply = Envelope(exchange, 429, DeepSeekChatLimits.Message(spent.Decision, DeepSeekChatRules.Of(exchange).Section), "rate_limit_error");

        // No Retry-After was ever seen from the provider, so it is sent only where the scenario asks for it.
        return spent.WantsRetryAfter is true ? reply.AskToWait(spent.Wait ?? TimeSpan.FromSeconds(1)) : reply;
    }

    private static Reply Fault(Exchange exchange, FaultRefusal fault)
    {
        var reply = fault.Message is { } message ? InOtherWords(exchange, fault, message) : fault.Status switch
        {
            400 => Invalid(exchange, new DeepSeekComplaint("Content Exists Risk")),
            401 => Authentication(exchange, exchange.Key ?? ""),
            402 => InsufficientBalance(exchange),
            429 => Envelope(exchange, 429, "Rate limit reached for TPM", "rate_limit_error"),
            503 => Envelope(exchange, 503, Busy, "service_unavailable_error", code: "service_unavailable_error"),
            >= 500 => Envelope(exchange, fault.Status, "Internal server error", "internal_server_error"),
            _ => Envelope(exchange, fault.Status, "Invalid request", InvalidRequest),
        };
        return fault.RetryAfter is { } wait ? reply.AskToWait(wait) : reply;
    }

    /// <summary>A refusal whose words are the scenario's; its type and code stay those of the status.</summary>
    private static Reply InOtherWords(Exchange exchange, FaultRefusal fault, string message)
    {
        var (type, code) = fault.Status switch
        {
            401 => ("authentication_error", InvalidRequest),
            402 => ("unknown_error", InvalidRequest),
            429 => ("rate_limit_error", InvalidRequest),
            503 => ("service_unavailable_error", "service_unavailable_error"),
            >= 500 => ("internal_server_error", InvalidRequest),
            _ => (InvalidRequest, InvalidRequest),
        };
        return Envelope(exchange, fault.Status, message, type, fault.Code ?? code);
    }

    private static Reply Envelope(Exchange exchange, int status, string message, string type, string code = InvalidRequest)
    {
        var rules = DeepSeekChatRules.Of(exchange);
        var words = rules.EndsWithRequestId(status) ? $"{message} (request_id: {exchange.Ids.Uuid()})" : message;
        var contentType = rules.IsOctetStream(status) ? "application/octet-stream" : "application/json";
        return DeepSeekChatWire.Dress(exchange, Reply.Whole(status, contentType, DeepSeekChatWire.Error(words, type, code)));
    }
}
