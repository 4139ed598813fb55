using System.Buffers.Binary;

namespace Emulator.Tests.Images;

/// <summary>Reads baseline three-component JPEG files by the standard's text: slow, plain, and independent of the encoder.</summary>
internal sealed class JpegDecoder(byte[] file)
{
    private readonly Dictionary<int, int[]> _steps = [];
    private readonly Dictionary<int, Dictionary<(int Bits, int Word), byte>> _codes = [];
    private readonly List<Component> _components = [];
    private int _width;
    private int _height;
    private int _at = 2;
    private int _bitBuffer;
    private int _bitCount;

    public DecodedPicture Decode()
    {
        Assert.Equal([0xFF, 0xD8], file[..2]);
        while (ReadSegment())
        {
        }

        var maximumX = _components.Max(component => component.Horizontal);
        var maximumY = _components.Max(component => component.Vertical);
        var (across, down) = (Units(_width, 8 * maximumX), Units(_height, 8 * maximumY));
        foreach (var component in _components)
        {
            component.Allocate(across, down);
        }

        for (var unit = 0; unit < across * down; unit++)
        {
            foreach (var component in _components)
            {
                ReadUnit(component, unit % across, unit / across);
            }
        }

        Assert.Equal([0xFF, 0xD9], file[_at..]);
        return new DecodedPicture(_width, _height, ToRgb(maximumX, maximumY));
    }

    private static int Units(int pixels, int size) => (pixels + size - 1) / size;

    private bool ReadSegment()
    {
        Assert.Equal(0xFF, file[_at]);
        var marker = file[_at + 1];
        var length = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(_at + 2));
        var content = file.AsSpan(_at + 4, length - 2);
        _at += 2 + length;
        switch (marker)
        {
            case 0xE0:
                Assert.Equal("JFIF\0"u8.ToArray(), content[..5].ToArray());
                break;
            case 0xE1:
                break;
            case 0xDB:
                _steps[content[0]] = [.. content[1..].ToArray().Select(step => (int)step)];
                break;
            case 0xC4:
                _codes[content[0]] = ReadCode(content);
                break;
            case 0xC0:
                ReadFrame(content);
                break;
            case 0xDA:
                for (var i = 0; i < _components.Count; i++)
                {
                    _components[i].DcCode = content[2 + (2 * i)] >> 4;
                    _components[i].AcCode = 0x10 | (content[2 + (2 * i)] & 15);
                }

                return false;
            default:
                Assert.Fail($"Unexpected marker {marker:X2}");
                break;
        }

        return true;
    }

    private void ReadFrame(ReadOnlySpan<byte> content)
    {
        _height = BinaryPrimitives.ReadUInt16BigEndian(content[1..]);
        _width = BinaryPrimitives.ReadUInt16BigEndian(content[3..]);
        for (var at = 6; at < content.Length; at += 3)
        {
            _components.Add(new Component(content[at + 1] >> 4, content[at + 1] & 15, content[at + 2]));
        }
    }

    private static Dictionary<(int Bits, int Word), byte> ReadCode(ReadOnlySpan<byte> content)
    {
        Dictionary<(int Bits, int Word), byte> code = [];
        var (word, at) = (0, 17);
        for (var bits = 1; bits <= 16; bits++, word <<= 1)
        {
            for (var i = 0; i < content[bits]; i++)
            {
                code.Add((bits, word++), content[at++]);
            }
        }

        Assert.Equal(content.Length, at);
        return code;
    }

    private void ReadUnit(Component component, int unitX, int unitY)
    {
        for (var i = 0; i < component.Horizontal * component.Vertical; i++)
        {
            var left = 8 * ((unitX * component.Horizontal) + (i % component.Horizontal));
            var top = 8 * ((unitY * component.Vertical) + (i / component.Horizontal));
            component.Place(JpegInverseTransform.Apply(ReadBlock(component)), left, top);
        }
    }

    private int[] ReadBlock(Component component)
    {
        var steps = _steps[component.Table];
        var block = new int[64];
        component.PreviousDc += ReadValue(ReadSymbol(component.DcCode));
        block[0] = component.PreviousDc * steps[0];
        for (var i = 1; i < 64; i++)
        {
            var symbol = ReadSymbol(component.AcCode);
            if (symbol == 0)
            {
                break;
            }

            i += symbol >> 4;
            block[JpegInverseTransform.PlaceOf(i)] = ReadValue(symbol & 15) * steps[i];
        }

        return block;
    }

    private byte ReadSymbol(int code)
    {
        var word = 0;
        for (var bits = 1; bits <= 16; bits++)
        {
            word = (word << 1) | ReadBit();
            if (_codes[code].TryGetValue((bits, word), out var symbol))
            {
                return symbol;
            }
        }

        throw new InvalidDataException($"No code word begins with {word:X4}.");
    }

    private int ReadValue(int width)
    {
        var value = 0;
        for (var i = 0; i < width; i++)
        {
            value = (value << 1) | ReadBit();
        }

        return width > 0 && value < 1 << (width - 1) ? value - (1 << width) + 1 : value;
    }

    private int ReadBit()
    {
        if (_bitCount == 0)
        {
            _bitBuffer = file[_at++];
            _bitCount = 8;
            if (_bitBuffer == 0xFF)
            {
                Assert.Equal(0, file[_at++]);
            }
        }

        return (_bitBuffer >> --_bitCount) & 1;
    }

    private byte[] ToRgb(int maximumX, int maximumY)
    {
        var rgb = new byte[3 * _width * _height];
        for (var i = 0; i < _width * _height; i++)
        {
            var (x, y) = (i % _width, i / _width);
            var values = _components.ConvertAll(component =>
                component.At(x * component.Horizontal / maximumX, y * component.Vertical / maximumY));
            rgb[3 * i] = ToByte(values[0] + (1.402 * values[2]));
            rgb[(3 * i) + 1] = ToByte(values[0] - (0.344136 * values[1]) - (0.714136 * values[2]));
            rgb[(3 * i) + 2] = ToByte(values[0] + (1.772 * values[1]));
        }

        return rgb;
    }

    private static byte ToByte(double centred) => (byte)Math.Clamp(Math.Round(centred + 128), 0, 255);

    private sealed class Component(int horizontal, int vertical, int table)
    {
        private double[] _samples = [];
        private int _widthSamples;

        public int Horizontal => horizontal;

        public int Vertical => vertical;

        public int Table => table;

        public int DcCode { get; set; }

        public int AcCode { get; set; }

        public int PreviousDc { get; set; }

        public void Allocate(int across, int down)
        {
            _widthSamples = 8 * across * horizontal;
            _samples = new double[_widthSamples * 8 * down * vertical];
        }

        public void Place(double[] block, int left, int top)
        {
            for (var i = 0; i < 64; i++)
            {
                _samples[((top + (i / 8)) * _widthSamples) + left + (i % 8)] = block[i];
            }
        }

        public double At(int x, int y) => _samples[(y * _widthSamples) + x];
    }
}
