using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ProviderClients.DeepSeek.Chat;

/// <summary>A chat request as the provider's JSON; what the caller left open is not named.</summary>
internal static class DeepSeekChatWire
{
    public static byte[] Write(DeepSeekChatRequest request, DeepSeekChatOptions options, bool isStream) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new WireRequest
            {
                Model = request.Model ?? options.Model,
                Messages = [.. request.Messages.Select(message => MessageOf(message, request.Thinking is not false))],
                Thinking = request.Thinking is { } thinks ? new WireType { Type = thinks ? "enabled" : "disabled" } : null,
                ReasoningEffort = NameOf(request.ReasoningEffort),
                Temperature = request.Temperature,
                TopP = request.TopP,
                MaxTokens = request.MaxTokens,
                Stop = request.Stop.Count == 0 ? null : [.. request.Stop],
                ResponseFormat = request.JsonObject ? new WireType { Type = "json_object" } : null,
                Tools = request.Tools.Count == 0 ? null : [.. request.Tools.Select(ToolOf)],
                ToolChoice = ChoiceOf(request.ToolChoice),
                Logprobs = request.TopLogprobs is null ? null : true,
                TopLogprobs = request.TopLogprobs,
                UserId = request.UserId,
                Stream = isStream ? true : null,
                StreamOptions = isStream ? new WireStreamOptions() : null,
            },
            DeepSeekChatJsonContext.Default.WireRequest);

    /// <summary>Whether only the provider's beta address honours what is asked for.</summary>
    public static bool NeedsBeta(DeepSeekChatRequest request) =>
        request.Messages.Any(message => message.IsPrefix) || request.Tools.Any(tool => tool.IsStrict);

    private static WireMessage MessageOf(DeepSeekChatMessage message, bool mayThink) => new()
    {
        Role = message.Role,
        Content = message.Content,
        Name = message.Name,
        Prefix = message.IsPrefix ? true : null,
        ReasoningContent = ReasoningOf(message, mayThink),
        ToolCalls = message.ToolCalls.Count == 0 ? null : [.. message.ToolCalls.Select(CallOf)],
        ToolCallId = message.ToolCallId,
    };

    /// <summary>
    /// A thinking model wants its thoughts back wherever functions were called, and is said to want them everywhere; where it
    /// does not, it ignores them. An empty text will do when there are none.
    /// </summary>
    private static string? ReasoningOf(DeepSeekChatMessage message, bool mayThink) =>
        message.Role is not "assistant" || !mayThink ? null : message.IsPrefix ? message.Reasoning : message.Reasoning ?? "";

    private static WireToolCall CallOf(DeepSeekToolCall call) => new()
    {
        Id = call.Id,
        Type = "function",
        Function = new WireFunctionCall { Name = call.Name, Arguments = call.Arguments },
    };

    private static WireTool ToolOf(DeepSeekTool tool) => new()
    {
        Function = new WireFunction
        {
            Name = tool.Name,
            Description = tool.Description,
            Parameters = tool.Parameters,
            Strict = tool.IsStrict ? true : null,
        },
    };

    private static JsonNode? ChoiceOf(DeepSeekToolChoice? choice) => choice switch
    {
        null => null,
        { FunctionName: { } name } => new JsonObject { ["type"] = "function", ["function"] = new JsonObject { ["name"] = name } },
        _ => JsonValue.Create(choice.Mode),
    };

    private static string? NameOf(DeepSeekReasoningEffort? effort) => effort switch
    {
        null => null,
        DeepSeekReasoningEffort.Low => "low",
        DeepSeekReasoningEffort.Max => "max",
        _ => "high",
    };
}

internal sealed record WireRequest
{
    public required string Model { get; init; }

    public required WireMessage[] Messages { get; init; }

    public WireType? Thinking { get; init; }

    public string? ReasoningEffort { get; init; }

    public double? Temperature { get; init; }

    public double? TopP { get; init; }

    public int? MaxTokens { get; init; }

    public string[]? Stop { get; init; }

    public WireType? ResponseFormat { get; init; }

    public WireTool[]? Tools { get; init; }

    public JsonNode? ToolChoice { get; init; }

    public bool? Logprobs { get; init; }

    public int? TopLogprobs { get; init; }

    public string? UserId { get; init; }

    public bool? Stream { get; init; }

    public WireStreamOptions? StreamOptions { get; init; }
}

internal sealed record WireType
{
    public required string Type { get; init; }
}

internal sealed record WireStreamOptions
{
    public bool IncludeUsage { get; init; } = true;
}

internal sealed record WireTool
{
    public string Type { get; init; } = "function";

    public required WireFunction Function { get; init; }
}

internal sealed record WireFunction
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public JsonElement? Parameters { get; init; }

    public bool? Strict { get; init; }
}

/// <summary>A message of the history, and the message or delta of an answer.</summary>
internal sealed record WireMessage
{
    public string? Role { get; init; }

    public string? Content { get; init; }

    public string? Name { get; init; }

    public bool? Prefix { get; init; }

    public string? ReasoningContent { get; init; }

    public WireToolCall[]? ToolCalls { get; init; }

    public string? ToolCallId { get; init; }
}

internal sealed record WireToolCall
{
    public int? Index { get; init; }

    public string? Id { get; init; }

    public string? Type { get; init; }

    public WireFunctionCall? Function { get; init; }
}

internal sealed record WireFunctionCall
{
    public string? Name { get; init; }

    public string? Arguments { get; init; }
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
