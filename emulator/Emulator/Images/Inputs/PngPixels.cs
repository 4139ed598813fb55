using System.Buffers.Binary;

namespace Emulator.Images.Inputs;

/// <summary>How the pixels of a PNG file lie in its rows.</summary>
internal sealed class PngPixels
{
    private const int Palettes = 3;

    private readonly int _bits;
    private readonly int _kind;
    private readonly int _channels;

    private PngPixels(int widthPixels, int heightPixels, (int Bits, int Kind) form)
    {
        (WidthPixels, HeightPixels) = (widthPixels, heightPixels);
        (_bits, _kind) = form;
        _channels = form.Kind switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
    }

    public int WidthPixels { get; }

    public int HeightPixels { get; }

    public bool IsInterlaced { get; private init; }

    /// <summary>Three bytes for each colour that pixels name by number.</summary>
    public byte[] Palette { get; set; } = [];

    /// <summary>How far the byte is that filters look at.</summary>
    public int BytesOfAPixel => Math.Max(1, _channels * _bits / 8);

    public long RawBytes => ((long)BytesOfARow(WidthPixels) + 1) * HeightPixels;

    /// <summary>Reads the thirteen bytes of the header; <see langword="null"/> for a kind that there is not.</summary>
    public static PngPixels? Of(ReadOnlySpan<byte> header)
    {
        var (bits, kind) = ((int)header[8], (int)header[9]);
        var isKnown = kind switch
        {
            0 => bits is 1 or 2 or 4 or 8 or 16,
            Palettes => bits is 1 or 2 or 4 or 8,
            2 or 4 or 6 => bits is 8 or 16,
            _ => false,
        };
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
        return isKnown && width > 0 && height > 0 && header[10] == 0 && header[11] == 0 && header[12] <= 1
            ? new PngPixels(width, height, (bits, kind)) { IsInterlaced = header[12] == 1 }
            : null;
    }

    public int BytesOfARow(int columns) => (int)((((long)columns * _channels * _bits) + 7) / 8);

    /// <summary>A pixel of a row, before white where it is transparent.</summary>
    public (byte Red, byte Green, byte Blue) At(ReadOnlySpan<byte> row, int x)
    {
        if (_kind == Palettes)
        {
            var at = 3 * Sample(row, x);
            return at + 3 <= Palette.Length ? (Palette[at], Palette[at + 1], Palette[at + 2]) : ((byte)0, (byte)0, (byte)0);
        }

        var first = x * _channels;
        var alpha = _kind >= 4 ? Value(row, first + _channels - 1) : 255;
        var red = OverWhite(Value(row, first), alpha);
        return _channels < 3
            ? (red, red, red)
            : (red, OverWhite(Value(row, first + 1), alpha), OverWhite(Value(row, first + 2), alpha));
    }

    private static byte OverWhite(int value, int alpha) => (byte)(((value * alpha) + (255 * (255 - alpha))) / 255);

    /// <summary>From 0 to 255; of 16 bits the upper eight count.</summary>
    private int Value(ReadOnlySpan<byte> row, int sample) => _bits switch
    {
        8 => row[sample],
        16 => row[2 * sample],
        _ => Sample(row, sample) * 255 / ((1 << _bits) - 1),
    };

    private int Sample(ReadOnlySpan<byte> row, int sample)
    {
        var bit = sample * _bits;
        return (row[bit / 8] >> (8 - _bits - (bit % 8))) & ((1 << _bits) - 1);
    }
}
