namespace ProviderClients.Images.Fitting;

/// <summary>Cuts a part out of a picture and gives it the wanted number of pixels, each colour averaged as light.</summary>
internal static class Resampler
{
    private const int Colours = 3;

    public static PixelGrid Scale(PixelGrid source, FitPlan plan, (int Width, int Height) wanted, CancellationToken cancellationToken)
    {
        var result = new PixelGrid(wanted.Width, wanted.Height, source.Channels);
        if ((plan.Width, plan.Height) == wanted)
        {
            Cut(source, plan, result);
            return result;
        }

        var across = new ResampleTaps(0, plan.Width, wanted.Width);
        var down = new ResampleTaps(plan.Top, plan.Height, wanted.Height);
        var line = new float[plan.Width * source.Channels];
        for (var y = 0; y < wanted.Height; y++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(line);
            var weights = down.WeightsOf(y);
            for (var tap = 0; tap < weights.Length; tap++)
            {
                var row = source.Row(down.FirstOf(y) + tap).Slice(plan.Left * source.Channels, line.Length);
                AddRow(row, weights[tap], line, source.Channels);
            }

            Spread(line, across, result.Row(y), source.Channels);
        }

        return result;
    }

    private static void Cut(PixelGrid source, FitPlan plan, PixelGrid result)
    {
        for (var y = 0; y < plan.Height; y++)
        {
            source.Row(plan.Top + y).Slice(plan.Left * source.Channels, plan.Width * source.Channels).CopyTo(result.Row(y));
        }
    }

    private static void AddRow(ReadOnlySpan<byte> row, float weight, Span<float> line, int channels)
    {
        var light = LinearLight.OfSamples;
        if (channels == Colours)
        {
            for (var at = 0; at < row.Length; at++)
            {
                line[at] += weight * light[row[at]];
            }

            return;
        }

        // What cannot be seen must not colour what can: light counts by its alpha.
        for (var at = 0; at < row.Length; at += channels)
        {
            var alpha = weight * row[at + Colours] / 255;
            line[at] += alpha * light[row[at]];
            line[at + 1] += alpha * light[row[at + 1]];
            line[at + 2] += alpha * light[row[at + 2]];
            line[at + Colours] += alpha;
        }
    }

    private static void Spread(ReadOnlySpan<float> line, ResampleTaps taps, Span<byte> row, int channels)
    {
        Span<float> sums = stackalloc float[4];
        for (int x = 0, at = 0; at < row.Length; x++, at += channels)
        {
            sums.Clear();
            var source = taps.FirstOf(x) * channels;
            foreach (var weight in taps.WeightsOf(x))
            {
                for (var channel = 0; channel < channels; channel++)
                {
                    sums[channel] += weight * line[source + channel];
                }

                source += channels;
            }

            var alpha = channels == Colours ? 1 : sums[Colours];
            for (var channel = 0; channel < Colours; channel++)
            {
                row[at + channel] = alpha <= 0 ? (byte)0 : LinearLight.Sample(sums[channel] / alpha);
            }

            if (channels > Colours)
            {
                row[at + Colours] = (byte)((Math.Clamp(alpha, 0, 1) * 255) + 0.5f);
            }
        }
    }
}
