using Emulator.Exchanges;
using Emulator.NanoBanana.Gemini.Limits;
using Emulator.NanoBanana.Gemini.Replies;

namespace Emulator.NanoBanana.Gemini.Errors;

/// <summary>Every answer of the provider that is an error, in its own form.</summary>
internal static class GeminiErrors
{
    public const string Deadline = "Deadline expired before operation could complete.";

    private const string InvalidKey = "API key not valid. Please pass a valid API key.";

    private const string HighDemand =
        "This model is currently experiencing high demand. Spikes in demand are usually temporary. Please try again later.";

    private const string BadGateway =
        "<html><head><title>502 Server Error</title></head><body><h1>Error: Server Error</h1></body></html>";

    /// <summary>What is wrong, where the provider's own words are not known.</summary>
    public static GeminiError Invalid { get; } = new(400, "INVALID_ARGUMENT", "Request contains an invalid argument.");

    public static GeminiError Unlocated { get; } = new(400, "FAILED_PRECONDITION", "User location is not supported for the API use.")
    {
        Why = "locationSupported: false",
    };

    /// <summary>A file or a batch that is not there; the words are chosen.</summary>
    public static GeminiError NoEntity { get; } = new(404, "NOT_FOUND", "Requested entity was not found.");

    private static GeminiError NoKey { get; } = new(
        403,
        "PERMISSION_DENIED",
        "Method doesn't allow unregistered callers (callers without established identity). "
            + "Please use API Key or other form of API consumer identity to call this API.");

    /// <summary>The provider's sentence goes on; what follows was not noted.</summary>
    private static GeminiError NoToken { get; } = new(
        401,
        "UNAUTHENTICATED",
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.");

    public static Reply Refuse(Exchange exchange, Refusal refusal) => refusal switch
    {
        MissingKey when HasBearer(exchange) => Reply(exchange, NoToken),
        MissingKey => Reply(exchange, NoKey),
        WrongKey or MalformedKey when HasBearer(exchange) && !GeminiKeys.IsOpenAi(exchange.Http.Request) => Reply(exchange, NoToken),
        WrongKey or MalformedKey => Reply(exchange, WrongKeyError()),
        LimitSpent spent => Spent(exchange, spent),
        BalanceSpent => Reply(exchange, GeminiQuota.Plain),
        FaultRefusal fault => Fault(exchange, fault),
        BodyTooLarge => Reply(exchange, Invalid),
        _ => Reply(exchange, Internal()),
    };

    /// <summary>A model that is not there, for an operation or at all.</summary>
    /// <param name="exchange">The request, for the version of its path.</param>
    /// <param name="model">The id as it was asked for.</param>
    /// <param name="method">What was to be done with it: <c>generateContent</c>.</param>
    public static GeminiError NoModel(Exchange exchange, string model, string method)
    {
        var list = GeminiRules.Of(exchange).Section.NamesModelService ? "ModelService.ListModels" : "ListModels";
        return new GeminiError(
            404,
            "NOT_FOUND",
            $"models/{model} is not found for API version {GeminiPaths.VersionOf(exchange.Http.Request)}, or is not supported for {method}. "
                + $"Call {list} to see the list of available models and their supported methods.");
    }

    /// <summary>A picture of the model's that came back without its signature; places are counted from 1.</summary>
    public static GeminiError Unsigned(int content, int part) => Invalid with
    {
        Message = $"Image part is missing a thought_signature in content position {content}, part position {part}. "
            + "Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures#model-behavior for more details.",
    };

    /// <summary>A ratio that the model does not have; how the sentence ends was cut off where it was captured.</summary>
    public static GeminiError WrongRatio(IEnumerable<string> ratios) => Invalid with
    {
        Message = "* GenerateContentRequest.generation_config.image_config.aspect_ratio: aspect_ratio must be one of "
            + string.Join(", ", ratios.Select(ratio => $"'{ratio}'")),
    };

    /// <summary>A path or a method that is not there. A method of a model is told of; how the provider says the rest is not known.</summary>
    public static Reply Stray(Exchange exchange, int status) => GeminiPaths.MethodIn(exchange.Http.Request) is var (model, method)
        ? Reply(exchange, NoModel(exchange, model, method))
        : Exchanges.Reply.Whole(status, null, default);

    /// <summary>The answer that is an error, with the reason for people.</summary>
    public static Reply Reply(Exchange exchange, GeminiError error) =>
        GeminiWire.Whole(exchange, error.Code, IsListed(exchange) ? GeminiWire.ListedError(error) : GeminiWire.Error(error))
            // The message may quote the request, so it stays out of journal and console.
            .Because(error.Why ?? $"the provider refuses with {error.Status}; the answer's body says why");

    private static GeminiError WrongKeyError() => new(400, "INVALID_ARGUMENT", InvalidKey)
    {
        Details = [GeminiDetails.ErrorInfo("API_KEY_INVALID"), GeminiDetails.LocalizedMessage(InvalidKey)],
    };

    private static GeminiError Internal() => new(500, "INTERNAL", "Internal error encountered.");

    private static Reply Spent(Exchange exchange, LimitSpent spent)
    {
        var reply = Reply(exchange, GeminiQuota.Of(exchange, spent.Decision, out var wait));

        // The provider sends no Retry-After, so it is there only where the scenario asks for it.
        return spent.WantsRetryAfter is true ? reply.AskToWait(spent.Wait ?? wait) : reply.AsksFor(wait);
    }

    private static Reply Fault(Exchange exchange, FaultRefusal fault)
    {
        if (fault is { Status: 502, Message: null })
        {
            return Exchanges.Reply.Whole(502, "text/html; charset=UTF-8", System.Text.Encoding.ASCII.GetBytes(BadGateway));
        }

        var error = Of(exchange, fault);
        var reply = Reply(exchange, fault.Message is { } message ? error with { Message = message, Details = [], Status = fault.Code ?? error.Status } : error);
        return fault.RetryAfter is { } wait ? reply.AsksFor(TimeSpan.FromSeconds((long)wait.TotalSeconds)) : reply;
    }

    private static GeminiError Of(Exchange exchange, FaultRefusal fault) => fault.Status switch
    {
        401 => NoToken,
        403 => NoKey,
        404 => NoModel(exchange, exchange.RouteValue("model"), GeminiPaths.MethodIn(exchange.Http.Request)?.Method ?? "generateContent"),
        429 => GeminiQuota.Planned(exchange, fault.RetryAfter),
        499 => new(499, "CANCELLED", "The operation was cancelled."),
        503 => new(503, "UNAVAILABLE", GeminiRules.Of(exchange).Section.Overloaded ?? HighDemand),
        504 => new(504, "DEADLINE_EXCEEDED", Deadline),
        >= 500 => Internal() with { Code = fault.Status },
        _ => Invalid with { Code = fault.Status },
    };

    /// <summary>Below OpenAI's paths errors are said to stand in a list.</summary>
    private static bool IsListed(Exchange exchange) =>
        GeminiKeys.IsOpenAi(exchange.Http.Request) && GeminiRules.Of(exchange).Section.OpenAiErrorsInList;

    private static bool HasBearer(Exchange exchange) => SentKey.Bearer(exchange.Http.Request) is not null;
}
