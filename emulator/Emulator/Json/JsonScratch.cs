using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Emulator.Json;

/// <summary>
/// Lends each thread one JSON writer and its buffer, because making them costs more than writing a line with them does.
/// What is written must be right by construction: nothing checks its structure.
/// </summary>
internal sealed class JsonScratch : IDisposable
{
    private const int FirstBytes = 2048;

    /// <summary>A buffer that a huge answer has made huge is not kept.</summary>
    private const int MostKeptBytes = 64 * 1024;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static JsonScratch? Kept;

    private readonly Utf8JsonWriter _json;

    private JsonScratch()
    {
        Bytes = new ArrayBufferWriter<byte>(FirstBytes);
        _json = new Utf8JsonWriter(Bytes, Options);
    }

    /// <summary>What was written, and whatever stands around it.</summary>
    public ArrayBufferWriter<byte> Bytes { get; }

    /// <summary>The thread's own scratch; it must be given back before anything is awaited.</summary>
    public static JsonScratch Rent()
    {
        var scratch = Kept ?? new JsonScratch();
        Kept = null;
        scratch.Bytes.ResetWrittenCount();
        return scratch;
    }

    /// <summary>Gives it back.</summary>
    public void Dispose()
    {
        if (Bytes.Capacity <= MostKeptBytes)
        {
            Kept = this;
        }
        else
        {
            _json.Dispose();
        }
    }

    /// <summary>Begins an object behind whatever is in the buffer.</summary>
    public Utf8JsonWriter Begin()
    {
        _json.Reset();
        _json.WriteStartObject();
        return _json;
    }

    public void End()
    {
        _json.WriteEndObject();
        _json.Flush();
    }
}
