using System.IO.Compression;

namespace Emulator.Images.Inputs;

/// <summary>
/// A small copy of a picture that a request brought, packed: jobs keep it, and packed it takes no more memory than what was
/// sent, however large the picture says it is.
/// </summary>
internal sealed class Thumbnail
{
    public const int LongestSidePixels = 96;

    /// <summary>Larger pictures are not read: a small file can hold a very large one.</summary>
    public const long MostPixels = PictureSize.MostPixels;

    private readonly byte[] _packed;

    private Thumbnail(int widthPixels, int heightPixels, byte[] rgb)
    {
        (WidthPixels, HeightPixels) = (widthPixels, heightPixels);
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Fastest))
        {
            zlib.Write(rgb);
        }

        _packed = packed.ToArray();
    }

    public int WidthPixels { get; }

    public int HeightPixels { get; }

    /// <summary>How much memory it holds.</summary>
    public int Bytes => _packed.Length;

    /// <summary>Reads PNG and baseline JPEG; <see langword="null"/> for everything else, for what is broken and for what is too large.</summary>
    public static Thumbnail? Of(ReadOnlySpan<byte> file, ImageHeader? header)
    {
        if (header is null || (long)header.WidthPixels * header.HeightPixels > MostPixels
            || Math.Max(header.WidthPixels, header.HeightPixels) > 2 * PictureSize.LongestSidePixels)
        {
            return null;
        }

        BoxScaler scaler = new(header.WidthPixels, header.HeightPixels, LongestSidePixels);
        try
        {
            var isRead = header.MediaType switch
            {
                "image/png" => PngReader.TryRead(file, scaler),
                "image/jpeg" => new JpegReader(scaler).TryRead(file),
                _ => false,
            };
            return isRead ? new Thumbnail(scaler.WidthPixels, scaler.HeightPixels, scaler.ToRgb()) : null;
        }
        catch (InvalidDataException)
        {
            // A broken picture is shown by its type, size and hash.
            return null;
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    /// <summary>Its rows of red, green and blue.</summary>
    public byte[] ToRgb()
    {
        var rgb = new byte[3 * WidthPixels * HeightPixels];
        using ZLibStream zlib = new(new MemoryStream(_packed), CompressionMode.Decompress);
        zlib.ReadExactly(rgb);
        return rgb;
    }
}
