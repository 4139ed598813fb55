using System.Buffers.Binary;

namespace Emulator.Images;

/// <summary>Writes a painting as a baseline JFIF file: YCbCr, colour at half resolution, sixteen rows at a time.</summary>
internal sealed class JpegEncoder(Painting painting)
{
    private const int Quality = 88;
    private const int Stripe = 16;

    private readonly byte[] _lumaSteps = JpegTables.LumaStepsFor(Quality);
    private readonly byte[] _chromaSteps = JpegTables.ChromaStepsFor(Quality);
    private readonly byte[] _rgb = new byte[Stripe * 3 * painting.Size.WidthPixels];
    private readonly float[] _block = new float[64];

    public void Write(Stream file)
    {
        WriteHead(file);
        JpegBitWriter bits = new(file);
        JpegBlockCoder luma = new(_lumaSteps, JpegTables.LumaDc, JpegTables.LumaAc);
        JpegBlockCoder blue = new(_chromaSteps, JpegTables.ChromaDc, JpegTables.ChromaAc);
        JpegBlockCoder red = new(_chromaSteps, JpegTables.ChromaDc, JpegTables.ChromaAc);
        for (var top = 0; top < painting.Size.HeightPixels; top += Stripe)
        {
            PaintStripe(top);
            for (var left = 0; left < painting.Size.WidthPixels; left += Stripe)
            {
                for (var quarter = 0; quarter < 4; quarter++)
                {
                    TakeLuma(left + (8 * (quarter % 2)), 8 * (quarter / 2));
                    luma.Write(_block, bits);
                }

                TakeChroma(left, (-0.168736f, -0.331264f, 0.5f));
                blue.Write(_block, bits);
                TakeChroma(left, (0.5f, -0.418688f, -0.081312f));
                red.Write(_block, bits);
            }
        }

        bits.Finish();
        file.Write([0xFF, 0xD9]);
    }

    /// <summary>Rows below the picture repeat its last one; they fill the last blocks and are never shown.</summary>
    private void PaintStripe(int top)
    {
        var rowBytes = 3 * painting.Size.WidthPixels;
        for (var i = 0; i < Stripe; i++)
        {
            var row = _rgb.AsSpan(i * rowBytes, rowBytes);
            if (top + i < painting.Size.HeightPixels)
            {
                painting.PaintRow(top + i, row);
            }
            else
            {
                _rgb.AsSpan((i - 1) * rowBytes, rowBytes).CopyTo(row);
            }
        }
    }

    private void TakeLuma(int left, int top)
    {
        for (var i = 0; i < 64; i++)
        {
            var at = PixelAt(left + (i % 8), top + (i / 8));
            _block[i] = (0.299f * _rgb[at]) + (0.587f * _rgb[at + 1]) + (0.114f * _rgb[at + 2]) - 128f;
        }
    }

    private void TakeChroma(int left, (float Red, float Green, float Blue) weights)
    {
        for (var i = 0; i < 64; i++)
        {
            var (x, y) = (left + (2 * (i % 8)), 2 * (i / 8));
            var (a, b) = (PixelAt(x, y), PixelAt(x + 1, y));
            var (c, d) = (PixelAt(x, y + 1), PixelAt(x + 1, y + 1));
            var red = _rgb[a] + _rgb[b] + _rgb[c] + _rgb[d];
            var green = _rgb[a + 1] + _rgb[b + 1] + _rgb[c + 1] + _rgb[d + 1];
            var blue = _rgb[a + 2] + _rgb[b + 2] + _rgb[c + 2] + _rgb[d + 2];
            _block[i] = 0.25f * ((weights.Red * red) + (weights.Green * green) + (weights.Blue * blue));
        }
    }

    private int PixelAt(int x, int y) =>
        3 * ((y * painting.Size.WidthPixels) + Math.Min(x, painting.Size.WidthPixels - 1));

    private void WriteHead(Stream file)
    {
        file.Write([0xFF, 0xD8]);
        WriteSegment(file, 0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        WriteSteps(file, 0, _lumaSteps);
        WriteSteps(file, 1, _chromaSteps);
        byte[] frame = [8, 0, 0, 0, 0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)painting.Size.HeightPixels);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(3), (ushort)painting.Size.WidthPixels);
        WriteSegment(file, 0xC0, frame);
        WriteCode(file, 0x00, JpegTables.LumaDc);
        WriteCode(file, 0x10, JpegTables.LumaAc);
        WriteCode(file, 0x01, JpegTables.ChromaDc);
        WriteCode(file, 0x11, JpegTables.ChromaAc);
        WriteSegment(file, 0xDA, [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]);
    }

    private static void WriteSteps(Stream file, byte table, byte[] steps)
    {
        var content = new byte[1 + steps.Length];
        content[0] = table;
        for (var i = 0; i < steps.Length; i++)
        {
            content[1 + i] = steps[JpegTables.ZigZag[i]];
        }

        WriteSegment(file, 0xDB, content);
    }

    private static void WriteCode(Stream file, byte table, JpegHuffmanCode code) =>
        WriteSegment(file, 0xC4, [table, .. code.CountByLength, .. code.Symbols]);

    private static void WriteSegment(Stream file, byte marker, ReadOnlySpan<byte> content)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(content.Length + 2));
        file.Write(head);
        file.Write(content);
    }
}
