using System.Globalization;

namespace ProviderClients.Flux.Bfl;

/// <summary>What a model can make of a wanted size: the nearest size of its own, or the nearest ratio.</summary>
internal static class FluxBflSizes
{
    /// <summary>A model's free sizes.</summary>
    /// <param name="Least">The shortest side.</param>
    /// <param name="Most">The longest side.</param>
    /// <param name="Step">Sides are multiples of it.</param>
    /// <param name="MostPixels">The most of both sides multiplied.</param>
    private sealed record Range(int Least, int Most, int Step, long MostPixels);

    private static readonly Range Flux1 = new(256, 1440, 32, long.MaxValue);

    /// <summary>4 MP are counted as million pixels: the smaller of the two meanings that the provider's pages have.</summary>
    private static readonly Range Flux2 = new(64, 62_496, 16, 4_000_000);

    private static readonly (int Width, int Height)[] Ratios =
        [(21, 9), (16, 9), (3, 2), (4, 3), (1, 1), (3, 4), (2, 3), (9, 16), (9, 21)];

    public static (int Width, int Height) Nearest(FluxBflFamily family, int width, int height)
    {
        var range = family switch
        {
            FluxBflFamily.Pro11 or FluxBflFamily.Dev => Flux1,
            FluxBflFamily.Flux2 or FluxBflFamily.Flux2Flex or FluxBflFamily.Flux2Klein => Flux2,
            _ => new Range(1, int.MaxValue, 1, long.MaxValue),
        };
        return Nearest(range, width, height);
    }

    /// <summary>The ratio that is off by the smallest factor.</summary>
    public static string NearestRatio(int width, int height)
    {
        var (across, down) = Ratios.MinBy(ratio =>
            Math.Abs(Math.Log((double)width / height) - Math.Log((double)ratio.Width / ratio.Height)));
        return string.Create(CultureInfo.InvariantCulture, $"{across}:{down}");
    }

    /// <summary>
    /// Rounded up, so that the wanted size can be cut out; a size that is too large is made smaller in its ratio, one that is too small
    /// larger, and a ratio that is too steep for both loses its ends.
    /// </summary>
    private static (int Width, int Height) Nearest(Range range, int width, int height)
    {
        var scale = Math.Min(1, Math.Min(
            Math.Sqrt((double)range.MostPixels / ((long)width * height)), (double)range.Most / Math.Max(width, height)));
        scale = Math.Max(scale, (double)range.Least / Math.Min(width, height));
        var up = (Width: Side(range, width * scale, Math.Ceiling), Height: Side(range, height * scale, Math.Ceiling));
        if ((long)up.Width * up.Height <= range.MostPixels)
        {
            return up;
        }

        var (across, down) = (Side(range, width * scale, Math.Floor), Side(range, height * scale, Math.Floor));
        var longest = (int)Math.Min(int.MaxValue, range.MostPixels / Math.Min(across, down) / range.Step * range.Step);
        return (Math.Min(across, longest), Math.Min(down, longest));
    }

    private static int Side(Range range, double pixels, Func<double, double> round) =>
        (int)Math.Clamp(round(Math.Round(pixels, 6) / range.Step) * range.Step, range.Least, range.Most);
}
