using System.Text.Json;

namespace Emulator.DeepSeek.Chat;

/// <summary>Writes calls of tools: whole in a message, in parts in a stream.</summary>
internal static class DeepSeekToolWire
{
    private const int LongestWord = 16;

    /// <summary>The parts in which a call is streamed: its opening, then its arguments piece by piece.</summary>
    public static IEnumerable<DeepSeekToolPart> PartsOf(DeepSeekToolCall call) =>
    [
        new DeepSeekToolPart(call, ""),
        .. Fragments(call.Arguments).Select(piece => new DeepSeekToolPart(call, piece)),
    ];

    /// <summary>Arguments as they were captured: marks alone, a colon or comma with its space, words with the space before them.</summary>
    public static IEnumerable<string> Fragments(string arguments)
    {
        for (var start = 0; start < arguments.Length;)
        {
            var end = EndOfFragment(arguments, start);
            yield return arguments[start..end];
            start = end;
        }
    }

    /// <summary>The calls of a message; the key is absent when there are none.</summary>
    public static void WriteCalls(Utf8JsonWriter json, IReadOnlyList<DeepSeekToolCall> calls)
    {
        if (calls.Count == 0)
        {
            return;
        }

        json.WriteStartArray("tool_calls"u8);
        foreach (var call in calls)
        {
            WriteCall(json, call, call.Arguments);
        }

        json.WriteEndArray();
    }

    public static void WritePart(Utf8JsonWriter json, DeepSeekToolPart part)
    {
        json.WriteStartArray("tool_calls"u8);
        if (part.IsOpening)
        {
            WriteCall(json, part.Call, "");
        }
        else
        {
            json.WriteStartObject();
            json.WriteNumber("index"u8, part.Call.Index);
            json.WriteStartObject("function"u8);
            json.WriteString("arguments"u8, part.Arguments);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static int EndOfFragment(string text, int start)
    {
        var end = start + 1;
        if (text[start] is ':' or ',' && end < text.Length && text[end] == ' ')
        {
            return end + 1;
        }

        if (char.IsHighSurrogate(text[start]) && end < text.Length)
        {
            return end + 1;
        }

        var isWord = char.IsLetterOrDigit(text[start])
            || (text[start] == ' ' && end < text.Length && char.IsLetterOrDigit(text[end]));
        while (isWord && end < text.Length && end - start < LongestWord && char.IsLetterOrDigit(text[end]))
        {
            end++;
        }

        return end;
    }

    private static void WriteCall(Utf8JsonWriter json, DeepSeekToolCall call, string arguments)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, call.Index);
        json.WriteString("id"u8, call.Id);
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, call.Name);
        json.WriteString("arguments"u8, arguments);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

/// <summary>A part of a streamed call.</summary>
/// <param name="Call">The call.</param>
/// <param name="Arguments">The next piece of its arguments; empty in its opening.</param>
internal sealed record DeepSeekToolPart(DeepSeekToolCall Call, string Arguments)
{
    public bool IsOpening => Arguments.Length == 0;
}
