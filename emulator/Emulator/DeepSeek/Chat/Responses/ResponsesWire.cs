using System.Text.Json;
using Emulator.DeepSeek.Chat.Forms;

namespace Emulator.DeepSeek.Chat.Responses;

/// <summary>Writes a response: the members that were captured, in their order.</summary>
internal static class ResponsesWire
{
    /// <summary>How hard is thought where nothing is said.</summary>
    private const string DefaultEffort = "high";

    public static void WriteMembers(Utf8JsonWriter json, ResponseDraft draft, ResponseState state)
    {
        var (completion, body) = (draft.Completion, draft.Body);
        var isOver = state is ResponseState.Over;
        json.WriteString("id"u8, completion.Id);
        json.WriteString("object"u8, "response"u8);
        json.WriteNumber("created_at"u8, completion.Created);
        json.WriteString("status"u8, !isOver ? "in_progress" : draft.IsIncomplete ? "incomplete" : "completed");
        json.WriteBoolean("background"u8, false);
        WriteNumberOrNull(json, "completed_at", isOver && !draft.IsIncomplete ? draft.CompletedAt : null);
        json.WriteNull("content_filters"u8);
        json.WriteNull("error"u8);
        WriteDecimal(json, body, "frequency_penalty", "0.0");
        WriteIncomplete(json, completion, isOver && draft.IsIncomplete);
        ResponsesTools.WriteOrNull(json, body, "instructions");
        ResponsesTools.WriteOrNull(json, body, "max_output_tokens");
        ResponsesTools.WriteOrNull(json, body, "max_tool_calls");
        json.WriteString("model"u8, completion.Model);
        json.WriteNull("moderation"u8);
        json.WriteStartArray("output"u8);
        foreach (var item in isOver ? draft.Items : [])
        {
            json.WriteStartObject();
            WriteItem(json, draft, item, ResponseState.Over);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("parallel_tool_calls"u8, true);
        WriteDecimal(json, body, "presence_penalty", "0.0");
        json.WriteNull("previous_response_id"u8);
        ResponsesTools.WriteOrNull(json, body, "prompt_cache_key");
        ResponsesTools.WriteOrNull(json, body, "prompt_cache_retention");
        WriteReasoning(json, completion, body);
        ResponsesTools.WriteOrNull(json, body, "safety_identifier");
        json.WriteString("service_tier"u8, "default"u8);
        json.WriteBoolean("store"u8, false);
        WriteDecimal(json, body, "temperature", "1.0");
        WriteTextFormat(json, body);
        WriteToolChoice(json, body);
        ResponsesTools.WriteEcho(json, body);
        json.WriteNumber("top_logprobs"u8, 0);
        WriteDecimal(json, body, "top_p", "1.0");
        json.WriteString("truncation"u8, "disabled"u8);
        WriteUsage(json, completion, isOver);
        ResponsesTools.WriteOrNull(json, body, "user");
        json.WriteStartObject("metadata"u8);
        json.WriteEndObject();
    }

    public static void WriteItem(Utf8JsonWriter json, ResponseDraft draft, ResponseItem item, ResponseState state)
    {
        var isCut = draft.IsIncomplete && ReferenceEquals(item, draft.Items[^1]);
        var text = state is ResponseState.Over ? item.Text : "";
        json.WriteString("type"u8, item.Type);
        json.WriteString("id"u8, item.Id);
        json.WriteString("status"u8, state is ResponseState.InProgress ? "in_progress" : isCut ? "incomplete" : "completed");
        if (item.Call is { } call)
        {
            json.WriteString("arguments"u8, text);
            json.WriteString("call_id"u8, call.Id);
            json.WriteString("name"u8, call.Name);
            return;
        }

        json.WriteStartArray("content"u8);
        if (state is ResponseState.Over)
        {
            json.WriteStartObject();
            WritePart(json, item, text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (item.Type is "reasoning")
        {
            json.WriteStartArray("summary"u8);
            json.WriteEndArray();
            return;
        }

        json.WriteString("phase"u8, "final_answer"u8);
        json.WriteString("role"u8, "assistant"u8);
    }

    public static void WritePart(Utf8JsonWriter json, ResponseItem item, string text)
    {
        json.WriteString("type"u8, item.PartType);
        if (item.Type is "message")
        {
            json.WriteStartArray("annotations"u8);
            json.WriteEndArray();
            json.WriteStartArray("logprobs"u8);
            json.WriteEndArray();
        }

        json.WriteString("text"u8, text);
    }

    private static void WriteIncomplete(Utf8JsonWriter json, DeepSeekCompletion completion, bool isIncomplete)
    {
        if (!isIncomplete)
        {
            json.WriteNull("incomplete_details"u8);
            return;
        }

        json.WriteStartObject("incomplete_details"u8);
        json.WriteString("reason"u8, completion.FinishReason is "length" ? "max_output_tokens" : completion.FinishReason);
        json.WriteEndObject();
    }

    private static void WriteReasoning(Utf8JsonWriter json, DeepSeekCompletion completion, JsonElement body)
    {
        var asked = FormReader.ValueAt(body, "reasoning") is { } reasoning ? FormReader.TextAt(reasoning, "effort") : null;
        json.WriteStartObject("reasoning"u8);
        json.WriteString("effort"u8, completion.Reasoning is null ? "none" : asked ?? DefaultEffort);
        json.WriteNull("summary"u8);
        json.WriteEndObject();
    }

    private static void WriteTextFormat(Utf8JsonWriter json, JsonElement body)
    {
        var format = FormReader.ValueAt(body, "text") is { } text ? FormReader.ValueAt(text, "format") : null;
        json.WriteStartObject("text"u8);
        json.WriteStartObject("format"u8);
        json.WriteString("type"u8, format is { } asked ? FormReader.TypeOf(asked) : "text");
        if (format is { } schema && FormReader.TypeOf(schema) is "json_schema")
        {
            ResponsesTools.WriteOrNull(json, schema, "name");
            ResponsesTools.WriteOrNull(json, schema, "schema");
            ResponsesTools.WriteOrNull(json, schema, "description");
            ResponsesTools.WriteOrNull(json, schema, "strict");
        }

        json.WriteEndObject();
        json.WriteNull("verbosity"u8);
        json.WriteEndObject();
    }

    private static void WriteToolChoice(Utf8JsonWriter json, JsonElement body)
    {
        if (FormReader.ValueAt(body, "tool_choice") is not null)
        {
            FormReader.Copy(json, body, "tool_choice");
            return;
        }

        json.WriteString("tool_choice"u8, "auto"u8);
    }

    private static void WriteUsage(Utf8JsonWriter json, DeepSeekCompletion completion, bool isOver)
    {
        if (!isOver)
        {
            json.WriteNull("usage"u8);
            return;
        }

        json.WriteStartObject("usage"u8);
        json.WriteNumber("input_tokens"u8, completion.PromptTokens);
        json.WriteStartObject("input_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, completion.CacheHitTokens);
        json.WriteEndObject();
        json.WriteNumber("output_tokens"u8, completion.CompletionTokens);
        json.WriteStartObject("output_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, completion.ReasoningTokens);
        json.WriteEndObject();
        json.WriteNumber("total_tokens"u8, completion.PromptTokens + completion.CompletionTokens);
        json.WriteEndObject();
    }

    private static void WriteNumberOrNull(Utf8JsonWriter json, string name, long? number)
    {
        json.WritePropertyName(name);
        if (number is { } value)
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <summary>A number with its decimals, as the provider writes those that nobody gave.</summary>
    private static void WriteDecimal(Utf8JsonWriter json, JsonElement body, string name, string otherwise)
    {
        json.WritePropertyName(name);
        if (FormReader.ValueAt(body, name) is { ValueKind: JsonValueKind.Number } number)
        {
            number.WriteTo(json);
        }
        else
        {
            json.WriteRawValue(otherwise);
        }
    }
}
