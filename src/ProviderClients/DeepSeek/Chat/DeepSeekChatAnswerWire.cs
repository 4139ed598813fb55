using System.Globalization;

namespace ProviderClients.DeepSeek.Chat;

/// <summary>The provider's answers as this client reads them; what it does not need, it does not name.</summary>
internal static class DeepSeekChatAnswerWire
{
    public static DeepSeekChatCompletion CompletionOf(WireAnswer answer, WireMessage message, WireChoice choice, decimal? costUsd) => new(
        message.Content ?? "", message.ReasoningContent, choice.FinishReason ?? "", answer.Model ?? "", UsageOf(answer.Usage))
    {
        ToolCalls = [.. (message.ToolCalls ?? []).Select(call => new DeepSeekToolCall(
            call.Id ?? "", call.Function?.Name ?? "", call.Function?.Arguments ?? ""))],
        Logprobs = TokensOf(choice.Logprobs?.Content),
        ReasoningLogprobs = TokensOf(choice.Logprobs?.ReasoningContent),
        Id = answer.Id,
        CostUsd = costUsd,
    };

    public static DeepSeekChatUpdate UpdateOf(WireAnswer piece, decimal? costUsd)
    {
        var choice = piece.Choices?.FirstOrDefault();
        var delta = choice?.Delta;
        return new DeepSeekChatUpdate(
            delta?.Content ?? "",
            delta?.ReasoningContent ?? "",
            choice?.FinishReason,
            piece.Usage is null ? null : UsageOf(piece.Usage))
        {
            // A part without an index is a whole call to those who send it so; its place in the list is all there is to go by.
            ToolCalls = [.. (delta?.ToolCalls ?? []).Select((call, place) => new DeepSeekToolCallUpdate(
                call.Index ?? place, call.Id, call.Function?.Name, call.Function?.Arguments ?? ""))],
            Logprobs = TokensOf(choice?.Logprobs?.Content),
            ReasoningLogprobs = TokensOf(choice?.Logprobs?.ReasoningContent),
            Model = piece.Model ?? "",
            Id = piece.Id,
            CostUsd = costUsd,
            IsThinking = delta?.ReasoningContent is not null,
        };
    }

    /// <summary>Prices go by when the provider took the request on, which its answer says; the local clock is a substitute.</summary>
    public static decimal? CostOf(WireAnswer answer, DateTimeOffset now, DeepSeekChatOptions options) =>
        answer is { Usage: not null, Model: { } model }
            ? DeepSeekPrices.CostUsd(model, UsageOf(answer.Usage), TakenOn(answer.Created) ?? now, options)
            : null;

    public static DeepSeekBalance BalanceOf(WireBalance balance)
    {
        var first = balance.BalanceInfos?.FirstOrDefault() ?? new WireBalanceAmount();
        var total = decimal.TryParse(first.TotalBalance, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : 0;
        return new DeepSeekBalance(balance.IsAvailable, first.Currency ?? "", total);
    }

    private static DeepSeekChatUsage UsageOf(WireUsage? usage) => usage is null
        ? new DeepSeekChatUsage(0, 0, 0, 0)
        : new DeepSeekChatUsage(
            usage.PromptTokens,
            usage.CompletionTokens,
            usage.CompletionTokensDetails?.ReasoningTokens ?? 0,
            usage.PromptCacheHitTokens ?? usage.PromptTokensDetails?.CachedTokens ?? 0);

    private static DateTimeOffset? TakenOn(long? created) =>
        created is > 0 and < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(created.Value) : null;

    private static DeepSeekTokenLogprob[] TokensOf(WireToken[]? tokens) => [.. (tokens ?? []).Select(token =>
        new DeepSeekTokenLogprob(token.Token ?? "", token.Logprob)
        {
            Bytes = token.Bytes is null ? null : token.Bytes.Select(value => (byte)value).ToArray(),
            Alternatives = TokensOf(token.TopLogprobs),
        })];
}

/// <summary>A whole answer and a streamed chunk differ in <c>message</c> and <c>delta</c> only.</summary>
internal sealed record WireAnswer
{
    public string? Id { get; init; }

    public long? Created { get; init; }

    public string? Model { get; init; }

    public WireChoice[]? Choices { get; init; }

    public WireUsage? Usage { get; init; }

    public WireError? Error { get; init; }
}

internal sealed record WireChoice
{
    public WireMessage? Message { get; init; }

    public WireMessage? Delta { get; init; }

    public WireLogprobs? Logprobs { get; init; }

    public string? FinishReason { get; init; }
}

internal sealed record WireLogprobs
{
    public WireToken[]? Content { get; init; }

    public WireToken[]? ReasoningContent { get; init; }
}

internal sealed record WireToken
{
    public string? Token { get; init; }

    public double Logprob { get; init; }

    public int[]? Bytes { get; init; }

    public WireToken[]? TopLogprobs { get; init; }
}

internal sealed record WireUsage
{
    public int PromptTokens { get; init; }

    public int CompletionTokens { get; init; }

    public int? PromptCacheHitTokens { get; init; }

    public WirePromptDetails? PromptTokensDetails { get; init; }

    public WireCompletionDetails? CompletionTokensDetails { get; init; }
}

internal sealed record WirePromptDetails
{
    public int CachedTokens { get; init; }
}

internal sealed record WireCompletionDetails
{
    public int ReasoningTokens { get; init; }
}

internal sealed record WireErrorEnvelope
{
    public WireError? Error { get; init; }
}

internal sealed record WireError
{
    public string? Message { get; init; }

    public string? Type { get; init; }
}

internal sealed record WireModels
{
    public WireModel[]? Data { get; init; }
}

internal sealed record WireModel
{
    public string? Id { get; init; }
}

internal sealed record WireBalance
{
    public bool IsAvailable { get; init; }

    public WireBalanceAmount[]? BalanceInfos { get; init; }
}

internal sealed record WireBalanceAmount
{
    public string? Currency { get; init; }

    public string? TotalBalance { get; init; }
}
