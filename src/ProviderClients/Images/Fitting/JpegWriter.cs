using System.Buffers.Binary;

namespace ProviderClients.Images.Fitting;

/// <summary>Writes baseline JPEG files: YCbCr without subsampling, quality 90, the tables of annex K. What is see-through lies on white.</summary>
internal sealed class JpegWriter : IDisposable
{
    private const int Quality = 90;

    private readonly MemoryStream _file = new();
    private readonly byte[][] _steps = [Scaled(JpegTables.Brightness), Scaled(JpegTables.Colour)];
    private readonly (ushort Code, byte Length)[][] _codes = [.. JpegTables.Huffman.Select(CodesOf)];
    private uint _buffer;
    private int _count;

    private JpegWriter()
    {
    }

    /// <exception cref="InvalidDataException">A side is longer than a JPEG's can be.</exception>
    public static byte[] Write(PixelGrid grid, CancellationToken cancellationToken)
    {
        if (Math.Max(grid.Width, grid.Height) > ushort.MaxValue)
        {
            throw new InvalidDataException($"no JPEG is {grid.Width}x{grid.Height} pixels; {ushort.MaxValue} a side are the most");
        }

        using var writer = new JpegWriter();
        writer.WriteHead(grid);
        writer.WriteScan(grid, cancellationToken);
        return writer._file.ToArray();
    }

    public void Dispose() => _file.Dispose();

    private void WriteHead(PixelGrid grid)
    {
        _file.Write([0xFF, 0xD8]);
        WriteSegment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        for (byte number = 0; number < _steps.Length; number++)
        {
            WriteSegment(0xDB, [number, .. ZigzagOf(_steps[number])]);
        }

        byte[] frame = [8, 0, 0, 0, 0, 3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)grid.Height);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(3), (ushort)grid.Width);
        WriteSegment(0xC0, frame);
        foreach (var table in JpegTables.Huffman)
        {
            WriteSegment(0xC4, table);
        }

        WriteSegment(0xDA, [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]);
    }

    private void WriteScan(PixelGrid grid, CancellationToken cancellationToken)
    {
        Span<float> blocks = stackalloc float[3 * JpegTables.BlockSize];
        Span<int> last = stackalloc int[3];
        for (var top = 0; top < grid.Height; top += 8)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var left = 0; left < grid.Width; left += 8)
            {
                Take(grid, top, left, blocks);
                for (var component = 0; component < 3; component++)
                {
                    var block = blocks.Slice(component * JpegTables.BlockSize, JpegTables.BlockSize);
                    CosineTransform.Forward(block);
                    last[component] = WriteBlock(block, Math.Min(component, 1), last[component]);
                }
            }
        }

        WriteBits(0x7F, 7);
        _file.Write([0xFF, 0xD9]);
    }

    /// <summary>One block of each component about 0; pixels beyond the edge repeat it.</summary>
    private static void Take(PixelGrid grid, int top, int left, Span<float> blocks)
    {
        for (var place = 0; place < JpegTables.BlockSize; place++)
        {
            var row = grid.Row(Math.Min(top + (place / 8), grid.Height - 1));
            var pixel = row.Slice(Math.Min(left + (place % 8), grid.Width - 1) * grid.Channels, grid.Channels);
            var alpha = grid.Channels == 4 ? pixel[3] / 255f : 1;
            var white = 255 * (1 - alpha);
            float red = (pixel[0] * alpha) + white, green = (pixel[1] * alpha) + white, blue = (pixel[2] * alpha) + white;
            blocks[place] = (0.299f * red) + (0.587f * green) + (0.114f * blue) - 128;
            blocks[JpegTables.BlockSize + place] = (-0.168736f * red) - (0.331264f * green) + (0.5f * blue);
            blocks[(2 * JpegTables.BlockSize) + place] = (0.5f * red) - (0.418688f * green) - (0.081312f * blue);
        }
    }

    private int WriteBlock(ReadOnlySpan<float> block, int kind, int last)
    {
        var steps = _steps[kind];
        var (firsts, others) = (_codes[kind * 2], _codes[(kind * 2) + 1]);
        var first = (int)MathF.Round(block[0] / steps[0]);
        WriteNumber(first - last, 0, firsts);
        var zeros = 0;
        for (var at = 1; at < JpegTables.BlockSize; at++)
        {
            var place = JpegTables.Zigzag[at];
            var number = (int)MathF.Round(block[place] / steps[place]);
            if (number == 0)
            {
                zeros++;
                continue;
            }

            for (; zeros > 15; zeros -= 16)
            {
                WriteBits(others[0xF0].Code, others[0xF0].Length);
            }

            WriteNumber(number, zeros, others);
            zeros = 0;
        }

        if (zeros > 0)
        {
            WriteBits(others[0].Code, others[0].Length);
        }

        return first;
    }

    private void WriteNumber(int number, int zeros, (ushort Code, byte Length)[] codes)
    {
        var bits = 32 - int.LeadingZeroCount(Math.Abs(number));
        var (code, length) = codes[(zeros << 4) | bits];
        WriteBits(code, length);
        WriteBits(number < 0 ? number + (1 << bits) - 1 : number, bits);
    }

    private void WriteBits(int value, int length)
    {
        _buffer = (_buffer << length) | (uint)value;
        _count += length;
        while (_count >= 8)
        {
            _count -= 8;
            var next = (byte)(_buffer >> _count);
            _file.WriteByte(next);
            if (next == 0xFF)
            {
                _file.WriteByte(0);
            }
        }
    }

    private void WriteSegment(byte marker, ReadOnlySpan<byte> segment)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(segment.Length + 2));
        _file.Write(head);
        _file.Write(segment);
    }

    private static byte[] Scaled(ReadOnlySpan<byte> steps)
    {
        var scaled = new byte[steps.Length];
        for (var index = 0; index < scaled.Length; index++)
        {
            scaled[index] = (byte)Math.Clamp(((steps[index] * (200 - (2 * Quality))) + 50) / 100, 1, 255);
        }

        return scaled;
    }

    private static byte[] ZigzagOf(byte[] steps)
    {
        var ordered = new byte[steps.Length];
        for (var index = 0; index < steps.Length; index++)
        {
            ordered[index] = steps[JpegTables.Zigzag[index]];
        }

        return ordered;
    }

    private static (ushort Code, byte Length)[] CodesOf(byte[] table)
    {
        var codes = new (ushort, byte)[256];
        var code = 0;
        for (int length = 1, value = 1 + JpegHuffman.CountsLength; length <= JpegHuffman.CountsLength; length++, code <<= 1)
        {
            for (var number = 0; number < table[length]; number++, code++, value++)
            {
                codes[table[value]] = ((ushort)code, (byte)length);
            }
        }

        return codes;
    }
}
