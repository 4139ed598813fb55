using ProviderClients.Images.Fitting;

namespace ProviderClients.Tests.Images.Fitting;

/// <summary>
/// Files of other programs (Python's zlib, libjpeg-turbo's cjpeg), 37 by 21 pixels of known colours, in every kind that is decoded: each
/// expected pixel is a formula, none was read with the code under test.
/// </summary>
public sealed class DecodingTests
{
    private const int Width = 37;
    private const int Height = 21;

    [Theory]
    [InlineData("grey-1.png")]
    [InlineData("grey-2.png")]
    [InlineData("grey-2-interlaced.png")]
    [InlineData("grey-4.png")]
    [InlineData("grey-8.png")]
    [InlineData("grey-8-clear.png")]
    [InlineData("grey-16.png")]
    [InlineData("grey-alpha-8.png")]
    [InlineData("colour-8.png")]
    [InlineData("colour-8-interlaced.png")]
    [InlineData("colour-8-clear.png")]
    [InlineData("colour-16.png")]
    [InlineData("alpha-8.png")]
    [InlineData("alpha-8-interlaced.png")]
    [InlineData("alpha-16.png")]
    [InlineData("palette-1.png")]
    [InlineData("palette-2.png")]
    [InlineData("palette-4.png")]
    [InlineData("palette-4-clear.png")]
    [InlineData("palette-8.png")]
    public void Png_OfEveryKind_IsReadToThePixel(string name)
    {
        var grid = PngReader.Read(PictureFiles.Read(name), TestContext.Current.CancellationToken);

        Assert.Equal((Width, Height), (grid.Width, grid.Height));
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                Assert.Equal(Expected(name, x, y), grid.Row(y).Slice(x * grid.Channels, grid.Channels).ToArray());
            }
        }
    }

    /// <summary>Quality 97 and the sampling cost that much on these gradients; libjpeg-turbo's own decoder is off by no less than one below each bound.</summary>
    [Theory]
    [InlineData("444.jpg", 3)]
    [InlineData("422.jpg", 5)]
    [InlineData("440.jpg", 5)]
    [InlineData("420.jpg", 6)]
    [InlineData("411.jpg", 9)]
    [InlineData("420-restart.jpg", 6)]
    [InlineData("420-scans.jpg", 6)]
    [InlineData("rgb.jpg", 2)]
    public void Jpeg_OfEverySampling_IsReadToItsPrecision(string name, int mostOff)
    {
        var grid = JpegReader.Read(PictureFiles.Read(name), TestContext.Current.CancellationToken);

        Assert.Equal((Width, Height, 3), (grid.Width, grid.Height, grid.Channels));
        var off = 0;
        for (var place = 0; place < Width * Height * 3; place++)
        {
            off = Math.Max(off, Math.Abs(grid.Samples[place] - Gradient(place / 3 % Width, place / 3 / Width)[place % 3]));
        }

        Assert.InRange(off, 0, mostOff);
    }

    [Fact]
    public void Jpeg_Grey_HasThreeEqualChannels()
    {
        var grid = JpegReader.Read(PictureFiles.Read("grey.jpg"), TestContext.Current.CancellationToken);

        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var colour = Gradient(x, y);
                var brightness = (0.299 * colour[0]) + (0.587 * colour[1]) + (0.114 * colour[2]);
                var pixel = grid.Row(y).Slice(x * 3, 3).ToArray();
                Assert.Equal([pixel[0], pixel[0], pixel[0]], pixel);
                Assert.InRange(pixel[0], brightness - 3, brightness + 3);
            }
        }
    }

    private static byte[] Expected(string name, int x, int y) => name.Split('.')[0] switch
    {
        "grey-1" => Grey(((x * 5) + y) % 2 * 255),
        "grey-2" or "grey-2-interlaced" => Grey(((x * 5) + y) % 4 * 85),
        "grey-4" => Grey(((x * 5) + y) % 16 * 17),
        "grey-8" => Grey(((x * 5) + y) % 256),
        "grey-8-clear" => [.. Grey(((x * 5) + y) % 256), (byte)(((x * 5) + y) % 256 == 5 ? 0 : 255)],
        "grey-16" => Grey(Eighth((x * 1700) + (y * 100))),
        "grey-alpha-8" => [.. Grey(((x * 5) + y) % 256), Alpha(x, y)],
        "colour-8-clear" => [.. Gradient(x, y), (byte)((x, y) == (1, 1) ? 0 : 255)],
        "colour-16" => [(byte)Eighth(x * 1800), (byte)Eighth(y * 3100), (byte)Eighth(x * y * 80)],
        "alpha-8" or "alpha-8-interlaced" or "alpha-16" => [.. Gradient(x, y), Alpha(x, y)],
        "palette-1" => Entry(x, y, 2),
        "palette-2" => Entry(x, y, 4),
        "palette-4" => Entry(x, y, 16),
        "palette-4-clear" => [.. Entry(x, y, 16), (byte)((x + (y * Width)) % 16 is var entry and < 3 ? entry * 50 : 255)],
        "palette-8" => Entry(x, y, 200),
        _ => Gradient(x, y),
    };

    private static byte[] Gradient(int x, int y) => [(byte)(x * 7), (byte)(y * 12), (byte)(128 + x - y)];

    private static byte[] Grey(int value) => [(byte)value, (byte)value, (byte)value];

    private static byte Alpha(int x, int y) => (byte)((x * 5) + (y * 3));

    private static byte[] Entry(int x, int y, int count) =>
        (x + (y * Width)) % count is var entry ? [(byte)entry, (byte)(255 - entry), (byte)(entry * 3)] : [];

    /// <summary>16 bits to 8, rounded.</summary>
    private static int Eighth(int sample) => (int)Math.Round((sample & 0xFFFF) / 257.0);
}
