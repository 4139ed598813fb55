using System.Buffers.Binary;

namespace Emulator.Tests.Images;

/// <summary>
/// Reads lossless WebP files by the text of RFC 9649, so that the encoder is not its own judge: as much of the format as
/// pictures without repetitions, palettes and alpha need.
/// </summary>
internal sealed class WebPDecoder(byte[] file)
{
    private static readonly int[] LengthOrder = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    private int _at;
    private int _width;
    private int _height;

    public DecodedPicture Decode()
    {
        var chunks = ChunksOf(file);
        if (chunks.TryGetValue("VP8X", out var canvas))
        {
            _width = 1 + (file[canvas.Start + 4] | (file[canvas.Start + 5] << 8) | (file[canvas.Start + 6] << 16));
        }

        var (start, length) = chunks["VP8L"];
        _at = 8 * start;
        Assert.Equal(0x2F, Bits(8));
        var width = 1 + Bits(14);
        Assert.True(_width == 0 || _width == width);
        (_width, _height) = (width, 1 + Bits(14));
        Assert.Equal(0, Bits(4));
        var transforms = ReadTransforms();
        Assert.Equal(0, Bits(1));
        Assert.Equal(0, Bits(1));
        var pixels = ReadPixels(_width * _height);
        Assert.Equal(start + length, (_at + 7) / 8);
        foreach (var transform in transforms)
        {
            transform(pixels);
        }

        return new DecodedPicture(_width, _height, [.. pixels.SelectMany(pixel => new[] { pixel[1], pixel[0], pixel[2] })]);
    }

    /// <summary>Where the content of each chunk is.</summary>
    public static Dictionary<string, (int Start, int Length)> ChunksOf(byte[] file)
    {
        Assert.Equal("RIFF", System.Text.Encoding.ASCII.GetString(file, 0, 4));
        Assert.Equal(file.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)));
        Assert.Equal("WEBP", System.Text.Encoding.ASCII.GetString(file, 8, 4));
        Dictionary<string, (int, int)> chunks = [];
        for (var at = 12; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
            chunks.Add(System.Text.Encoding.ASCII.GetString(file, at, 4), (at + 8, length));
            at += 8 + length + (length % 2);
        }

        return chunks;
    }

    /// <summary>The transforms in the order in which they are undone.</summary>
    private List<Action<byte[][]>> ReadTransforms()
    {
        List<Action<byte[][]>> transforms = [];
        while (Bits(1) == 1)
        {
            transforms.Insert(0, Bits(2) switch { 0 => ReadPredictor(), 2 => AddGreen, _ => throw new InvalidDataException("another transform") });
        }

        return transforms;
    }

    private Action<byte[][]> ReadPredictor()
    {
        var tile = 1 << (Bits(3) + 2);
        Assert.Equal(0, Bits(1));
        var modes = ReadPixels((_width + tile - 1) / tile * ((_height + tile - 1) / tile));
        Assert.All(modes, mode => Assert.Equal(2, mode[0]));
        return AddPredicted;
    }

    private void AddPredicted(byte[][] pixels)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            var predicted = i == 0 ? [0, 0, 0, 255] : i < _width ? pixels[i - 1] : pixels[i - _width];
            for (var channel = 0; channel < 4; channel++)
            {
                pixels[i][channel] += predicted[channel];
            }

            Assert.Equal(255, pixels[i][3]);
        }
    }

    private static void AddGreen(byte[][] pixels)
    {
        foreach (var pixel in pixels)
        {
            pixel[1] += pixel[0];
            pixel[2] += pixel[0];
        }
    }

    /// <summary>Pixels as green, red, blue, alpha.</summary>
    private byte[][] ReadPixels(int count)
    {
        var codes = new[] { ReadCode(280), ReadCode(256), ReadCode(256), ReadCode(256) };
        _ = ReadCode(40);
        return [.. Enumerable.Range(0, count).Select(_ => Array.ConvertAll(codes, code => checked((byte)Symbol(code))))];
    }

    private Dictionary<(int Bits, int Word), int> ReadCode(int symbols)
    {
        if (Bits(1) == 1)
        {
            Assert.Equal(0, Bits(1));
            return new Dictionary<(int, int), int> { [(0, 0)] = Bits(Bits(1) == 1 ? 8 : 1) };
        }

        var ofLengths = new int[19];
        var written = 4 + Bits(4);
        for (var i = 0; i < written; i++)
        {
            ofLengths[LengthOrder[i]] = Bits(3);
        }

        Assert.Equal(0, Bits(1));
        var lengthCode = WordsOf(ofLengths);
        List<int> lengths = [];
        while (lengths.Count < symbols)
        {
            var symbol = Symbol(lengthCode);
            lengths.AddRange(symbol switch
            {
                16 => Enumerable.Repeat(lengths.Last(length => length > 0), 3 + Bits(2)),
                17 => Enumerable.Repeat(0, 3 + Bits(3)),
                18 => Enumerable.Repeat(0, 11 + Bits(7)),
                _ => [symbol],
            });
        }

        Assert.Equal(symbols, lengths.Count);
        return WordsOf([.. lengths]);
    }

    private static Dictionary<(int Bits, int Word), int> WordsOf(int[] lengths)
    {
        Dictionary<(int, int), int> words = [];
        var word = 0;
        for (var bits = 1; bits <= 15; bits++, word <<= 1)
        {
            foreach (var (symbol, _) in lengths.Index().Where(each => each.Item == bits))
            {
                words.Add((bits, word++), symbol);
            }
        }

        Assert.Equal(1 << 16, word); // the code is complete
        return words;
    }

    private int Symbol(Dictionary<(int Bits, int Word), int> code)
    {
        var word = 0;
        for (var bits = 0; bits <= 15; bits++)
        {
            if (code.TryGetValue((bits, word), out var symbol))
            {
                return symbol;
            }

            word = (word << 1) | Bits(1);
        }

        throw new InvalidDataException($"No code word begins with {word:X4}.");
    }

    private int Bits(int count)
    {
        var value = 0;
        for (var i = 0; i < count; i++, _at++)
        {
            value |= ((file[_at / 8] >> (_at % 8)) & 1) << i;
        }

        return value;
    }
}
