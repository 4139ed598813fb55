using System.Buffers;
using System.Text;
using System.Text.Json;
using Emulator.Json;

namespace Emulator.DeepSeek.Chat.Forms;

/// <summary>Writes events with a name, as the other forms' SDKs ask for, and bodies.</summary>
internal static class FormEvent
{
    /// <summary>An event whose data repeat its name as their <c>type</c>.</summary>
    public static ReadOnlyMemory<byte> Of(string name, Action<Utf8JsonWriter> write)
    {
        using var scratch = JsonScratch.Rent();
        scratch.Bytes.Write("event: "u8);
        scratch.Bytes.Write(Encoding.UTF8.GetBytes(name));
        scratch.Bytes.Write("\ndata: "u8);
        var json = scratch.Begin();
        json.WriteString("type"u8, name);
        write(json);
        scratch.End();
        scratch.Bytes.Write("\n\n"u8);
        return scratch.Bytes.WrittenSpan.ToArray();
    }

    public static ReadOnlyMemory<byte> Body(Action<Utf8JsonWriter> write)
    {
        using var scratch = JsonScratch.Rent();
        write(scratch.Begin());
        scratch.End();
        return scratch.Bytes.WrittenSpan.ToArray();
    }
}
