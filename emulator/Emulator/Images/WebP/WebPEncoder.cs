using System.Buffers.Binary;
using Emulator.Images.Coding;

namespace Emulator.Images.WebP;

/// <summary>
/// Writes a painting as a lossless WebP file (RFC 9649): red and blue as differences to green, which take the grain out of
/// them, and every row as its difference to the row above. The prefix codes, which stand before all pixels, are fitted to a
/// sample of the rows, so that no picture need be held.
/// </summary>
internal sealed class WebPEncoder(Painting painting)
{
    /// <summary>One of so many rows is painted twice, once to be counted.</summary>
    private const int SampleStep = 24;

    /// <summary>Green has symbols for lengths of repetitions, too; they never come.</summary>
    private const int GreenSymbols = 256 + 24;

    private readonly int _width = painting.Size.WidthPixels;
    private readonly int _height = painting.Size.HeightPixels;
    private readonly BitPacker _bits = new();
    private readonly WebPRows _rows = new(painting);

    private static ReadOnlySpan<byte> LengthOrder => [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    public void Write(FileBuffer file)
    {
        file.Write("RIFF\0\0\0\0WEBP"u8);
        var facts = PictureFacts.Xmp(painting.Spec);
        if (facts.Length > 0)
        {
            WriteCanvas(file);
        }

        WritePicture(file);
        if (facts.Length > 0)
        {
            WriteChunk(file, "XMP "u8, facts);
        }

        file.PatchLittleEndian(4, file.Length - 8);
    }

    private static void WriteChunk(FileBuffer file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        file.Write(type);
        file.Write(length);
        file.Write(content);
        EndChunk(file);
    }

    /// <summary>Every chunk begins at an even place.</summary>
    private static void EndChunk(FileBuffer file)
    {
        if (file.Length % 2 == 1)
        {
            file.Write([0]);
        }
    }

    /// <summary>The head of a file that has more than a picture: which, and the picture's size less one.</summary>
    private void WriteCanvas(FileBuffer file)
    {
        const byte HasXmp = 4;
        Span<byte> canvas = stackalloc byte[12];
        canvas[0] = HasXmp;
        BinaryPrimitives.WriteInt32LittleEndian(canvas[4..], _width - 1);
        BinaryPrimitives.WriteInt32LittleEndian(canvas[7..], _height - 1);
        WriteChunk(file, "VP8X"u8, canvas[..10]);
    }

    private void WritePicture(FileBuffer file)
    {
        file.Write("VP8L\0\0\0\0"u8);
        var start = file.Length;
        WriteHead();
        var codes = SampledCodes();
        WriteCode(codes.Green);
        WriteCode(codes.Red);
        WriteCode(codes.Blue);
        WriteOnlySymbol(0); // alpha: never differs from the pixel above
        WriteOnlySymbol(0); // distances: there are none
        for (var y = 0; y < _height; y++)
        {
            _bits.PutPixels(codes, _rows.Next(y), _width);
            file.Write(_bits.TakeFull());
        }

        _bits.FillByte();
        file.Write(_bits.TakeFull());
        file.PatchLittleEndian(start - sizeof(int), file.Length - start);
        EndChunk(file);
    }

    private void WriteHead()
    {
        const uint SubtractGreen = 2;
        const uint Predictor = 0;
        const uint LargestTiles = 9;
        const int PixelAbove = 2;
        _bits.Put(0x2F, 8);
        _bits.Put((uint)(_width - 1), 14);
        _bits.Put((uint)(_height - 1), 14);
        _bits.Put(0, 4); // no alpha, version 0
        _bits.Put(1, 1);
        _bits.Put(SubtractGreen, 2);
        _bits.Put(1, 1);
        _bits.Put(Predictor, 2);
        _bits.Put(LargestTiles - 2, 3);

        // The picture that says how each tile is predicted: one symbol, which takes no bits however many tiles there are.
        _bits.Put(0, 1);
        WriteOnlySymbol(PixelAbove);
        WriteOnlySymbol(0);
        WriteOnlySymbol(0);
        WriteOnlySymbol(0);
        WriteOnlySymbol(0);
        _bits.Put(0, 1); // no more transforms
        _bits.Put(0, 1); // no colour cache
        _bits.Put(0, 1); // one set of codes for the whole picture
    }

    private PixelCodes SampledCodes()
    {
        // Every symbol may come in a row that was not counted.
        var (green, red, blue) = (new int[GreenSymbols], new int[256], new int[256]);
        green.AsSpan(0, 256).Fill(1);
        red.AsSpan().Fill(1);
        blue.AsSpan().Fill(1);
        for (var y = 0; y < _height; y += SampleStep)
        {
            var row = _rows.Only(y);
            Count(row.Green[.._width], green);
            Count(row.Red[.._width], red);
            Count(row.Blue[.._width], blue);
        }

        return new PixelCodes(PrefixCode.For(green), PrefixCode.For(red), PrefixCode.For(blue));
    }

    private static void Count(ReadOnlySpan<byte> values, int[] counts)
    {
        // A picture of few rows leaves so few counts that the ones above would spoil them.
        foreach (var value in values)
        {
            counts[value] += 16;
        }
    }

    private void WriteCode(PrefixCode code)
    {
        CodeLengths lengths = new(code.Lengths);
        var needed = lengths.NeededOf(LengthOrder);
        _bits.Put(0, 1);
        _bits.Put((uint)(needed - 4), 4);
        foreach (var symbol in LengthOrder[..needed])
        {
            _bits.Put(lengths.Code.Lengths[symbol], 3);
        }

        _bits.Put(0, 1); // a length for every symbol
        lengths.WriteRuns(_bits);
    }

    private void WriteOnlySymbol(uint symbol)
    {
        const uint IsSimple = 1;
        const uint OneSymbol = 0;
        const uint EightBits = 1;
        _bits.Put(IsSimple, 1);
        _bits.Put(OneSymbol, 1);
        _bits.Put(EightBits, 1);
        _bits.Put(symbol, 8);
    }
}
