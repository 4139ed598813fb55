using System.Text.Encodings.Web;
using System.Text.Json;

namespace Emulator.Pydantic;

/// <summary>How such a service writes JSON: no spaces, and text as it is.</summary>
internal static class PydanticJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one object.</summary>
    public static byte[] Object(Action<Utf8JsonWriter> write)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    /// <summary>A body with one sentence: <c>detail</c> or <c>error</c>.</summary>
    public static byte[] Sentence(string name, string sentence) => Object(json => json.WriteString(name, sentence));
}
