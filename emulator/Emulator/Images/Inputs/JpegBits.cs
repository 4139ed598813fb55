namespace Emulator.Images.Inputs;

/// <summary>The bits of a JPEG's scan.</summary>
internal ref struct JpegBits(ReadOnlySpan<byte> scan)
{
    private readonly ReadOnlySpan<byte> _scan = scan;
    private int _at;
    private uint _bits;
    private int _count;
    private int _missing;

    /// <summary>The next bits, at most 16, without taking them; behind the end there are zeros.</summary>
    public int Peek(int bits)
    {
        while (_count < bits)
        {
            _bits = (_bits << 8) | NextByte();
            _count += 8;
        }

        return (int)((_bits >> (_count - bits)) & ((1u << bits) - 1));
    }

    /// <exception cref="InvalidDataException">The scan ended long ago.</exception>
    public void Skip(int bits)
    {
        _count -= bits;
        if (_missing > 64)
        {
            throw new InvalidDataException("The scan ends too early.");
        }
    }

    /// <summary>A number of so many bits; negative ones are sent less one.</summary>
    public int Number(int bits)
    {
        if (bits == 0)
        {
            return 0;
        }

        var value = Peek(bits);
        Skip(bits);
        return value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value;
    }

    /// <summary>Goes on behind the next restart marker.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public void Restart()
    {
        (_bits, _count) = (0, 0);
        var rest = _at < _scan.Length ? _scan[_at..] : [];
        for (var i = 0; i + 1 < rest.Length; i++)
        {
            if (rest[i] == 0xFF && rest[i + 1] is >= 0xD0 and <= 0xD7)
            {
                _at += i + 2;
                return;
            }
        }

        throw new InvalidDataException("There is no restart marker.");
    }

    /// <summary>The zero behind a byte of all ones is left out; at a marker the scan stands still.</summary>
    private uint NextByte()
    {
        if (_at >= _scan.Length)
        {
            _missing++;
            return 0;
        }

        var value = _scan[_at];
        if (value != 0xFF)
        {
            _at++;
            return value;
        }

        if (_at + 1 < _scan.Length && _scan[_at + 1] == 0)
        {
            _at += 2;
            return value;
        }

        _missing++;
        return 0;
    }
}
