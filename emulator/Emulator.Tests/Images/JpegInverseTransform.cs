namespace Emulator.Tests.Images;

/// <summary>The inverse cosine transform straight from its definition, and the zigzag order computed instead of listed.</summary>
internal static class JpegInverseTransform
{
    private static readonly int[] Places = MakePlaces();
    private static readonly double[] Cosines = MakeCosines();

    public static int PlaceOf(int order) => Places[order];

    public static double[] Apply(int[] coefficients)
    {
        var rows = new double[64];
        var samples = new double[64];
        for (var i = 0; i < 64; i++)
        {
            for (var u = 0; u < 8; u++)
            {
                rows[i] += coefficients[(8 * (i / 8)) + u] * Cosines[(8 * (i % 8)) + u];
            }
        }

        for (var i = 0; i < 64; i++)
        {
            for (var v = 0; v < 8; v++)
            {
                samples[i] += rows[(8 * v) + (i % 8)] * Cosines[(8 * (i / 8)) + v];
            }
        }

        return samples;
    }

    private static double[] MakeCosines()
    {
        var cosines = new double[64];
        for (var i = 0; i < 64; i++)
        {
            var (x, u) = (i / 8, i % 8);
            cosines[i] = Math.Cos(((2 * x) + 1) * u * Math.PI / 16) * (u == 0 ? Math.Sqrt(0.125) : 0.5);
        }

        return cosines;
    }

    private static int[] MakePlaces() =>
        [.. Enumerable.Range(0, 64).OrderBy(place => (place / 8) + (place % 8))
            .ThenBy(place => ((place / 8) + (place % 8)) % 2 == 0 ? -(place / 8) : place / 8)];
}
