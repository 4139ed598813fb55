using System.Buffers.Binary;

namespace Emulator.Images.Coding;

/// <summary>Packs bits as deflate and lossless WebP want them: the first bit is a byte's lowest.</summary>
internal sealed class BitPacker
{
    /// <summary>Three words of a prefix code take at most 45 bits, and a flush writes eight bytes.</summary>
    private const int BytesOfATriple = 6;

    private byte[] _bytes = new byte[64 * 1024];
    private int _length;
    private ulong _bits;
    private int _count;

    /// <summary>Packs the lowest bits of a number, at most 32.</summary>
    public void Put(uint value, int bits)
    {
        EnsureRoom(sizeof(ulong));
        _bits |= (ulong)value << _count;
        _count += bits;
        Flush();
    }

    /// <summary>Packs the word of one symbol.</summary>
    public void Put(PrefixCode code, int symbol) => Put(code.Words[symbol] >> 8, code.Lengths[symbol]);

    /// <summary>Packs the words of bytes in their order, all of one code whose words have at most 14 bits.</summary>
    public void PutAll(PrefixCode code, ReadOnlySpan<byte> symbols)
    {
        var words = code.Words[..256];
        EnsureRoom((2 * symbols.Length) + (4 * sizeof(ulong)));
        var (output, at, bits, count) = (_bytes, _length, _bits, _count);
        var i = 0;
        for (; i + 4 <= symbols.Length; i += 4)
        {
            Pack(words[symbols[i]], words[symbols[i + 1]], words[symbols[i + 2]], ref bits, ref count);
            var fourth = words[symbols[i + 3]];
            bits |= (ulong)(fourth >> 8) << count;
            count += (int)(fourth & 0xFF);
            Spill(output, ref at, ref bits, ref count);
        }

        (_length, _bits, _count) = (at, bits, count);
        for (; i < symbols.Length; i++)
        {
            Put(words[symbols[i]] >> 8, (int)(words[symbols[i]] & 0xFF));
        }
    }

    /// <summary>Packs green, red and blue of every pixel, each by its own code.</summary>
    public void PutPixels(PixelCodes codes, PixelRow row, int widthPixels)
    {
        var greenWords = codes.Green.Words[..256];
        var redWords = codes.Red.Words[..256];
        var blueWords = codes.Blue.Words[..256];
        var green = row.Green[..widthPixels];
        var red = row.Red[..green.Length];
        var blue = row.Blue[..green.Length];
        EnsureRoom((BytesOfATriple * green.Length) + (2 * sizeof(ulong)));
        var (output, at, bits, count) = (_bytes, _length, _bits, _count);
        for (var i = 0; i < green.Length; i++)
        {
            Pack(greenWords[green[i]], redWords[red[i]], blueWords[blue[i]], ref bits, ref count);
            Spill(output, ref at, ref bits, ref count);
        }

        (_length, _bits, _count) = (at, bits, count);
    }

    /// <summary>Hands over the bytes that are full.</summary>
    public ReadOnlySpan<byte> TakeFull()
    {
        var full = _bytes.AsSpan(0, _length);
        _length = 0;
        return full;
    }

    /// <summary>Fills the last byte with zeros.</summary>
    public void FillByte()
    {
        _count += -_count & 7;
        EnsureRoom(sizeof(ulong));
        Flush();
    }

    private static void Pack(uint a, uint b, uint c, ref ulong bits, ref int count)
    {
        bits |= (ulong)(a >> 8) << count;
        count += (int)(a & 0xFF);
        bits |= (ulong)(b >> 8) << count;
        count += (int)(b & 0xFF);
        bits |= (ulong)(c >> 8) << count;
        count += (int)(c & 0xFF);
    }

    private static void Spill(byte[] output, ref int at, ref ulong bits, ref int count)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(output.AsSpan(at), bits);
        at += count >> 3;
        bits >>= count & ~7;
        count &= 7;
    }

    private void Flush() => Spill(_bytes, ref _length, ref _bits, ref _count);

    private void EnsureRoom(int bytes)
    {
        if (_length + bytes > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_length + bytes, _bytes.Length * 2));
        }
    }
}
