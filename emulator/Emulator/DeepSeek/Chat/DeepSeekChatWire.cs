using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Emulator.DeepSeek.Chat.Catalog;
using Emulator.Exchanges;
using Emulator.Json;
using Emulator.Keys;

namespace Emulator.DeepSeek.Chat;

/// <summary>Writes the provider's JSON: its keys in its order.</summary>
internal static class DeepSeekChatWire
{
    /// <summary>What is shown of an account from which nothing is ever taken.</summary>
    private const decimal UntouchedBalance = 100;

    /// <summary>What a stream is sent while it waits.</summary>
    public static readonly ReadOnlyMemory<byte> KeepAlive = ": keep-alive\n\n"u8.ToArray();

    /// <summary>What a plain answer is sent while it waits.</summary>
    public static readonly ReadOnlyMemory<byte> BlankLine = "\n"u8.ToArray();

    public static readonly ReadOnlyMemory<byte> Done = "data: [DONE]\n\n"u8.ToArray();

    /// <summary>The headers that stood on every captured answer.</summary>
    public static Reply Dress(Exchange exchange, Reply reply) => DeepSeekEdgeHeaders.Put(exchange, reply);

    public static ReadOnlyMemory<byte> Error(string message, string type, string code) => Object(json =>
    {
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, message);
        json.WriteString("type"u8, type);
        json.WriteNull("param"u8);
        json.WriteString("code"u8, code);
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Completion(DeepSeekCompletion completion) => Object(json =>
    {
        json.WriteString("id"u8, completion.Id);
        json.WriteString("object"u8, "chat.completion"u8);
        json.WriteNumber("created"u8, completion.Created);
        json.WriteString("model"u8, completion.Model);
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, completion.Content);
        if (completion.Reasoning is not null)
        {
            json.WriteString("reasoning_content"u8, completion.Reasoning);
        }

        DeepSeekToolWire.WriteCalls(json, completion.ToolCalls);
        json.WriteEndObject();
        WriteLogprobs(json, completion);
        json.WriteString("finish_reason"u8, completion.FinishReason);
        json.WriteEndObject();
        json.WriteEndArray();
        WriteUsage(json, completion);
        json.WriteString("system_fingerprint"u8, completion.Fingerprint);
    });

    /// <summary>One event of a stream.</summary>
    /// <param name="completion">The answer that is streamed.</param>
    /// <param name="delta">What this chunk adds.</param>
    /// <param name="withUsageKey">Whether chunks before the last say <c>"usage":null</c>.</param>
    public static ReadOnlyMemory<byte> Chunk(DeepSeekCompletion completion, DeepSeekDelta delta, bool withUsageKey)
    {
        using var scratch = JsonScratch.Rent();
        scratch.Bytes.Write("data: "u8);
        var json = scratch.Begin();
        json.WriteString("id"u8, completion.Id);
        json.WriteString("object"u8, "chat.completion.chunk"u8);
        json.WriteNumber("created"u8, completion.Created);
        json.WriteString("model"u8, completion.Model);
        json.WriteString("system_fingerprint"u8, completion.Fingerprint);
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        WriteDelta(json, completion, delta);
        WriteLogprobs(json, completion, delta);
        json.WriteString("finish_reason"u8, delta.IsFinal ? completion.FinishReason : null);
        json.WriteEndObject();
        json.WriteEndArray();
        if (delta.IsFinal)
        {
            // There is no chunk of usage alone: it rides on the last one, asked for or not.
            WriteUsage(json, completion);
        }
        else if (withUsageKey)
        {
            json.WriteNull("usage"u8);
        }

        scratch.End();
        scratch.Bytes.Write("\n\n"u8);
        return scratch.Bytes.WrittenSpan.ToArray();
    }

    public static ReadOnlyMemory<byte> Models(DeepSeekCatalog catalog) => Object(json =>
    {
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        foreach (var model in catalog.Listed)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, model.Name);
            json.WriteString("object"u8, "model"u8);
            json.WriteString("owned_by"u8, "deepseek"u8);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static ReadOnlyMemory<byte> Balance(AccountAmounts? amounts, DeepSeekCurrency currency)
    {
        // Cents are rounded down, and the total is the sum of what is shown, so that the three always agree.
        var granted = amounts is null ? 0m : Cents(amounts.Value.Granted);
        var paidIn = amounts is null ? UntouchedBalance : Cents(amounts.Value.PaidIn);
        return Object(json =>
        {
            json.WriteBoolean("is_available"u8, amounts is null or { Total: > 0 });
            json.WriteStartArray("balance_infos"u8);
            json.WriteStartObject();
            json.WriteString("currency"u8, currency is DeepSeekCurrency.Yuan ? "CNY"u8 : "USD"u8);
            json.WriteString("total_balance"u8, Text(granted + paidIn));
            json.WriteString("granted_balance"u8, Text(granted));
            json.WriteString("topped_up_balance"u8, Text(paidIn));
            json.WriteEndObject();
            json.WriteEndArray();
        });

        static decimal Cents(decimal amount) => Math.Floor(amount * 100) / 100;

        static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
    }

    private static void WriteLogprobs(Utf8JsonWriter json, DeepSeekCompletion completion)
    {
        if (completion.Logprobs is not { } logprobs)
        {
            json.WriteNull("logprobs"u8);
            return;
        }

        json.WriteStartObject("logprobs"u8);
        logprobs.WriteAll(json, "content", completion.Content);
        if (completion.Reasoning is not null)
        {
            logprobs.WriteAll(json, "reasoning_content", completion.Reasoning);
        }

        json.WriteEndObject();
    }

    /// <summary>One entry in each chunk that says something; null in the others, and where nobody asked.</summary>
    private static void WriteLogprobs(Utf8JsonWriter json, DeepSeekCompletion completion, DeepSeekDelta delta)
    {
        if (completion.Logprobs is not { } logprobs || delta.IsFirst || delta.IsFinal || delta.ToolCall is not null)
        {
            json.WriteNull("logprobs"u8);
            return;
        }

        var part = delta.Content is null ? "reasoning_content" : "content";
        json.WriteStartObject("logprobs"u8);
        if (delta.Content is null)
        {
            json.WriteNull("content"u8);
        }

        json.WriteStartArray(part);
        logprobs.Write(json, part, delta.Content ?? delta.Reasoning!, delta.Index);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDelta(Utf8JsonWriter json, DeepSeekCompletion completion, DeepSeekDelta delta)
    {
        json.WriteStartObject("delta"u8);
        if (delta.ToolCall is { } part)
        {
            // A delta of a tool's call has neither of the other keys.
            DeepSeekToolWire.WritePart(json, part);
            json.WriteEndObject();
            return;
        }

        if (delta.IsFirst)
        {
            json.WriteString("role"u8, "assistant"u8);
        }

        // With thinking both keys are always there, the one that does not speak being null.
        json.WriteString("content"u8, delta.Content);
        if (completion.Reasoning is not null)
        {
            json.WriteString("reasoning_content"u8, delta.Reasoning);
        }

        if (delta.HasEmptyCalls)
        {
            json.WriteStartArray("tool_calls"u8);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public static void WriteUsage(Utf8JsonWriter json, DeepSeekCompletion completion)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, completion.PromptTokens);
        json.WriteNumber("completion_tokens"u8, completion.CompletionTokens);
        json.WriteNumber("total_tokens"u8, completion.PromptTokens + completion.CompletionTokens);
        json.WriteStartObject("prompt_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, completion.CacheHitTokens);
        json.WriteEndObject();
        if (completion.Reasoning is not null)
        {
            json.WriteStartObject("completion_tokens_details"u8);
            json.WriteNumber("reasoning_tokens"u8, completion.ReasoningTokens);
            json.WriteEndObject();
        }

        json.WriteNumber("prompt_cache_hit_tokens"u8, completion.CacheHitTokens);
        json.WriteNumber("prompt_cache_miss_tokens"u8, completion.PromptTokens - completion.CacheHitTokens);
        json.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Object(Action<Utf8JsonWriter> write)
    {
        using var scratch = JsonScratch.Rent();
        write(scratch.Begin());
        scratch.End();
        return scratch.Bytes.WrittenSpan.ToArray();
    }
}

/// <summary>A whole answer, however it is sent.</summary>
internal sealed record DeepSeekCompletion
{
    public required string Id { get; init; }

    public required long Created { get; init; }

    public required string Model { get; init; }

    public required string Fingerprint { get; init; }

    public required string Content { get; init; }

    /// <summary>The thoughts; <see langword="null"/> without thinking.</summary>
    public required string? Reasoning { get; init; }

    /// <summary>How sure the model was; <see langword="null"/> where nobody asked.</summary>
    public DeepSeekLogprobs? Logprobs { get; init; }

    /// <summary>The tools that it calls.</summary>
    public IReadOnlyList<DeepSeekToolCall> ToolCalls { get; init; } = [];

    public required string FinishReason { get; init; }

    /// <summary>The text that the request wished it to stop before, where it did.</summary>
    public string? StoppedAt { get; init; }

    public required int PromptTokens { get; init; }

    /// <summary>The tokens of the prompt that were found in the cache.</summary>
    public int CacheHitTokens { get; init; }

    public required int ReasoningTokens { get; init; }

    /// <summary>The thoughts included.</summary>
    public required int CompletionTokens { get; init; }
}

/// <summary>What one chunk of a stream adds.</summary>
internal readonly record struct DeepSeekDelta(string? Content, string? Reasoning)
{
    /// <summary>A part of a tool's call, in place of the others.</summary>
    public DeepSeekToolPart? ToolCall { get; init; }

    /// <summary>Its number among the chunks of text, or of thoughts.</summary>
    public int Index { get; init; }

    /// <summary>Whether it carries an empty list of tool calls.</summary>
    public bool HasEmptyCalls { get; init; }

    public bool IsFirst { get; init; }

    public bool IsFinal { get; init; }
}
