namespace ProviderClients.Images.Fitting;

/// <summary>Turns the samples of PNG rows, whatever their depth and colour type, into pixels of 8 bits a channel.</summary>
internal sealed class PngPixels
{
    private const int GreyType = 0;
    private const int PaletteType = 3;
    private const int GreyAlphaType = 4;

    private readonly PngHeader _header;
    private readonly byte[] _palette;
    private readonly byte[] _transparency;
    private readonly (int Red, int Green, int Blue)? _clear;

    public PngPixels(PngHeader header, byte[]? palette, byte[]? transparency)
    {
        _header = header;
        _palette = palette ?? [];
        _transparency = transparency ?? [];
        _clear = ClearOf(header.Colour, _transparency);
        var hasAlpha = header.Colour is GreyAlphaType or 6 || _clear is not null || (header.Colour == PaletteType && _transparency.Length > 0);
        Grid = new PixelGrid(header.Width, header.Height, hasAlpha ? 4 : 3);
    }

    public PixelGrid Grid { get; }

    /// <summary>Puts a row's pixels where they belong.</summary>
    /// <param name="row">Its samples.</param>
    /// <param name="count">How many pixels it has.</param>
    /// <param name="y">The row of the picture.</param>
    /// <param name="columns">The column of its first pixel, and how far apart its pixels are.</param>
    public void Put(ReadOnlySpan<byte> row, int count, int y, (int First, int Step) columns)
    {
        var target = Grid.Row(y);
        if (_header is { Depth: 8, IsInterlaced: false } && _header.SamplesPerPixel == Grid.Channels)
        {
            row.CopyTo(target);
            return;
        }

        for (var pixel = 0; pixel < count; pixel++)
        {
            Put(row, pixel, target[((columns.First + (pixel * columns.Step)) * Grid.Channels)..]);
        }
    }

    private void Put(ReadOnlySpan<byte> row, int pixel, Span<byte> target)
    {
        var at = pixel * _header.SamplesPerPixel;
        var first = Sample(row, at);
        if (_header.Colour == PaletteType)
        {
            PutEntry(first, target);
            return;
        }

        var isGrey = _header.Colour is GreyType or GreyAlphaType;
        var (green, blue) = isGrey ? (first, first) : (Sample(row, at + 1), Sample(row, at + 2));
        (target[0], target[1], target[2]) = (Short(first), Short(green), Short(blue));
        if (Grid.Channels == 4)
        {
            target[3] = _clear is { } clear
                ? clear == (first, green, blue) ? (byte)0 : byte.MaxValue
                : Short(Sample(row, at + _header.SamplesPerPixel - 1));
        }
    }

    private void PutEntry(int entry, Span<byte> target)
    {
        if (entry * 3 >= _palette.Length)
        {
            throw new InvalidDataException("the PNG names a colour that its palette has not");
        }

        _palette.AsSpan(entry * 3, 3).CopyTo(target);
        if (Grid.Channels == 4)
        {
            target[3] = entry < _transparency.Length ? _transparency[entry] : byte.MaxValue;
        }
    }

    private int Sample(ReadOnlySpan<byte> row, int at) => _header.Depth switch
    {
        8 => row[at],
        16 => (row[at * 2] << 8) | row[(at * 2) + 1],
        var depth => (row[at * depth / 8] >> (8 - depth - (at * depth % 8))) & ((1 << depth) - 1),
    };

    private byte Short(int sample)
    {
        var most = (1 << _header.Depth) - 1;
        return most == byte.MaxValue ? (byte)sample : (byte)(((sample * 255L) + (most / 2)) / most);
    }

    /// <summary>The one colour that is see-through, where there is one.</summary>
    private static (int Red, int Green, int Blue)? ClearOf(int colour, byte[] transparency)
    {
        int Word(int at) => (transparency[at] << 8) | transparency[at + 1];
        return (colour, transparency.Length) switch
        {
            (GreyType, 2) => (Word(0), Word(0), Word(0)),
            (2, 6) => (Word(0), Word(2), Word(4)),
            _ => null,
        };
    }
}
