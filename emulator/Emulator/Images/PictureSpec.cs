using Emulator.Images.Captions;
using Emulator.Images.Coding;
using Emulator.Images.Jpeg;
using Emulator.Images.Png;
using Emulator.Images.WebP;

namespace Emulator.Images;

/// <summary>Everything a picture depends on: the same give the same bytes, so a picture never has to be kept.</summary>
internal sealed record PictureSpec(PictureSize Size, PictureFormat Format, ulong Seed, string Prompt)
{
    /// <summary>A file that is delivered in place of a painting.</summary>
    public OwnImage? Own { get; init; }

    /// <summary>The model that paints it, as the caption names it.</summary>
    public string? Model { get; init; }

    /// <summary>The job or call that it was made for, as the caption names it.</summary>
    public string? Job { get; init; }

    /// <summary>The pictures that the request brought, to be edited or as a reference.</summary>
    public PictureInputs Inputs { get; init; } = PictureInputs.None;

    /// <summary>A text that the request wants to see on it.</summary>
    public string? Watermark { get; init; }

    /// <summary>What it says of itself.</summary>
    public CaptionStyle Caption { get; init; }

    public string MediaType => Own?.Format.MediaType ?? $"image/{Extension}";

    /// <summary>The file's name ending without the dot.</summary>
    public string Extension => Own?.Format.Extension ?? Format switch
    {
        PictureFormat.Png => "png",
        PictureFormat.Jpeg => "jpeg",
        _ => "webp",
    };

    public int WidthPixels => Own?.Format.WidthPixels ?? Size.WidthPixels;

    public int HeightPixels => Own?.Format.HeightPixels ?? Size.HeightPixels;

    /// <summary>Paints the picture and writes it as a file of its format.</summary>
    public byte[] Encode()
    {
        if (Own is { } own)
        {
            return own.File;
        }

        Painting painting = new(this);
        using FileBuffer file = new();
        switch (Format)
        {
            case PictureFormat.Png:
                new PngEncoder(painting).Write(file);
                break;
            case PictureFormat.Jpeg:
                new JpegEncoder(painting).Write(file);
                break;
            default:
                new WebPEncoder(painting).Write(file);
                break;
        }

        return file.ToArray();
    }
}
