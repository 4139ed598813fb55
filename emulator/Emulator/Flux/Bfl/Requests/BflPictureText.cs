using System.Buffers;
using Emulator.Images;

namespace Emulator.Flux.Bfl.Requests;

/// <summary>A picture as a text field brings it: base64, with or without the head of a data URL, or an http address, which is never fetched.</summary>
internal static class BflPictureText
{
    /// <summary>As the provider's pages say: 20 MB or 20 megapixels.</summary>
    private const int MostBytes = 20 * 1024 * 1024;

    private const long MostPixels = 20_000_000;

    /// <summary>Reads a field's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">Why it cannot be used; the provider's own words are not known.</param>
    public static PictureInput? Read(string text, out string? problem)
    {
        problem = null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            // Names that end so lead nowhere by definition (RFC 2606); every other address counts as one that can be reached.
            problem = address.Host.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase) ? "image URL cannot be reached" : null;
            return problem is null ? PictureInput.At(text) : null;
        }

        var comma = text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? text.IndexOf(";base64,", StringComparison.Ordinal) : -1;
        var base64 = comma < 0 ? text : text.AsSpan(comma + ";base64,".Length);
        var buffer = ArrayPool<byte>.Shared.Rent((base64.Length / 4 * 3) + 3);
        try
        {
            if (!Convert.TryFromBase64Chars(base64, buffer, out var length) || length == 0)
            {
                problem = "image is not valid base64";
                return null;
            }

            var picture = PictureInput.Read(buffer.AsSpan(0, length));
            problem = length > MostBytes ? "image must not exceed 20 MB"
                : (long)picture.WidthPixels * picture.HeightPixels > MostPixels ? "image must not exceed 20 megapixels"
                : null;
            return problem is null ? picture : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
