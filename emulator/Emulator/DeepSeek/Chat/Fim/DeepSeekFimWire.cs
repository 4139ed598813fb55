using System.Buffers;
using System.Text.Json;
using Emulator.Json;

namespace Emulator.DeepSeek.Chat.Fim;

/// <summary>Writes the text between a beginning and an end: whole, or chunk by chunk.</summary>
internal static class DeepSeekFimWire
{
    private const string Part = "text";

    public static ReadOnlyMemory<byte> Completion(DeepSeekFimRequest request, DeepSeekCompletion completion)
    {
        using var scratch = JsonScratch.Rent();
        var json = scratch.Begin();
        WriteHead(json, completion);
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteString("text"u8, (request.IsEcho ? request.Prompt : "") + completion.Content);
        json.WriteNumber("index"u8, 0);
        WriteLogprobs(json, completion, [.. DeepSeekTokens.Pieces(completion.Content)], new DeepSeekFimPlace(0, Offset(request)));
        json.WriteString("finish_reason"u8, completion.FinishReason);
        json.WriteEndObject();
        json.WriteEndArray();
        DeepSeekChatWire.WriteUsage(json, completion);
        json.WriteString("system_fingerprint"u8, completion.Fingerprint);
        scratch.End();
        return scratch.Bytes.WrittenSpan.ToArray();
    }

    /// <summary>One event of a stream; the last one has no text.</summary>
    public static ReadOnlyMemory<byte> Chunk(DeepSeekFimRequest request, DeepSeekCompletion completion, string? text, DeepSeekFimPlace place)
    {
        using var scratch = JsonScratch.Rent();
        scratch.Bytes.Write("data: "u8);
        var json = scratch.Begin();
        WriteHead(json, completion);
        json.WriteString("system_fingerprint"u8, completion.Fingerprint);
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteString("text"u8, text ?? "");
        json.WriteNumber("index"u8, 0);
        WriteLogprobs(json, completion, text is null || place.Index < 0 ? null : [text], place);
        json.WriteString("finish_reason"u8, text is null ? completion.FinishReason : null);
        json.WriteEndObject();
        json.WriteEndArray();
        if (text is null)
        {
            DeepSeekChatWire.WriteUsage(json, completion);
        }
        else if (request.WantsUsageInEveryChunk)
        {
            json.WriteNull("usage"u8);
        }

        scratch.End();
        scratch.Bytes.Write("\n\n"u8);
        return scratch.Bytes.WrittenSpan.ToArray();
    }

    /// <summary>Where the text of the answer begins.</summary>
    public static int Offset(DeepSeekFimRequest request) => request.IsEcho ? request.Prompt.Length : 0;

    private static void WriteHead(Utf8JsonWriter json, DeepSeekCompletion completion)
    {
        json.WriteString("id"u8, completion.Id);
        json.WriteString("object"u8, "text_completion"u8);
        json.WriteNumber("created"u8, completion.Created);
        json.WriteString("model"u8, completion.Model);
    }

    private static void WriteLogprobs(Utf8JsonWriter json, DeepSeekCompletion completion, IReadOnlyList<string>? tokens, DeepSeekFimPlace place)
    {
        if (completion.Logprobs is not { } logprobs || tokens is null)
        {
            json.WriteNull("logprobs"u8);
            return;
        }

        json.WriteStartObject("logprobs"u8);
        json.WriteStartArray("text_offset"u8);
        var offset = place.Offset;
        foreach (var token in tokens)
        {
            json.WriteNumberValue(offset);
            offset += token.Length;
        }

        json.WriteEndArray();
        json.WriteStartArray("token_logprobs"u8);
        foreach (var (index, token) in tokens.Index())
        {
            json.WriteNumberValue(logprobs.Of(Part, token, place.Index + index));
        }

        json.WriteEndArray();
        json.WriteStartArray("tokens"u8);
        foreach (var token in tokens)
        {
            json.WriteStringValue(token);
        }

        json.WriteEndArray();
        json.WriteStartArray("top_logprobs"u8);
        foreach (var (index, token) in tokens.Index())
        {
            json.WriteStartObject();
            foreach (var (alternative, logprob) in logprobs.Ranked(Part, token, place.Index + index).Take(logprobs.Top))
            {
                json.WriteNumber(alternative, logprob);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <summary>Where a token stands.</summary>
/// <param name="Index">Its number in the answer; below zero for what is no token of it.</param>
/// <param name="Offset">Where it begins in the text, in characters.</param>
internal readonly record struct DeepSeekFimPlace(int Index, int Offset);
