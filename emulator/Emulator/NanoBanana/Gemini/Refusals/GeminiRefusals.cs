using System.Globalization;
using Emulator.Chance;
using Emulator.Exchanges;
using Emulator.Jobs;
using Emulator.NanoBanana.Gemini.Requests;

namespace Emulator.NanoBanana.Gemini.Refusals;

/// <summary>
/// Decides whether a request gets an answer without a picture, and of which kind: by the scenario's own answer, by the prompt or
/// a fault of jobs, or by the scenario's list.
/// </summary>
internal static class GeminiRefusals
{
    /// <summary>The refusal, or <see langword="null"/> for a request that is answered.</summary>
    public static GeminiRefusal? Of(Exchange exchange, GeminiRequest request)
    {
        if (exchange.Plan.Answer?.Rule.FinishReason is { } reason)
        {
            return reason is GeminiReasons.Stop ? null : OfReason(exchange, reason, "the scenario's own answer ends so");
        }

        return exchange.FateOf(request.Prompt) switch
        {
            JobFate.Moderated => OfReason(exchange, "IMAGE_SAFETY", "the prompt or a fault asks for a refusal"),
            JobFate.Failed => OfReason(exchange, "IMAGE_OTHER", "the prompt or a fault asks for a failure"),
            _ => Listed(exchange, request),
        };
    }

    private static GeminiRefusal? Listed(Exchange exchange, GeminiRequest request)
    {
        foreach (var (index, rule) in GeminiRules.Of(exchange).Section.Refusals.Index())
        {
            var isMeant = rule.PromptContains is not { } words || request.Prompt.Contains(words, StringComparison.OrdinalIgnoreCase);
            if (isMeant && Seed.Fraction(exchange.Draw($"refusal {index}")) < (rule.Probability ?? 1))
            {
                return Of(exchange, rule) with { Why = $"provider.refusals[{index}]" };
            }
        }

        return null;
    }

    private static GeminiRefusal Of(Exchange exchange, GeminiRefusalSection rule) => rule.Kind switch
    {
        GeminiRefusalKind.TextOnly or GeminiRefusalKind.ThoughtImage => new(rule.Kind, GeminiReasons.Stop),
        GeminiRefusalKind.PromptBlocked => new(rule.Kind, rule.Reason ?? "PROHIBITED_CONTENT"),
        GeminiRefusalKind.NoImage => new(rule.Kind, rule.Reason ?? "NO_IMAGE")
        {
            Content = rule.Content ?? GeminiMissingContent.Missing,
            Message = Told(rule.Message),
        },
        _ => new(rule.Kind, rule.Reason ?? "IMAGE_SAFETY")
        {
            Content = rule.Content ?? GeminiMissingContent.Empty,
            Message = rule.Message is null ? MessageOf(exchange, rule.Reason ?? "IMAGE_SAFETY") : Told(rule.Message),
        },
    };

    private static GeminiRefusal OfReason(Exchange exchange, string reason, string why) => reason is "NO_IMAGE"
        ? new(GeminiRefusalKind.NoImage, reason) { Why = why }
        : new(GeminiRefusalKind.ImageBlocked, reason)
        {
            Content = GeminiMissingContent.Empty,
            Message = MessageOf(exchange, reason),
            Why = why,
        };

    private static string? MessageOf(Exchange exchange, string reason) => GeminiReasons.MessageOf(
        reason, () => (exchange.Draw("support code") % 100_000).ToString("D5", CultureInfo.InvariantCulture));

    private static string? Told(string? message) => string.IsNullOrEmpty(message) ? null : message;
}

/// <summary>One answer without a picture.</summary>
/// <param name="Kind">How it looks.</param>
/// <param name="Reason">The finish reason, or of a blocked prompt the block reason.</param>
internal sealed record GeminiRefusal(GeminiRefusalKind Kind, string Reason)
{
    public string? Message { get; init; }

    public GeminiMissingContent Content { get; init; } = GeminiMissingContent.Missing;

    /// <summary>Who asked for it, for a person.</summary>
    public string Why { get; init; } = "";
}
