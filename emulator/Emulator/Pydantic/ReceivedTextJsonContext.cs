using System.Text.Json.Serialization;

namespace Emulator.Pydantic;

/// <summary>Turns a text into the JSON that a complaint quotes.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class ReceivedTextJsonContext : JsonSerializerContext;
