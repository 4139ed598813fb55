using System.Text.Json;

namespace Emulator.Pydantic;

/// <summary>What Python's JSON reader says about a text, and the character at which it says so.</summary>
internal sealed record PythonJsonError(string Message, int Offset)
{
    public string Context => $$"""{"error":{{JsonSerializer.Serialize(Message, ReceivedTextJsonContext.Default.String)}}}""";
}
