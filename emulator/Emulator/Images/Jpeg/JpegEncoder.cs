using System.Buffers.Binary;
using Emulator.Images.Coding;

namespace Emulator.Images.Jpeg;

/// <summary>Writes a painting as a baseline JFIF file: YCbCr, colour at half resolution, sixteen rows at a time.</summary>
internal sealed class JpegEncoder(Painting painting)
{
    private const int Quality = 88;

    private readonly byte[] _lumaSteps = JpegTables.LumaStepsFor(Quality);
    private readonly byte[] _chromaSteps = JpegTables.ChromaStepsFor(Quality);
    private readonly JpegStripe _stripe = new(painting);

    public void Write(FileBuffer file)
    {
        WriteHead(file);
        JpegBitWriter bits = new(file);
        JpegBlockCoder luma = new(_lumaSteps, JpegTables.LumaDc, JpegTables.LumaAc);
        JpegBlockCoder blue = new(_chromaSteps, JpegTables.ChromaDc, JpegTables.ChromaAc);
        JpegBlockCoder red = new(_chromaSteps, JpegTables.ChromaDc, JpegTables.ChromaAc);
        var (stride, halfStride) = (_stripe.Stride, _stripe.Stride / 2);
        for (var top = 0; top < painting.Size.HeightPixels; top += JpegStripe.Rows)
        {
            _stripe.Paint(top);
            for (var left = 0; left < painting.Size.WidthPixels; left += JpegStripe.Rows)
            {
                luma.Write(_stripe.Luma[left..], stride, bits);
                luma.Write(_stripe.Luma[(left + 8)..], stride, bits);
                luma.Write(_stripe.Luma[(left + (8 * stride))..], stride, bits);
                luma.Write(_stripe.Luma[(left + 8 + (8 * stride))..], stride, bits);
                blue.Write(_stripe.Blue[(left / 2)..], halfStride, bits);
                red.Write(_stripe.Red[(left / 2)..], halfStride, bits);
            }
        }

        bits.Finish();
        file.Write([0xFF, 0xD9]);
    }

    private void WriteHead(FileBuffer file)
    {
        file.Write([0xFF, 0xD8]);
        WriteSegment(file, 0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        if (PictureFacts.Xmp(painting.Spec) is { Length: > 0 } facts)
        {
            WriteSegment(file, 0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. facts]);
        }

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

    private static void WriteSteps(FileBuffer file, byte table, byte[] steps)
    {
        var content = new byte[1 + steps.Length];
        content[0] = table;
        for (var i = 0; i < steps.Length; i++)
        {
            content[1 + i] = steps[JpegTables.ZigZag[i]];
        }

        WriteSegment(file, 0xDB, content);
    }

    private static void WriteCode(FileBuffer file, byte table, JpegHuffmanCode code) =>
        WriteSegment(file, 0xC4, [table, .. code.CountByLength, .. code.Symbols]);

    private static void WriteSegment(FileBuffer file, byte marker, ReadOnlySpan<byte> content)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(content.Length + 2));
        file.Write(head);
        file.Write(content);
    }
}
