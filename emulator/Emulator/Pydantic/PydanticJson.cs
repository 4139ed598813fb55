using System.Text.Encodings.Web;
using System.Text.Json;

namespace Emulator.Pydantic;

/// <summary>How such a service writes JSON: no spaces, and text as it is.</summary>
internal static class PydanticJson
{
    public static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
