using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProviderClients.DeepSeek.Chat;

/// <summary>The provider's JSON as this client writes and reads it; what it does not need, it does not name.</summary>
internal static class DeepSeekChatWire
{
    public static byte[] Write(DeepSeekChatRequest request, DeepSeekChatOptions options, bool isStream) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new WireRequest
            {
                Model = request.Model ?? options.Model,
                Messages = [.. request.Messages.Select(message => new WireMessage { Role = message.Role, Content = message.Content })],
                Thinking = request.Thinking is { } thinks ? new WireThinking { Type = thinks ? "enabled" : "disabled" } : null,
                Temperature = request.Temperature,
                MaxTokens = request.MaxTokens,
                Stream = isStream ? true : null,
                StreamOptions = isStream ? new WireStreamOptions() : null,
            },
            DeepSeekChatJsonContext.Default.WireRequest);

    public static DeepSeekChatUsage UsageOf(WireUsage? usage) => usage is null
        ? new DeepSeekChatUsage(0, 0, 0, 0)
        : new DeepSeekChatUsage(
            usage.PromptTokens,
            usage.CompletionTokens,
            usage.CompletionTokensDetails?.ReasoningTokens ?? 0,
            usage.PromptCacheHitTokens);

    public static DeepSeekBalance BalanceOf(WireBalance balance)
    {
        var first = balance.BalanceInfos?.FirstOrDefault() ?? new WireBalanceAmount();
        var total = decimal.TryParse(first.TotalBalance, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : 0;
        return new DeepSeekBalance(balance.IsAvailable, first.Currency ?? "", total);
    }
}

internal sealed record WireRequest
{
    public required string Model { get; init; }

    public required WireMessage[] Messages { get; init; }

    public WireThinking? Thinking { get; init; }

    public double? Temperature { get; init; }

    public int? MaxTokens { get; init; }

    public bool? Stream { get; init; }

    public WireStreamOptions? StreamOptions { get; init; }
}

internal sealed record WireThinking
{
    public required string Type { get; init; }
}

internal sealed record WireStreamOptions
{
    public bool IncludeUsage { get; init; } = true;
}

internal sealed record WireMessage
{
    public string? Role { get; init; }

    public string? Content { get; init; }

    public string? ReasoningContent { get; init; }
}

/// <summary>A whole answer and a streamed chunk differ in <c>message</c> and <c>delta</c> only.</summary>
internal sealed record WireAnswer
{
    public string? Model { get; init; }

    public WireChoice[]? Choices { get; init; }

    public WireUsage? Usage { get; init; }

    public WireError? Error { get; init; }
}

internal sealed record WireChoice
{
    public WireMessage? Message { get; init; }

    public WireMessage? Delta { get; init; }

    public string? FinishReason { get; init; }
}

internal sealed record WireUsage
{
    public int PromptTokens { get; init; }

    public int CompletionTokens { get; init; }

    public int PromptCacheHitTokens { get; init; }

    public WireCompletionDetails? CompletionTokensDetails { get; init; }
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

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WireRequest))]
[JsonSerializable(typeof(WireAnswer))]
[JsonSerializable(typeof(WireErrorEnvelope))]
[JsonSerializable(typeof(WireModels))]
[JsonSerializable(typeof(WireBalance))]
internal sealed partial class DeepSeekChatJsonContext : JsonSerializerContext;
