using System.Buffers.Binary;
using Emulator.Images.Coding;

namespace Emulator.Images.Jpeg;

/// <summary>Writes the bits of a JPEG's scan, with the zero that must follow every byte of all ones.</summary>
internal sealed class JpegBitWriter(FileBuffer file)
{
    private readonly byte[] _pending = new byte[16 * 1024];
    private int _length;
    private ulong _bits;
    private int _count;

    /// <summary>Writes at most 32 bits; there may be none above them.</summary>
    public void Write(uint value, int bits)
    {
        _bits = (_bits << bits) | value;
        _count += bits;
        if (_count >= 32)
        {
            _count -= 32;
            Emit((uint)(_bits >> _count));
        }
    }

    /// <summary>Fills the last byte with ones and hands everything on.</summary>
    public void Finish()
    {
        Write(0x7F, 7);
        for (; _count >= 8; _count -= 8)
        {
            Emit((byte)(_bits >> (_count - 8)));
        }

        file.Write(_pending.AsSpan(0, _length));
        _length = 0;
    }

    private void Emit(uint four)
    {
        if (_length > _pending.Length - (2 * sizeof(uint)))
        {
            file.Write(_pending.AsSpan(0, _length));
            _length = 0;
        }

        // Where a byte is all ones, its opposite is zero, and taking one from a zero sets the bit above that was not set.
        if (((~four - 0x0101_0101) & four & 0x8080_8080) == 0)
        {
            BinaryPrimitives.WriteUInt32BigEndian(_pending.AsSpan(_length), four);
            _length += sizeof(uint);
            return;
        }

        for (var shift = 24; shift >= 0; shift -= 8)
        {
            Emit((byte)(four >> shift));
        }
    }

    private void Emit(byte value)
    {
        _pending[_length++] = value;
        if (value == 0xFF)
        {
            _pending[_length++] = 0;
        }
    }
}
