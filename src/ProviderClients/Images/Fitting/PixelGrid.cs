namespace ProviderClients.Images.Fitting;

/// <summary>Pixels of a decoded picture, row by row from the top, 8 bits a channel, in sRGB.</summary>
internal sealed class PixelGrid
{
    /// <summary>More would need more memory than one picture is worth: 200 MB at four channels.</summary>
    public const long MostPixels = 50_000_000;

    /// <param name="width">1 or more.</param>
    /// <param name="height">1 or more.</param>
    /// <param name="channels">3 for red, green and blue; 4 with an alpha that is not multiplied in.</param>
    /// <exception cref="InvalidDataException">There would be too many pixels.</exception>
    public PixelGrid(int width, int height, int channels)
    {
        CheckSize(width, height);
        Width = width;
        Height = height;
        Channels = channels;
        Samples = new byte[(long)width * height * channels];
    }

    public int Width { get; }

    public int Height { get; }

    public int Channels { get; }

    public byte[] Samples { get; }

    /// <exception cref="InvalidDataException">A side is nothing, or there would be too many pixels.</exception>
    public static void CheckSize(int width, int height)
    {
        if (width < 1 || height < 1)
        {
            throw new InvalidDataException($"a picture of {width}x{height} pixels has none");
        }

        if ((long)width * height > MostPixels)
        {
            throw new InvalidDataException($"{width}x{height} pixels are more than the {MostPixels} that are decoded");
        }
    }

    public Span<byte> Row(int y) => Samples.AsSpan(y * Width * Channels, Width * Channels);
}
