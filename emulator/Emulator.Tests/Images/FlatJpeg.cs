using System.Buffers.Binary;

namespace Emulator.Tests.Images;

/// <summary>Writes baseline JPEG files whose blocks are each of one value: enough to see that every sample lands where it belongs.</summary>
internal sealed class FlatJpeg
{
    private readonly List<byte> _file = [0xFF, 0xD8];
    private int _bits;
    private int _count;

    /// <summary>A picture of 48 by 32 pixels with the first component halved in the given ways; three components, or one.</summary>
    /// <param name="across">How many blocks of brightness a unit has side by side.</param>
    /// <param name="down">How many rows of them.</param>
    /// <param name="components">1 or 3.</param>
    /// <param name="restartInterval">After how many units there is a restart marker; 0 is never.</param>
    public static byte[] Make(int across, int down, int components = 3, int restartInterval = 0)
    {
        FlatJpeg jpeg = new();
        jpeg.WriteHead((across, down), components, restartInterval);
        jpeg.WriteScan((across, down), components, restartInterval);
        return [.. jpeg._file, 0xFF, 0xD9];
    }

    /// <summary>The sample of a block, centred on zero, a multiple of eight: brightness falls to the right, blue grows downwards, red is steady.</summary>
    public static int SampleOf(int component, int left, int top) => component switch { 0 => 80 - (left / 8 * 16), 1 => (top / 16 * 32) - 16, _ => 24 };

    private void WriteHead((int Across, int Down) unit, int components, int restartInterval)
    {
        Segment(0xDB, [0, .. Enumerable.Repeat((byte)8, 64)]);
        byte[] frame = [8, 0, 32, 0, 48, (byte)components];
        for (var i = 0; i < components; i++)
        {
            frame = [.. frame, (byte)(i + 1), (byte)(i == 0 && components == 3 ? (unit.Across << 4) | unit.Down : 0x11), 0];
        }

        Segment(0xC0, frame);

        // Differences: eight words of four bits for widths up to seven; within blocks: the end, in one bit.
        Segment(0xC4, [0x00, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7]);
        Segment(0xC4, [0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        if (restartInterval > 0)
        {
            Segment(0xDD, [0, (byte)restartInterval]);
        }

        Segment(0xDA, [(byte)components, .. Enumerable.Range(1, components).SelectMany(id => new byte[] { (byte)id, 0 }), 0, 63, 0]);
    }

    private void WriteScan((int Across, int Down) unit, int components, int restartInterval)
    {
        unit = components == 1 ? (1, 1) : unit;
        var previous = new int[components];
        var number = 0;
        for (var top = 0; top < 32; top += 8 * unit.Down)
        {
            for (var left = 0; left < 48; left += 8 * unit.Across, number++)
            {
                if (restartInterval > 0 && number > 0 && number % restartInterval == 0)
                {
                    FillByte();
                    _file.AddRange([0xFF, (byte)(0xD0 + (((number / restartInterval) - 1) % 8))]);
                    previous = new int[components];
                }

                for (var block = 0; block < unit.Across * unit.Down; block++)
                {
                    Block(0, SampleOf(0, left + (8 * (block % unit.Across)), top + (8 * (block / unit.Across))), previous);
                }

                for (var i = 1; i < components; i++)
                {
                    Block(i, SampleOf(i, left, top), previous);
                }
            }
        }

        FillByte();
    }

    /// <summary>A steady block has its sample times eight in its first place, and the steps are eight.</summary>
    private void Block(int component, int sample, int[] previous)
    {
        var difference = sample - previous[component];
        previous[component] = sample;
        var width = 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)Math.Abs(difference));
        Bits(width, 4);
        Bits(difference < 0 ? difference - 1 : difference, width);
        Bits(0, 1);
    }

    private void Bits(int value, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            _bits = (_bits << 1) | ((value >> i) & 1);
            if (++_count == 8)
            {
                _file.Add((byte)_bits);
                if ((byte)_bits == 0xFF)
                {
                    _file.Add(0);
                }

                (_bits, _count) = (0, 0);
            }
        }
    }

    private void FillByte()
    {
        while (_count > 0)
        {
            Bits(1, 1);
        }
    }

    private void Segment(byte marker, byte[] content)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(content.Length + 2));
        _file.AddRange([0xFF, marker, .. length, .. content]);
    }
}
