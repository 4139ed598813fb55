using System.Text;
using System.Text.Json;
using Emulator.DeepSeek.Chat.Forms;
using Emulator.Faults;

namespace Emulator.DeepSeek.Chat.Anthropic;

/// <summary>
/// Writes messages with the members that Anthropic's SDKs ask for; the provider's own ids, signatures and usage members were
/// never captured, so ids are those of a chat and the signature is the message's id.
/// </summary>
internal static class AnthropicWire
{
    public static ReadOnlyMemory<byte> Message(DeepSeekCompletion completion) => FormEvent.Body(json =>
    {
        json.WriteString("id"u8, completion.Id);
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("model"u8, completion.Model);
        json.WriteStartArray("content"u8);
        if (completion.Reasoning is { } thoughts)
        {
            json.WriteStartObject();
            WriteThinking(json, thoughts, completion.Id);
            json.WriteEndObject();
        }

        if (completion.Content.Length > 0)
        {
            json.WriteStartObject();
            WriteText(json, completion.Content);
            json.WriteEndObject();
        }

        foreach (var call in completion.ToolCalls)
        {
            // Arguments that were cut short are no JSON, and cannot stand in this form.
            json.WriteStartObject();
            WriteToolUse(json, call, EventFrame.Parse(Encoding.UTF8.GetBytes(call.Arguments)) is null ? "{}" : call.Arguments);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteStop(json, completion);
        WriteUsage(json, completion, completion.CompletionTokens);
    });

    /// <summary>The message as it stands at the beginning of a stream.</summary>
    public static void WriteOpening(Utf8JsonWriter json, DeepSeekCompletion completion)
    {
        json.WriteStartObject("message"u8);
        json.WriteString("id"u8, completion.Id);
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("model"u8, completion.Model);
        json.WriteStartArray("content"u8);
        json.WriteEndArray();
        json.WriteNull("stop_reason"u8);
        json.WriteNull("stop_sequence"u8);
        WriteUsage(json, completion, outputTokens: 0);
        json.WriteEndObject();
    }

    public static void WriteThinking(Utf8JsonWriter json, string thoughts, string signature)
    {
        json.WriteString("type"u8, "thinking"u8);
        json.WriteString("thinking"u8, thoughts);
        json.WriteString("signature"u8, signature);
    }

    public static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, text);
    }

    public static void WriteToolUse(Utf8JsonWriter json, DeepSeekToolCall call, string input)
    {
        json.WriteString("type"u8, "tool_use"u8);
        json.WriteString("id"u8, call.Id);
        json.WriteString("name"u8, call.Name);
        json.WritePropertyName("input"u8);
        json.WriteRawValue(input);
    }

    public static void WriteStop(Utf8JsonWriter json, DeepSeekCompletion completion)
    {
        json.WriteString("stop_reason"u8, completion.FinishReason switch
        {
            "length" => "max_tokens",
            "tool_calls" => "tool_use",
            "content_filter" => "refusal",
            _ => completion.StoppedAt is null ? "end_turn" : "stop_sequence",
        });
        json.WriteString("stop_sequence"u8, completion.StoppedAt);
    }

    /// <summary>Anthropic's input tokens are those that no cache had.</summary>
    public static void WriteUsage(Utf8JsonWriter json, DeepSeekCompletion completion, int outputTokens)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("input_tokens"u8, completion.PromptTokens - completion.CacheHitTokens);
        json.WriteNumber("cache_creation_input_tokens"u8, 0);
        json.WriteNumber("cache_read_input_tokens"u8, completion.CacheHitTokens);
        json.WriteNumber("output_tokens"u8, outputTokens);
        json.WriteEndObject();
    }
}
