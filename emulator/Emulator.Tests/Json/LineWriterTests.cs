using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Emulator.Json;

namespace Emulator.Tests.Json;

public sealed class LineWriterTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/deepseek/chat/completions, 3 of 4 (75 %) & <more> + `ticks` ~ it's [fine] {so}")]
    [InlineData("a \"quoted\" back\\slash")]
    [InlineData("tab\tline\nzero\0delete\u007f")]
    [InlineData("größer, 你好, 🙂")]
    [InlineData("half \ud83d a pair")]
    public void Text_AnyText_IsWhatTheLibraryWrites(string? text)
    {
        Assert.Equal(JsonSerializer.Serialize(text, Relaxed), Written(line => line.Text(text)));
    }

    [Theory]
    [InlineData(null, "null")]
    [InlineData(0L, "0")]
    [InlineData(long.MinValue, "-9223372036854775808")]
    [InlineData(long.MaxValue, "9223372036854775807")]
    public void Number_AnyNumber_IsPlain(long? number, string expected)
    {
        Assert.Equal(expected, Written(line => line.Number(number)));
    }

    private static string Written(Writing write)
    {
        ArrayBufferWriter<byte> bytes = new();
        write(new LineWriter(bytes));
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private delegate LineWriter Writing(LineWriter line);
}
