namespace Emulator.Images;

/// <summary>Everything a picture depends on: the same four give the same bytes, so a picture never has to be kept.</summary>
internal sealed record PictureSpec(PictureSize Size, PictureFormat Format, ulong Seed, string Prompt)
{
    public string MediaType => Format == PictureFormat.Png ? "image/png" : "image/jpeg";

    /// <summary>The file's name ending without the dot.</summary>
    public string Extension => Format == PictureFormat.Png ? "png" : "jpeg";

    /// <summary>Paints the picture and writes it as a file of its format.</summary>
    public byte[] Encode()
    {
        Painting painting = new(this);
        using MemoryStream file = new((int)Math.Min(Size.Pixels, 1 << 20));
        if (Format == PictureFormat.Png)
        {
            PngEncoder.Write(painting, file);
        }
        else
        {
            new JpegEncoder(painting).Write(file);
        }

        return file.ToArray();
    }
}
