using System.Buffers.Binary;

namespace ProviderClients.Images.Fitting;

/// <summary>
/// Decodes sequential Huffman JPEG of 8 bits (baseline and extended): grey, YCbCr and RGB, any sampling, interleaved or not, with restart
/// intervals.
/// </summary>
internal sealed class JpegReader
{
    private const int Tables = 4;

    private readonly int[]?[] _steps = new int[Tables][];
    private readonly JpegHuffman?[] _first = new JpegHuffman[Tables];
    private readonly JpegHuffman?[] _others = new JpegHuffman[Tables];
    private JpegFrame? _frame;
    private int _restartInterval;
    private bool _isAdobeRgb;
    private bool _isAdobe;

    private JpegReader()
    {
    }

    /// <exception cref="InvalidDataException">It is damaged, or of a kind that is not decoded.</exception>
    public static PixelGrid Read(ReadOnlySpan<byte> file, CancellationToken cancellationToken)
    {
        var reader = new JpegReader();
        var at = 2;
        while (reader._frame is not { } frame || frame.Components.Any(component => component.Samples.Length == 0))
        {
            at = reader.ReadSegment(file, at, cancellationToken);
        }

        return JpegColours.ToPixels(reader._frame, reader.IsRgb(), cancellationToken);
    }

    private bool IsRgb() => _isAdobe ? _isAdobeRgb : _frame!.Components is [{ Id: (byte)'R' }, { Id: (byte)'G' }, { Id: (byte)'B' }];

    private int ReadSegment(ReadOnlySpan<byte> file, int at, CancellationToken cancellationToken)
    {
        while (at + 1 < file.Length && file[at] == 0xFF && file[at + 1] == 0xFF)
        {
            at++;
        }

        if (at + 4 > file.Length || file[at] != 0xFF || file[at + 1] == 0xD9)
        {
            throw new InvalidDataException("the JPEG ends before its picture does");
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        if (length < 2 || at + 2 + length > file.Length)
        {
            throw new InvalidDataException("a segment of the JPEG has a wrong length");
        }

        var segment = file.Slice(at + 4, length - 2);
        var next = at + 2 + length;
        switch (file[at + 1])
        {
            case 0xC0 or 0xC1:
                _frame = _frame is null ? JpegFrame.Read(segment) : throw new InvalidDataException("the JPEG has two frames");
                break;
            case >= 0xC2 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC):
                throw new InvalidDataException("a progressive, lossless or arithmetic JPEG is not decoded");
            case 0xC4:
                ReadHuffman(segment);
                break;
            case 0xDB:
                ReadSteps(segment);
                break;
            case 0xDD when segment.Length == 2:
                _restartInterval = BinaryPrimitives.ReadUInt16BigEndian(segment);
                break;
            case 0xEE when segment.StartsWith("Adobe"u8) && segment.Length >= 12:
                (_isAdobe, _isAdobeRgb) = (true, segment[11] == 0);
                break;
            case 0xDA:
                return ScanOf(segment).Decode(file, next, cancellationToken);
            default:
                break;
        }

        return next;
    }

    private void ReadSteps(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            var (isWide, number) = (segment[0] >> 4 == 1, segment[0] & 15);
            var length = 1 + (JpegTables.BlockSize * (isWide ? 2 : 1));
            if (segment[0] >> 4 > 1 || number >= Tables || segment.Length < length)
            {
                throw new InvalidDataException("a quantisation table of the JPEG is damaged");
            }

            var steps = new int[JpegTables.BlockSize];
            for (var index = 0; index < steps.Length; index++)
            {
                steps[index] = isWide ? BinaryPrimitives.ReadUInt16BigEndian(segment[(1 + (index * 2))..]) : segment[1 + index];
            }

            _steps[number] = steps;
            segment = segment[length..];
        }
    }

    private void ReadHuffman(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            var count = 0;
            for (var length = 1; length <= JpegHuffman.CountsLength && length < segment.Length; length++)
            {
                count += segment[length];
            }

            var end = 1 + JpegHuffman.CountsLength + count;
            if (segment[0] >> 4 > 1 || (segment[0] & 15) >= Tables || count > 256 || segment.Length < end)
            {
                throw new InvalidDataException("a Huffman table of the JPEG is damaged");
            }

            var table = new JpegHuffman(segment.Slice(1, JpegHuffman.CountsLength), segment[(1 + JpegHuffman.CountsLength)..end]);
            (segment[0] >> 4 == 0 ? _first : _others)[segment[0] & 15] = table;
            segment = segment[end..];
        }
    }

    private JpegScan ScanOf(ReadOnlySpan<byte> segment)
    {
        var count = segment.Length > 0 ? segment[0] : 0;
        if (_frame is not { } frame || count < 1 || count > frame.Components.Length || segment.Length != 4 + (2 * count))
        {
            throw new InvalidDataException("a scan of the JPEG is damaged or comes before its frame");
        }

        var parts = new JpegScanPart[count];
        for (var index = 0; index < count; index++)
        {
            var id = segment[1 + (2 * index)];
            var tables = segment[2 + (2 * index)];
            parts[index] = Array.Find(frame.Components, component => component.Id == id) is { Samples.Length: 0 } found
                && _steps[found.Steps] is { } steps
                && Table(_first, tables >> 4) is { } first
                && Table(_others, tables & 15) is { } others
                && !parts.AsSpan(0, index).ToArray().Any(part => part.Component == found)
                    ? new JpegScanPart(found, first, others, steps)
                    : throw new InvalidDataException("a scan of the JPEG names a component or a table that there is not");
        }

        return new JpegScan(frame, parts, _restartInterval);
    }

    private static JpegHuffman? Table(JpegHuffman?[] tables, int number) => number < Tables ? tables[number] : null;
}
