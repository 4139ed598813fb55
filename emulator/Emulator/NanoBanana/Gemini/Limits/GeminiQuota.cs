using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Nodes;
using Emulator.Chance;
using Emulator.Exchanges;
using Emulator.Limits;
using Emulator.NanoBanana.Gemini.Errors;

namespace Emulator.NanoBanana.Gemini.Limits;

/// <summary>What a 429 calls a limit.</summary>
internal sealed record GeminiQuotaSection
{
    [Description("The metric: generativelanguage.googleapis.com/generate_requests_per_model.")]
    public required string Metric { get; init; }

    [Description("The id: GenerateRequestsPerMinutePerProjectPerModel.")]
    public required string Id { get; init; }
}

/// <summary>
/// The 429s, as one was captured: a fixed sentence, a line for each limit that is spent, the wait in prose; and as details Help,
/// QuotaFailure and RetryInfo, in this order. Of pictures a minute and of spend no body is known: they name no quota.
/// </summary>
internal static class GeminiQuota
{
    private const string Sentence =
        "You exceeded your current quota, please check your plan and billing details. "
        + "For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits. "
        + "To monitor your current usage, head to: https://ai.dev/rate-limit. ";

    private const string Metrics = "generativelanguage.googleapis.com/";
    private const string FreeRequests = $"{Metrics}generate_content_free_tier_requests";

    /// <summary>The three of the free tier.</summary>
    private static readonly (string Metric, string Id)[] Free =
    [
        (FreeRequests, "GenerateRequestsPerDayPerProjectPerModel-FreeTier"),
        (FreeRequests, "GenerateRequestsPerMinutePerProjectPerModel-FreeTier"),
        ($"{Metrics}generate_content_free_tier_input_token_count", "GenerateContentInputTokensPerModelPerMinute-FreeTier"),
    ];

    /// <summary>The refusal of a limit that is spent, with the wait that it tells.</summary>
    public static GeminiError Of(Exchange exchange, LimitDecision decision, out TimeSpan wait)
    {
        var isDaily = decision.Limit.Counting is LimitCounting.Daily;
        var truth = decision.FreeAt is { } at && at > exchange.ArrivedAt ? at - exchange.ArrivedAt : TimeSpan.FromSeconds(1);
        var nanoseconds = isDaily && GeminiRules.Of(exchange).Section.DailyDelay is DailyDelay.WithinAMinute
            ? DrawnWait(exchange)
            : truth.Ticks * 100;
        wait = TimeSpan.FromSeconds(nanoseconds / 1_000_000_000);
        return decision.Limit.IsHidden ? Plain
            : NameOf(exchange, decision.Limit) is var (metric, id)
            ? Error(exchange, nanoseconds, [Violation(exchange, metric, id, decision.PermitLimit)])
            : Error(exchange, nanoseconds, []);
    }

    /// <summary>
    /// The refusal of the free tier, which has no pictures: the limit is 0, and no wait will change it. Captures differ in
    /// the order of the three.
    /// </summary>
    public static GeminiError OfFreeTier(Exchange exchange)
    {
        var first = (int)(Draw(exchange, "first violation") % (ulong)Free.Length);
        var violations = Free[first..].Concat(Free[..first]).Select(one => Violation(exchange, one.Metric, one.Id, 0));
        return Error(exchange, DrawnWait(exchange), [.. violations]) with { Why = "the free tier has no pictures: limit 0, for ever" };
    }

    /// <summary>A refusal that a fault plans: of requests a minute, whatever they are.</summary>
    public static GeminiError Planned(Exchange exchange, TimeSpan? wait)
    {
        var limit = exchange.Served.Gate.Limits.FirstOrDefault(one => one.Unit is CountedUnit.Requests && one.Counting is not LimitCounting.Daily);
        var (metric, id) = (limit is null ? null : NameOf(exchange, limit)) ?? MinuteRequests;
        return Error(
            exchange,
            wait is { } asked ? asked.Ticks * 100 : DrawnWait(exchange),
            [Violation(exchange, metric, id, limit?.PermitLimit ?? 10)]);
    }

    /// <summary>The sentence alone, for an account that has nothing left, whose body is not known, and for limits that are hidden.</summary>
    public static GeminiError Plain { get; } = new(429, "RESOURCE_EXHAUSTED", Sentence.TrimEnd())
    {
        Details = [GeminiDetails.Help()],
    };

    private static (string Metric, string Id) MinuteRequests { get; } =
        ($"{Metrics}generate_requests_per_model", "GenerateRequestsPerMinutePerProjectPerModel");

    private static (string Metric, string Id)? NameOf(Exchange exchange, Limit limit) =>
        GeminiRules.Of(exchange).Section.Quotas.TryGetValue(limit.Name, out var named) ? (named.Metric, named.Id)
        : limit.Unit is CountedUnit.Requests && limit.Counting is LimitCounting.Daily
            ? ($"{Metrics}generate_requests_per_model_per_day", "GenerateRequestsPerDayPerProjectPerModel")
        : limit.Unit is CountedUnit.Requests ? MinuteRequests
        // Known of the free tier; the paid one's names are taken to be the same without its mark.
        : limit.Unit is CountedUnit.InputTokens or CountedUnit.Tokens
            ? ($"{Metrics}generate_content_input_token_count", "GenerateContentInputTokensPerModelPerMinute")
        : null;

    private static JsonObject Violation(Exchange exchange, string metric, string id, long limit)
    {
        var model = exchange.Entry.Model is { } name ? GeminiRules.Of(exchange).Catalog.Find(name)?.QuotaName ?? name : "";
        JsonObject violation = new()
        {
            ["quotaMetric"] = metric,
            ["quotaId"] = id,
            ["quotaDimensions"] = new JsonObject { ["location"] = "global", ["model"] = model },
        };
        if (limit > 0)
        {
            violation["quotaValue"] = limit.ToString(CultureInfo.InvariantCulture);
        }

        return violation;
    }

    private static GeminiError Error(Exchange exchange, long waitNanoseconds, IReadOnlyList<JsonObject> violations)
    {
        var lines = violations.Select(static violation =>
            $"\n* Quota exceeded for metric: {violation["quotaMetric"]}, limit: {violation["quotaValue"] ?? "0"}, model: {violation["quotaDimensions"]!["model"]}");
        var seconds = waitNanoseconds / 1_000_000_000m;
        var words = seconds.ToString("0.#########", CultureInfo.InvariantCulture);
        return new GeminiError(429, "RESOURCE_EXHAUSTED", $"{Sentence}{string.Concat(lines)}\nPlease retry in {words}s.")
        {
            Details =
            [
                GeminiDetails.Help(),
                .. violations.Count > 0 ? [GeminiDetails.QuotaFailure(violations)] : Array.Empty<JsonObject>(),
                // 16.345 s became 16s where it was captured.
                GeminiDetails.RetryInfo(GeminiRules.Of(exchange).Section.FractionalRetryDelay ? seconds : decimal.Truncate(seconds)),
            ],
        };
    }

    /// <summary>From 5 to 60 seconds, as refusals tell that do not know.</summary>
    private static long DrawnWait(Exchange exchange) =>
        5_000_000_000 + (long)(55_000_000_000 * Seed.Fraction(Draw(exchange, "retry delay")));

    /// <summary>A draw of the request's, planned or not.</summary>
    private static ulong Draw(Exchange exchange, string purpose) =>
        Seed.For(exchange.Seed, purpose, exchange.Entry.Identity.Call, exchange.Entry.Identity.Attempt);
}
