using Emulator.Images;
using Emulator.Pydantic;

namespace Emulator.Flux.Bfl.Requests;

/// <summary>Reads the fields that decide a picture's size; <see langword="null"/> where they are wrong.</summary>
internal static class BflSizeFields
{
    /// <summary>The ratio of ultra and Kontext; Kontext takes the shape of its first picture where none is given.</summary>
    public static PictureSize? Ratio(ModelFields fields, BflSchema schema, PictureInput? first)
    {
        var ratio = fields.Text("aspect_ratio", isNullable: schema == BflSchema.Kontext);
        if (ratio is null && first is not null && BflSizes.SizeOf(first) is { } shape)
        {
            return BflSizes.Nearest(schema, (double)shape.Width / shape.Height);
        }

        var size = BflSizes.FromRatio(schema, ratio, out var complaint);
        if (complaint is not null)
        {
            fields.RefuseValue("aspect_ratio", complaint);
        }

        return size;
    }

    /// <summary>Width and height of FLUX.1: 256 to 1440, in steps of 32.</summary>
    public static PictureSize? Flux1(ModelFields fields)
    {
        var bounds = new Bounds(256, 1440, 32);
        var before = fields.Violations.Count;
        var width = fields.Integer("width", isNullable: false, bounds);
        var height = fields.Integer("height", isNullable: false, bounds);
        return fields.Violations.Count > before ? null : new PictureSize((int)(width ?? 1024), (int)(height ?? 768));
    }

    /// <summary>Width and height of FLUX.2: 64 and more, 4 megapixels at most; where they are absent, the size of the first picture.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="first">The first picture.</param>
    /// <param name="asked">The pixels before edges are cut.</param>
    public static PictureSize? Flux2(ModelFields fields, PictureInput? first, out long asked)
    {
        asked = 0;
        var before = fields.Violations.Count;
        var usual = BflSizes.OfEdit(first);
        var askedWidth = fields.Integer("width", isNullable: true, new Bounds(64));
        var askedHeight = fields.Integer("height", isNullable: true, new Bounds(64));
        if (fields.Violations.Count > before)
        {
            return null;
        }

        var width = askedWidth ?? usual.WidthPixels;
        var height = askedHeight ?? usual.HeightPixels;

        if (width * height <= BflSizes.MostPixels && width <= BflSizes.LongestSidePixels && height <= BflSizes.LongestSidePixels)
        {
            asked = (long)(width * height);
            return BflSizes.Snapped((int)width, (int)height);
        }

        // The larger side is the one to blame, but only where it was asked for.
        var blamesWidth = askedHeight is null || (askedWidth is not null && width >= height);
        fields.RefuseValue(
            blamesWidth ? "width" : "height",
            $"image must not exceed 4 megapixels, nor {BflSizes.LongestSidePixels} pixels on a side");
        return null;
    }

    /// <summary>The picture and what is added on its four sides.</summary>
    public static PictureSize? Expanded(ModelFields fields, PictureInput? image)
    {
        var before = fields.Violations.Count;
        var (top, bottom) = (Side("top"), Side("bottom"));
        var (left, right) = (Side("left"), Side("right"));
        if (fields.Violations.Count > before)
        {
            return null;
        }

        var size = BflSizes.OfImage(image);
        return BflSizes.Fitted(size.WidthPixels + left + right, size.HeightPixels + top + bottom);

        int Side(string name) => (int)(fields.Integer(name, isNullable: true, new Bounds(0, 2048)) ?? 0);
    }
}
