using System.Buffers.Binary;

namespace Emulator.Images.Png;

/// <summary>The checksum that ends every PNG chunk (ISO 3309, reflected polynomial EDB88320), eight bytes at a time.</summary>
internal static class Crc32
{
    private const int Stride = 8;

    /// <summary>For each distance from the end of a stride, what a byte there does to the checksum.</summary>
    private static readonly uint[][] Tables = MakeTables();

    public static uint Of(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content) => ~Update(Update(uint.MaxValue, type), content);

    private static uint Update(uint crc, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<uint> t0 = Tables[0].AsSpan(0, 256);
        ReadOnlySpan<uint> t1 = Tables[1].AsSpan(0, 256);
        ReadOnlySpan<uint> t2 = Tables[2].AsSpan(0, 256);
        ReadOnlySpan<uint> t3 = Tables[3].AsSpan(0, 256);
        ReadOnlySpan<uint> t4 = Tables[4].AsSpan(0, 256);
        ReadOnlySpan<uint> t5 = Tables[5].AsSpan(0, 256);
        ReadOnlySpan<uint> t6 = Tables[6].AsSpan(0, 256);
        ReadOnlySpan<uint> t7 = Tables[7].AsSpan(0, 256);
        for (; bytes.Length >= Stride; bytes = bytes[Stride..])
        {
            var low = crc ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = t7[(byte)low] ^ t6[(byte)(low >> 8)] ^ t5[(byte)(low >> 16)] ^ t4[(byte)(low >> 24)]
                ^ t3[(byte)high] ^ t2[(byte)(high >> 8)] ^ t1[(byte)(high >> 16)] ^ t0[(byte)(high >> 24)];
        }

        foreach (var value in bytes)
        {
            crc = t0[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[Stride][];
        tables[0] = MakeTable();
        for (var i = 1; i < Stride; i++)
        {
            tables[i] = Array.ConvertAll(tables[i - 1], crc => tables[0][(byte)crc] ^ (crc >> 8));
        }

        return tables;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            }

            table[i] = crc;
        }

        return table;
    }
}
