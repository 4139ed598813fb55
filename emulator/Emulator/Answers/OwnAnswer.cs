using System.Globalization;
using System.Text.Json.Nodes;
using Emulator.Exchanges;
using Emulator.Images;

namespace Emulator.Answers;

/// <summary>The answer of the scenario's own that a request gets.</summary>
/// <param name="Rule">What it says.</param>
/// <param name="Number">The number of the logical call among those that the rule means, counted from 1.</param>
/// <param name="Image">The picture's file, where there is one.</param>
internal sealed record OwnAnswer(AnswerSection Rule, int Number, OwnImage? Image)
{
    /// <summary>The text of the answer; <see langword="null"/> leaves it to the dialect.</summary>
    public string? TextFor(Exchange exchange) => Rule.Json is { } json
        ? JsonTemplate.Fill(json, text => Fill(text, exchange))!.ToJsonString(Faults.EventFrame.Json)
        : Rule.Text is { } plain ? Fill(plain, exchange) : null;

    public string? ReasoningFor(Exchange exchange) => Rule.Reasoning is { } text ? Fill(text, exchange) : null;

    /// <summary>The arguments of a tool's call.</summary>
    public JsonNode ArgumentsFor(ToolCallSection call, Exchange exchange) =>
        JsonTemplate.Fill(call.Arguments, text => Fill(text, exchange)) ?? new JsonObject();

    /// <summary>The refusal, where it is one.</summary>
    public FaultRefusal? RefusalFor(Exchange exchange) => Rule.Refuse is { } refuse
        ? new FaultRefusal(refuse.Status, RetryAfter: null, "the scenario's own answer is a refusal")
        {
            Message = refuse.Message is { } message ? Fill(message, exchange) : null,
            Code = refuse.Code,
        }
        : null;

    private string Fill(string text, Exchange exchange) =>
        AnswerTemplate.Fill(text, (root, rest) => ValueOf(root, rest ?? "", exchange));

    private string ValueOf(string root, string rest, Exchange exchange) => root switch
    {
        "prompt" => exchange.Json is { } json ? exchange.Served.Dialect.SubjectOf(exchange.Operation, json.RootElement) : "",
        "model" => exchange.Entry.Model ?? "",
        "call" => exchange.Entry.Identity.Call,
        "attempt" => exchange.Entry.Identity.Attempt.ToString(CultureInfo.InvariantCulture),
        "number" => Number.ToString(CultureInfo.InvariantCulture),
        "seed" => exchange.Seed.ToString(CultureInfo.InvariantCulture),
        "now" => exchange.Clock.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        "match" => Rule.MatchOf(exchange.Prompt)?.Groups[rest].Value ?? "",
        "header" => exchange.Http.Request.Headers[rest].ToString(),
        _ => RequestPath.TextAt(exchange.Json?.RootElement, rest),
    };
}
