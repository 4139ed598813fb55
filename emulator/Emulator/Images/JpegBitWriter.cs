namespace Emulator.Images;

/// <summary>Writes the bits of a JPEG's scan, with the zero that must follow every byte of all ones.</summary>
internal sealed class JpegBitWriter(Stream file)
{
    private readonly byte[] _pending = new byte[16 * 1024];
    private int _length;
    private uint _bits;
    private int _bitCount;

    public void Write(uint value, int bits)
    {
        _bits = (_bits << bits) | (value & ((1u << bits) - 1));
        _bitCount += bits;
        while (_bitCount >= 8)
        {
            _bitCount -= 8;
            Emit((byte)(_bits >> _bitCount));
        }
    }

    /// <summary>Fills the last byte with ones and hands everything on.</summary>
    public void Finish()
    {
        Write(0x7F, 7);
        file.Write(_pending, 0, _length);
        _length = 0;
    }

    private void Emit(byte value)
    {
        if (_length > _pending.Length - 2)
        {
            file.Write(_pending, 0, _length);
            _length = 0;
        }

        _pending[_length++] = value;
        if (value == 0xFF)
        {
            _pending[_length++] = 0;
        }
    }
}
