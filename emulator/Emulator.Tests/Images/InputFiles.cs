using System.Buffers.Binary;
using System.IO.Compression;

namespace Emulator.Tests.Images;

/// <summary>Small pictures in every form that clients send: each pixel's red grows to the right, its green downwards, its blue is 64.</summary>
internal static class InputFiles
{
    private static readonly (int Left, int Top, int Across, int Down)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>The colour that a pixel of a picture of 48 by 32 pixels has.</summary>
    public static (int Red, int Green, int Blue) ColourAt(int x, int y) => (x * 5, y * 7, 64);

    /// <summary>A PNG of 48 by 32 pixels; grey ones show red, palettes have sixteen greys, of transparent ones alpha is half.</summary>
    public static byte[] Png(int bits, int kind, bool isInterlaced = false, int filter = 0)
    {
        using MemoryStream raw = new();
        using (ZLibStream zlib = new(raw, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var (left, top, across, down) in isInterlaced ? Passes : [(0, 0, 1, 1)])
            {
                byte[] above = [];
                for (var y = top; y < 32; y += down)
                {
                    var row = Row([.. Enumerable.Range(0, 48).Where(x => x >= left && (x - left) % across == 0)], y, (bits, kind));
                    zlib.WriteByte((byte)filter);
                    zlib.Write(Filtered(row, above, filter, Math.Max(1, bits * Channels(kind) / 8)));
                    above = row;
                }
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, 48);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), 32);
        (header[8], header[9], header[12]) = ((byte)bits, (byte)kind, (byte)(isInterlaced ? 1 : 0));
        var packed = raw.ToArray();
        return
        [
            0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, header),
            .. kind == 3 ? Chunk("PLTE"u8, [.. Enumerable.Range(0, 16).SelectMany(i => Enumerable.Repeat((byte)(17 * i), 3))]) : [],
            .. Chunk("IDAT"u8, packed[..(packed.Length / 2)]), .. Chunk("IDAT"u8, packed[(packed.Length / 2)..]), .. Chunk("IEND"u8, []),
        ];
    }

    private static int Channels(int kind) => kind switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    private static byte[] Row(int[] columns, int y, (int Bits, int Kind) form)
    {
        List<int> samples = [];
        foreach (var x in columns)
        {
            var (red, green, blue) = ColourAt(x, y);
            samples.AddRange(form.Kind switch { 0 or 3 => [red], 2 => [red, green, blue], 4 => [red, 128], _ => [red, green, blue, 128] });
        }

        var row = new byte[((samples.Count * form.Bits) + 7) / 8];
        foreach (var (i, sample) in samples.Index())
        {
            if (form.Bits == 16)
            {
                (row[2 * i], row[(2 * i) + 1]) = ((byte)sample, 99);
            }
            else
            {
                var bit = i * form.Bits;
                row[bit / 8] |= (byte)(sample >> (8 - form.Bits) << (8 - form.Bits - (bit % 8)));
            }
        }

        return row;
    }

    private static byte[] Filtered(byte[] row, byte[] above, int filter, int step)
    {
        var filtered = new byte[row.Length];
        for (var i = 0; i < row.Length; i++)
        {
            var left = i < step ? 0 : row[i - step];
            var up = above.Length > 0 ? above[i] : 0;
            var corner = i < step || above.Length == 0 ? 0 : above[i - step];
            int[] candidates = [left, up, corner];
            var nearest = candidates.MinBy(candidate => Math.Abs(left + up - corner - candidate));
            filtered[i] = (byte)(row[i] - new[] { 0, left, up, (left + up) / 2, nearest }[filter]);
        }

        return filtered;
    }

    /// <summary>Nobody who makes pictures small checks a checksum.</summary>
    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. type, .. content, 0, 0, 0, 0];
    }
}
