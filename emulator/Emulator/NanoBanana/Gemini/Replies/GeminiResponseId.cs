using System.Buffers.Binary;
using System.Buffers.Text;
using Emulator.Chance;
using Emulator.Exchanges;

namespace Emulator.NanoBanana.Gemini.Replies;

/// <summary>
/// The ids of answers, as five real ones were decoded: Unix seconds in four bytes, the low one first, microseconds as a varint,
/// and two varints of 32 bits that look random. They are 17 bytes long, so small numbers are written with as many bytes as
/// large ones, which decodes to the same.
/// </summary>
internal static class GeminiResponseId
{
    private const int Bytes = 17;

    public static string Of(Exchange exchange, string item)
    {
        var now = exchange.Clock.Now;
        var microseconds = (uint)(now.UtcTicks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);
        var random = Seed.For(Seed.For(exchange.Seed, "response id", exchange.Served.Name, exchange.Entry.Seq), "item", item);
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)now.ToUnixTimeSeconds());
        Write(bytes.Slice(4, 3), microseconds);
        Write(bytes.Slice(7, 5), (uint)random);
        Write(bytes.Slice(12, 5), (uint)(random >> 32));
        return Base64Url.EncodeToString(bytes);
    }

    private static void Write(Span<byte> varint, uint number)
    {
        for (var index = 0; index < varint.Length; index++)
        {
            varint[index] = (byte)((number & 0x7F) | (index < varint.Length - 1 ? 0x80u : 0));
            number >>= 7;
        }
    }
}
