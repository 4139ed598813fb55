using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Tests.Contracts.Flux.Bfl;

/// <summary>Pictures to send: the first bytes of a PNG are all that is looked at.</summary>
internal static partial class BflPicture
{
    /// <summary>A PNG's head as base64.</summary>
    public static string Png(int width, int height, int bytes = 33)
    {
        var file = new byte[bytes];
        ((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R']).CopyTo(file);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        return Convert.ToBase64String(file);
    }

    /// <summary>Width and height of a text such as <c>512×384</c>.</summary>
    public static (int Width, int Height) SidesOf(string size)
    {
        var sides = size.Split('×');
        return (int.Parse(sides[0], CultureInfo.InvariantCulture), int.Parse(sides[1], CultureInfo.InvariantCulture));
    }

    /// <summary>A body with pictures in place of words such as <c>PNG 512×384</c>.</summary>
    public static string Filled(string body) => Word().Replace(body, found => Png(
        int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture)));

    [GeneratedRegex("PNG ([0-9]+)×([0-9]+)")]
    private static partial Regex Word();
}
