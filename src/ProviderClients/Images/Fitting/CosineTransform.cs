namespace ProviderClients.Images.Fitting;

/// <summary>The discrete cosine transform of blocks of 8 by 8, forth and back.</summary>
internal static class CosineTransform
{
    private const int Side = 8;
    private const int Half = 4;

    /// <summary>By frequency, then by place in the first half; the second half mirrors it.</summary>
    private static readonly float[] Waves = [.. Enumerable.Range(0, Side * Half).Select(static index => WaveOf(index / Half, index % Half))];

    /// <summary>From samples about 0 to coefficients, in place.</summary>
    public static void Forward(Span<float> block)
    {
        for (var line = 0; line < Side; line++)
        {
            Forward(block[(line * Side)..], 1);
        }

        for (var line = 0; line < Side; line++)
        {
            Forward(block[line..], Side);
        }
    }

    /// <summary>From coefficients to samples about 0, in place.</summary>
    public static void Inverse(Span<float> block)
    {
        for (var line = 0; line < Side; line++)
        {
            Inverse(block[line..], Side);
        }

        for (var line = 0; line < Side; line++)
        {
            Inverse(block[(line * Side)..], 1);
        }
    }

    private static void Forward(Span<float> line, int step)
    {
        Span<float> sums = stackalloc float[Half];
        Span<float> differences = stackalloc float[Half];
        for (var place = 0; place < Half; place++)
        {
            var (near, far) = (line[place * step], line[(Side - 1 - place) * step]);
            (sums[place], differences[place]) = (near + far, near - far);
        }

        for (var frequency = 0; frequency < Side; frequency++)
        {
            var of = frequency % 2 == 0 ? sums : differences;
            var waves = Waves.AsSpan(frequency * Half, Half);
            line[frequency * step] = (of[0] * waves[0]) + (of[1] * waves[1]) + (of[2] * waves[2]) + (of[3] * waves[3]);
        }
    }

    private static void Inverse(Span<float> line, int step)
    {
        Span<float> even = stackalloc float[Half];
        Span<float> odd = stackalloc float[Half];
        even.Clear();
        odd.Clear();
        for (var frequency = 0; frequency < Side; frequency++)
        {
            var coefficient = line[frequency * step];
            if (coefficient == 0)
            {
                continue;
            }

            var into = frequency % 2 == 0 ? even : odd;
            var waves = Waves.AsSpan(frequency * Half, Half);
            for (var place = 0; place < Half; place++)
            {
                into[place] += coefficient * waves[place];
            }
        }

        for (var place = 0; place < Half; place++)
        {
            line[place * step] = even[place] + odd[place];
            line[(Side - 1 - place) * step] = even[place] - odd[place];
        }
    }

    private static float WaveOf(int frequency, int place) =>
        (float)((frequency == 0 ? Math.Sqrt(0.125) : 0.5) * Math.Cos(((2 * place) + 1) * frequency * Math.PI / 16));
}
