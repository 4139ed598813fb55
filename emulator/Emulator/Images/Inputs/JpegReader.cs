using System.Buffers.Binary;
using Emulator.Images.Jpeg;

namespace Emulator.Images.Inputs;

/// <summary>
/// Reads baseline JPEG files into a small picture: grey or colour, at any resolution of the colours, with restart markers.
/// Progressive ones and those in several scans are not read.
/// </summary>
internal sealed class JpegReader(BoxScaler scaler)
{
    private readonly int[][] _steps = [[], [], [], []];
    private readonly JpegWords?[] _dcWords = new JpegWords?[4];
    private readonly JpegWords?[] _acWords = new JpegWords?[4];
    private readonly int[] _coefficients = new int[64];
    private JpegPlane[] _planes = [];
    private int _width;
    private int _height;
    private int _restartInterval;
    private bool _isRgb;

    /// <summary>Reads the whole picture, or nothing where it is of a kind that is not read.</summary>
    /// <exception cref="InvalidDataException">It is broken.</exception>
    public bool TryRead(ReadOnlySpan<byte> file)
    {
        var rest = file[2..];
        while (rest.Length >= 4 && rest[0] == 0xFF)
        {
            var marker = rest[1];
            if (marker == 0xFF)
            {
                rest = rest[1..];
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (length < 2 || length + 2 > rest.Length)
            {
                return false;
            }

            var content = rest[4..(length + 2)];
            rest = rest[(length + 2)..];
            if (marker == 0xDA)
            {
                return TryBeginScan(content) && ReadScan(rest);
            }

            if (!TryReadSegment(marker, content))
            {
                return false;
            }
        }

        return false;
    }

    private bool TryReadSegment(byte marker, ReadOnlySpan<byte> content)
    {
        switch (marker)
        {
            case 0xDB:
                return TryReadSteps(content);
            case 0xC4:
                return TryReadWords(content);
            case 0xC0 or 0xC1:
                return TryReadFrame(content);
            case 0xDD when content.Length >= 2:
                _restartInterval = BinaryPrimitives.ReadUInt16BigEndian(content);
                return true;
            case 0xEE when content.Length >= 12 && content.StartsWith("Adobe"u8):
                _isRgb = content[11] == 0;
                return true;
            default:
                return marker is not (>= 0xC2 and <= 0xCF);
        }
    }

    private bool TryReadSteps(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            var (isWide, table) = (content[0] >> 4 == 1, content[0] & 15);
            var length = isWide ? 128 : 64;
            if (table > 3 || content.Length < 1 + length)
            {
                return false;
            }

            var values = content.Slice(1, length);
            _steps[table] = new int[64];
            for (var i = 0; i < 64; i++)
            {
                _steps[table][i] = isWide ? BinaryPrimitives.ReadUInt16BigEndian(values[(2 * i)..]) : values[i];
            }

            content = content[(1 + length)..];
        }

        return true;
    }

    private bool TryReadWords(ReadOnlySpan<byte> content)
    {
        while (content.Length >= 17)
        {
            var (isAc, table) = (content[0] >> 4 == 1, content[0] & 15);
            var count = 0;
            foreach (var each in content[1..17])
            {
                count += each;
            }

            if (table > 3 || content.Length < 17 + count)
            {
                return false;
            }

            (isAc ? _acWords : _dcWords)[table] = new JpegWords(content[1..17], content.Slice(17, count));
            content = content[(17 + count)..];
        }

        return content.IsEmpty;
    }

    private bool TryReadFrame(ReadOnlySpan<byte> content)
    {
        if (_planes.Length > 0 || content.Length < 6 || content[0] != 8 || content[5] is not (1 or 3) || content.Length < 6 + (3 * content[5]))
        {
            return false;
        }

        (_height, _width) = (BinaryPrimitives.ReadUInt16BigEndian(content[1..]), BinaryPrimitives.ReadUInt16BigEndian(content[3..]));
        _planes = new JpegPlane[content[5]];
        for (var i = 0; i < _planes.Length; i++)
        {
            var at = content.Slice(6 + (3 * i), 3);
            var (across, down) = _planes.Length == 1 ? (1, 1) : (at[1] >> 4, at[1] & 15);
            if (across is 0 or > 4 || down is 0 or > 4 || at[2] > 3)
            {
                return false;
            }

            _planes[i] = new JpegPlane(at[0], across, down, at[2]);
        }

        return _width > 0 && _height > 0;
    }

    /// <summary>Only a scan of all components is read.</summary>
    private bool TryBeginScan(ReadOnlySpan<byte> content)
    {
        if (_planes.Length == 0 || content.Length < 1 + (2 * _planes.Length) || content[0] != _planes.Length)
        {
            return false;
        }

        foreach (var (i, plane) in _planes.Index())
        {
            var at = content.Slice(1 + (2 * i), 2);
            (plane.DcWords, plane.AcWords) = (_dcWords[(at[1] >> 4) & 3], _acWords[at[1] & 3]);
            if (at[0] != plane.Id || plane.DcWords is null || plane.AcWords is null || _steps[plane.Steps].Length == 0)
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadScan(ReadOnlySpan<byte> scan)
    {
        JpegBits bits = new(scan);
        var (across, down) = (_planes.Max(plane => plane.Across), _planes.Max(plane => plane.Down));
        var (units, rows) = ((_width + (8 * across) - 1) / (8 * across), (_height + (8 * down) - 1) / (8 * down));
        Array.ForEach(_planes, plane => plane.Allocate(units));
        for (var (row, number) = (0, 0); row < rows; row++)
        {
            for (var unit = 0; unit < units; unit++, number++)
            {
                if (_restartInterval > 0 && number > 0 && number % _restartInterval == 0)
                {
                    bits.Restart();
                    Array.ForEach(_planes, plane => plane.PreviousDc = 0);
                }

                foreach (var plane in _planes)
                {
                    for (var block = 0; block < plane.Across * plane.Down; block++)
                    {
                        ReadBlock(ref bits, plane, plane.BlockAt(unit, block));
                    }
                }
            }

            Scale(row * 8 * down, Math.Min(_height, (row + 1) * 8 * down), (across, down));
        }

        return true;
    }

    private void ReadBlock(ref JpegBits bits, JpegPlane plane, Span<float> samples)
    {
        var steps = _steps[plane.Steps];
        var width = plane.DcWords!.Next(ref bits);
        plane.PreviousDc += width <= 16 ? bits.Number(width) : throw new InvalidDataException("A difference is too wide.");
        _coefficients.AsSpan().Clear();
        _coefficients[0] = plane.PreviousDc * steps[0];
        var isFlat = true;
        for (var i = 1; i < 64; i++)
        {
            var symbol = plane.AcWords!.Next(ref bits);
            if (symbol == 0)
            {
                break;
            }

            i += symbol >> 4;
            var value = bits.Number(symbol & 15);
            if (i < 64)
            {
                _coefficients[JpegTables.ZigZag[i]] = value * steps[i];
                isFlat = false;
            }
        }

        if (isFlat || scaler.IsCoarse)
        {
            // The mean of a block is enough where a block is a pixel.
            JpegInverse.Fill(_coefficients[0] / 8f, samples, plane.Stride);
        }
        else
        {
            JpegInverse.Apply(_coefficients, samples, plane.Stride);
        }
    }

    private void Scale(int top, int bottom, (int Across, int Down) unit)
    {
        for (var y = top; y < bottom; y++)
        {
            for (var x = 0; y % scaler.Step == 0 && x < _width; x += scaler.Step)
            {
                var first = At(_planes[0], x, y - top, unit);
                scaler.Add(x, y, _planes.Length == 1 ? Grey(first) : Colour(
                    first, At(_planes[1], x, y - top, unit), At(_planes[2], x, y - top, unit)));
            }
        }
    }

    private static float At(JpegPlane plane, int x, int y, (int Across, int Down) unit) =>
        plane.At(x * plane.Across / unit.Across, y * plane.Down / unit.Down);

    private static (byte Red, byte Green, byte Blue) Grey(float value) => (Byte(value), Byte(value), Byte(value));

    private (byte Red, byte Green, byte Blue) Colour(float first, float second, float third) => _isRgb
        ? (Byte(first), Byte(second), Byte(third))
        : (Byte(first + (1.402f * third)), Byte(first - (0.344136f * second) - (0.714136f * third)), Byte(first + (1.772f * second)));

    private static byte Byte(float centred) => (byte)Math.Clamp(centred + 128.5f, 0f, 255f);
}
