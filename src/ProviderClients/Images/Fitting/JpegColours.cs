namespace ProviderClients.Images.Fitting;

/// <summary>Brings the components of a decoded JPEG to the same number of samples, and their colours to red, green and blue.</summary>
internal static class JpegColours
{
    private const int One = 256;

    public static PixelGrid ToPixels(JpegFrame frame, bool isRgb, CancellationToken cancellationToken)
    {
        var grid = new PixelGrid(frame.Width, frame.Height, 3);
        var spreads = frame.Components.Select(component => new Spread(frame, component)).ToArray();
        for (var y = 0; y < frame.Height; y++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var target = grid.Row(y);
            if (spreads.Length == 1)
            {
                PutGrey(spreads[0].Row(y), target);
            }
            else
            {
                Put(spreads[0].Row(y), spreads[1].Row(y), spreads[2].Row(y), target, isRgb);
            }
        }

        return grid;
    }

    private static void PutGrey(ReadOnlySpan<byte> grey, Span<byte> target)
    {
        for (var x = 0; x < grey.Length; x++)
        {
            target.Slice(x * 3, 3).Fill(grey[x]);
        }
    }

    private static void Put(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, Span<byte> target, bool isRgb)
    {
        for (int x = 0, at = 0; x < first.Length; x++, at += 3)
        {
            if (isRgb)
            {
                (target[at], target[at + 1], target[at + 2]) = (first[x], second[x], third[x]);
                continue;
            }

            float brightness = first[x], blue = second[x] - 128, red = third[x] - 128;
            target[at] = Sample(brightness + (1.402f * red));
            target[at + 1] = Sample(brightness - (0.344136f * blue) - (0.714136f * red));
            target[at + 2] = Sample(brightness + (1.772f * blue));
        }
    }

    private static byte Sample(float value) => (byte)Math.Clamp(value + 0.5f, 0, 255);

    /// <summary>The rows of a component with as many samples as the picture: linear between the centres of the samples there are.</summary>
    private sealed class Spread(JpegFrame frame, JpegComponent component)
    {
        private readonly (int At, int Share)[] _columns = Places(frame.Width, (frame.MostAcross, component.Across), component.Width);
        private readonly (int At, int Share)[] _rows = Places(frame.Height, (frame.MostDown, component.Down), component.Height);
        private readonly byte[] _row = new byte[frame.Width];

        public ReadOnlySpan<byte> Row(int y)
        {
            if (_columns.Length == 0 && _rows.Length == 0)
            {
                return component.Row(y);
            }

            var (at, share) = _rows.Length == 0 ? (y, 0) : _rows[y];
            var above = component.Row(at);
            var below = component.Row(Math.Min(at + 1, component.Height - 1));
            for (var x = 0; x < _row.Length; x++)
            {
                var (left, part) = _columns.Length == 0 ? (x, 0) : _columns[x];
                var right = Math.Min(left + 1, component.Width - 1);
                var over = (above[left] * (One - part)) + (above[right] * part);
                var under = (below[left] * (One - part)) + (below[right] * part);
                _row[x] = (byte)(((over * (One - share)) + (under * share) + (One * One / 2)) / (One * One));
            }

            return _row;
        }

        /// <summary>For each place of the picture: the sample before it, and the share of the one behind, in 256ths; none where all have one.</summary>
        private static (int At, int Share)[] Places(int count, (int Most, int Own) factors, int samples)
        {
            if (factors.Own == factors.Most)
            {
                return [];
            }

            var places = new (int, int)[count];
            for (var index = 0; index < count; index++)
            {
                var place = Math.Clamp(((index + 0.5) * factors.Own / factors.Most) - 0.5, 0, samples - 1);
                places[index] = ((int)place, (int)((place - (int)place) * One));
            }

            return places;
        }
    }
}
