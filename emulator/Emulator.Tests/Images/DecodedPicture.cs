using Emulator.Images;

namespace Emulator.Tests.Images;

/// <summary>A picture as a decoder saw it: rows of red, green, blue bytes.</summary>
internal sealed record DecodedPicture(int WidthPixels, int HeightPixels, byte[] Rgb)
{
    public static DecodedPicture From(byte[] file) => file[0] switch
    {
        0x89 => PngDecoder.Decode(file),
        (byte)'R' => new WebPDecoder(file).Decode(),
        _ => new JpegDecoder(file).Decode(),
    };

    /// <summary>What a picture would be if no format came between.</summary>
    public static DecodedPicture Painted(PictureSpec spec)
    {
        Painting painting = new(spec);
        var (width, height) = (spec.Size.WidthPixels, spec.Size.HeightPixels);
        PixelRow row = new(width);
        var rgb = new byte[3 * width * height];
        for (var y = 0; y < height; y++)
        {
            painting.PaintRow(y, row);
            for (var x = 0; x < width; x++)
            {
                var at = 3 * ((y * width) + x);
                (rgb[at], rgb[at + 1], rgb[at + 2]) = (row.Red[x], row.Green[x], row.Blue[x]);
            }
        }

        return new DecodedPicture(width, height, rgb);
    }
}
