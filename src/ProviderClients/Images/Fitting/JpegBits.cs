namespace ProviderClients.Images.Fitting;

/// <summary>The bits of a JPEG scan: stuffed zeros are taken out, and a marker ends them.</summary>
internal ref struct JpegBits(ReadOnlySpan<byte> file, int at)
{
    private readonly ReadOnlySpan<byte> _file = file;
    private uint _buffer;
    private int _count;

    /// <summary>Bits in the buffer that the file does not have; looking at them is fine, taking them is not.</summary>
    private int _invented;

    /// <summary>Where the next byte is read: at a marker, once one was met.</summary>
    public int At { get; private set; } = at;

    public int Peek16()
    {
        Fill();
        return (int)(_buffer >> 16);
    }

    /// <exception cref="InvalidDataException">There are no such bits.</exception>
    public void Skip(int bits)
    {
        _buffer <<= bits;
        _count -= bits;
        if (_count < _invented)
        {
            throw new InvalidDataException("the JPEG's data end before the picture does");
        }
    }

    /// <summary>A number of so many bits, 0 to 15, whose upper half is positive.</summary>
    public int Signed(int bits)
    {
        if (bits == 0)
        {
            return 0;
        }

        Fill();
        var number = (int)(_buffer >> (32 - bits));
        Skip(bits);
        return number < 1 << (bits - 1) ? number - (1 << bits) + 1 : number;
    }

    /// <summary>Goes on behind a restart marker.</summary>
    /// <exception cref="InvalidDataException">There is none here.</exception>
    public void Restart(int number)
    {
        (_buffer, _count, _invented) = (0, 0, 0);
        while (At + 1 < _file.Length && _file[At] == 0xFF && _file[At + 1] == 0xFF)
        {
            At++;
        }

        if (At + 1 >= _file.Length || _file[At] != 0xFF || _file[At + 1] != 0xD0 + (number % 8))
        {
            throw new InvalidDataException("a restart marker of the JPEG is missing");
        }

        At += 2;
    }

    private void Fill()
    {
        while (_count <= 24)
        {
            uint next = 0;
            if (At >= _file.Length || (_file[At] == 0xFF && (At + 1 >= _file.Length || _file[At + 1] != 0)))
            {
                _invented += 8;
            }
            else
            {
                next = _file[At];
                At += next == 0xFF ? 2 : 1;
            }

            _buffer |= next << (24 - _count);
            _count += 8;
        }
    }
}
