using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Emulator.Json;

/// <summary>
/// Writes a line of JSON whose names and order never change: the text between the values is copied, the values are written.
/// For the journal, which writes one for every request and would otherwise escape the same thirty names again and again.
/// </summary>
internal ref struct LineWriter
{
    private const int LongestNumber = 20;

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _bytes;

    /// <param name="bytes">What the line is added to.</param>
    public LineWriter(ArrayBufferWriter<byte> bytes) => _bytes = bytes;

    /// <summary>JSON as it stands.</summary>
    public readonly LineWriter Raw(ReadOnlySpan<byte> json)
    {
        _bytes.Write(json);
        return this;
    }

    public readonly LineWriter Number(long? number)
    {
        if (number is not { } value)
        {
            return Raw("null"u8);
        }

        Utf8Formatter.TryFormat(value, _bytes.GetSpan(LongestNumber), out var length);
        _bytes.Advance(length);
        return this;
    }

    /// <summary>A text in quotes, escaped where it must be.</summary>
    public readonly LineWriter Text(string? text)
    {
        if (text is null)
        {
            return Raw("null"u8);
        }

        if (text.AsSpan().ContainsAnyExcept(Plain))
        {
            using var json = new Utf8JsonWriter(_bytes, Options);
            json.WriteStringValue(text);
            return this;
        }

        Raw("\""u8);
        _bytes.Advance(Encoding.UTF8.GetBytes(text, _bytes.GetSpan(text.Length)));
        return Raw("\""u8);
    }
}
