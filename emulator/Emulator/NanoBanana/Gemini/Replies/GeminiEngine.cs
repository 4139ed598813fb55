using System.Text.Json;
using Emulator.Chance;
using Emulator.Exchanges;
using Emulator.NanoBanana.Gemini.Errors;
using Emulator.NanoBanana.Gemini.Limits;
using Emulator.NanoBanana.Gemini.Refusals;
using Emulator.NanoBanana.Gemini.Requests;

namespace Emulator.NanoBanana.Gemini.Replies;

/// <summary>Reads a request and makes its answer, in whatever form it was asked for and will be sent.</summary>
internal sealed class GeminiEngine
{
    /// <summary>Finds what a caller uploaded, by its URI; <see langword="null"/> takes every URI for a picture that is there.</summary>
    public Func<Exchange, string, GeminiFile?>? Files { get; init; }

    /// <summary>The request, or <see langword="null"/> with the provider's error.</summary>
    /// <param name="exchange">Whose request it is.</param>
    /// <param name="body">A body of <c>generateContent</c>.</param>
    /// <param name="model">The id of the model.</param>
    /// <param name="method">What is asked of it, for the error's words.</param>
    /// <param name="error">What is wrong.</param>
    public GeminiRequest? Read(Exchange exchange, JsonElement? body, string model, string method, out GeminiError error)
    {
        var rules = GeminiRules.Of(exchange);
        if (!rules.Section.LocationSupported)
        {
            error = GeminiErrors.Unlocated;
            return null;
        }

        if (GeminiPaths.ModelOf(exchange.Http.Request, model, rules) is not { } served)
        {
            error = GeminiErrors.NoModel(exchange, model, method);
            return null;
        }

        var files = Files is { } find ? uri => find(exchange, uri) : default(Func<string, GeminiFile?>?);
        if (body is not { } json)
        {
            error = GeminiErrors.Invalid;
            return null;
        }

        var request = new GeminiReader(rules, files).Read(json, served, model, out var problem);
        error = problem ?? GeminiErrors.Invalid;
        if (request is not null && served.MakesPictures && rules.TierOf(exchange) is GeminiTier.Free)
        {
            error = GeminiQuota.OfFreeTier(exchange);
            return null;
        }

        return request;
    }

    /// <summary>The answer to a request that is fine.</summary>
    /// <param name="exchange">Whose answer it is.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="item">Tells several answers of one exchange apart; empty where there is one.</param>
    public static GeminiAnswer Answer(Exchange exchange, GeminiRequest request, string item = "")
    {
        var seed = item.Length == 0 ? exchange.Plan.ContentSeed : Seed.For(exchange.Plan.ContentSeed, "item", item);
        GeminiAnswer empty = new()
        {
            Request = request,
            ResponseId = GeminiResponseId.Of(exchange, item),
            Usage = GeminiUsage.OfPrompt(request),
        };
        var answer = GeminiRefusals.Of(exchange, request) is { } refusal
            ? Refused(exchange, empty, refusal, seed)
            : Answered(exchange, empty, seed);
        answer = GeminiOddities.Of(exchange, request) is { Length: > 0 } odd
            ? answer with { Reason = answer.Reason is { } reason ? $"{reason}; {odd}" : odd }
            : answer;
        return request is { SearchesWeb: false, SearchesPictures: false } || answer.Parts.Count == 0
            ? answer
            : answer with { Grounding = new(GeminiWords.Short(request.Prompt), request.SearchesWeb, request.SearchesPictures) };
    }

    /// <summary>Notes what the provider would bill for an answer.</summary>
    /// <param name="exchange">Whose it is.</param>
    /// <param name="answer">What was made.</param>
    /// <param name="factor">Of the price: a half in a batch.</param>
    public static void Bill(Exchange exchange, GeminiAnswer answer, decimal factor = 1) => exchange.Bill(
        answer.Usage.Prompt.All,
        answer.Usage.Total - answer.Usage.Prompt.All,
        answer.Pictures,
        (long)Math.Ceiling(answer.MicroUsd * factor));

    private static GeminiAnswer Answered(Exchange exchange, GeminiAnswer empty, ulong seed)
    {
        var parts = GeminiParts.Of(exchange, empty.Request, seed);
        var pictures = parts.Count(part => part.Picture is not null);
        return empty with
        {
            Parts = parts,
            FinishReason = GeminiReasons.Stop,
            Usage = pictures > 0
                ? GeminiUsage.OfPictures(empty.Request, pictures, seed)
                : GeminiUsage.OfWords(empty.Request, string.Concat(parts.Where(part => !part.IsThought).Select(part => part.Text)), seed),
        };
    }

    private static GeminiAnswer Refused(Exchange exchange, GeminiAnswer empty, GeminiRefusal refusal, ulong seed)
    {
        var request = empty.Request;
        var why = $"an answer without a picture, {Faults.FaultWord.Camel($"{refusal.Kind}")} {refusal.Reason}: {refusal.Why}";
        switch (refusal.Kind)
        {
            case GeminiRefusalKind.PromptBlocked:
                return empty with { BlockReason = refusal.Reason, Reason = why };
            case GeminiRefusalKind.TextOnly:
                var words = GeminiWords.InsteadOfPicture(request.Prompt, seed);
                return empty with
                {
                    Parts = [GeminiPart.Words(words)],
                    FinishReason = refusal.Reason,
                    Usage = GeminiUsage.OfWords(request, words, seed),
                    Reason = why,
                };
            case GeminiRefusalKind.ThoughtImage:
                return empty with
                {
                    Parts = [GeminiParts.Picture(exchange, request, seed, 0) with { IsThought = true }],
                    FinishReason = refusal.Reason,
                    Usage = GeminiUsage.OfPictures(request, 1, seed),
                    Reason = why,
                };
            default:
                var own = exchange.Plan.Answer?.TextFor(exchange);
                return empty with
                {
                    Parts = own is { Length: > 0 } ? [GeminiPart.Words(own)] : [],
                    MissingContent = refusal.Content,
                    FinishReason = refusal.Reason,
                    FinishMessage = refusal.Message,
                    Usage = GeminiUsage.OfRefusal(request, seed),
                    Reason = why,
                };
        }
    }
}
