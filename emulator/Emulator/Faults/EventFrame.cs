using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emulator.Faults;

/// <summary>Reads and writes server-sent events of one <c>data:</c> line, which is all that providers send.</summary>
internal static class EventFrame
{
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON of an event; <see langword="null"/> when its data is something else.</summary>
    public static JsonNode? JsonOf(ReadOnlyMemory<byte> frame)
    {
        var data = frame.Span.Trim("\n "u8);
        return data.StartsWith("data:"u8) ? Parse(data["data:"u8.Length..]) : null;
    }

    public static ReadOnlyMemory<byte> Of(JsonNode json) => Of(json.ToJsonString(Json));

    public static ReadOnlyMemory<byte> Of(string data) => Encoding.UTF8.GetBytes($"data: {data}\n\n");

    /// <summary>A body as JSON; <see langword="null"/> when it is none.</summary>
    public static JsonNode? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            // Not JSON is an answer here: [DONE], a picture, a page.
            return null;
        }
    }
}
