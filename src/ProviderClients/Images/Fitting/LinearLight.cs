namespace ProviderClients.Images.Fitting;

/// <summary>Between sRGB's 8 bits and amounts of light, of which alone sums and averages mean anything.</summary>
internal static class LinearLight
{
    /// <summary>Fine enough that the darkest step of sRGB is five entries wide.</summary>
    private const int Steps = 16_384;

    private static readonly float[] Light = [.. Enumerable.Range(0, 256).Select(sample => (float)LightOf(sample / 255.0))];
    private static readonly byte[] Samples =
        [.. Enumerable.Range(0, Steps + 1).Select(step => (byte)Math.Round(255 * SampleOf((double)step / Steps)))];

    /// <summary>The light of each of the 256 samples, from 0 to 1.</summary>
    public static ReadOnlySpan<float> OfSamples => Light;

    /// <summary>The sample nearest to an amount of light; what is outside 0 to 1 is cut off.</summary>
    public static byte Sample(float light) => Samples[(int)((Math.Clamp(light, 0, 1) * Steps) + 0.5f)];

    private static double LightOf(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    private static double SampleOf(double light) => light <= 0.0031308 ? light * 12.92 : (1.055 * Math.Pow(light, 1 / 2.4)) - 0.055;
}
