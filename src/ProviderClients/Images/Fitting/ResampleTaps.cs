namespace ProviderClients.Images.Fitting;

/// <summary>
/// From which source pixels, and by which weights, each pixel of a scaled line is made: the Catmull-Rom cubic, stretched over as many
/// pixels as become one where there are fewer pixels in the end.
/// </summary>
internal sealed class ResampleTaps
{
    private const double Reach = 2;

    private readonly int[] _firsts;
    private readonly int[] _starts;
    private readonly float[] _weights;

    /// <param name="offset">The first source pixel of the part that is scaled.</param>
    /// <param name="length">How many source pixels the part has; the edge is repeated beyond it.</param>
    /// <param name="count">How many pixels it becomes.</param>
    public ResampleTaps(int offset, int length, int count)
    {
        _firsts = new int[count];
        _starts = new int[count + 1];
        var weights = new List<float>();
        var scale = (double)length / count;
        var stretch = Math.Max(1, scale);
        for (var index = 0; index < count; index++)
        {
            var centre = ((index + 0.5) * scale) - 0.5;
            var from = (int)Math.Ceiling(centre - (Reach * stretch));
            var to = (int)Math.Floor(centre + (Reach * stretch));
            var first = Math.Clamp(from, 0, length - 1);
            var taps = new double[Math.Clamp(to, 0, length - 1) - first + 1];
            for (var tap = from; tap <= to; tap++)
            {
                taps[Math.Clamp(tap, 0, length - 1) - first] += Cubic((tap - centre) / stretch);
            }

            var sum = taps.Sum();
            weights.AddRange(taps.Select(weight => (float)(weight / sum)));
            _firsts[index] = offset + first;
            _starts[index + 1] = weights.Count;
        }

        _weights = [.. weights];
    }

    public int FirstOf(int index) => _firsts[index];

    public ReadOnlySpan<float> WeightsOf(int index) => _weights.AsSpan(_starts[index], _starts[index + 1] - _starts[index]);

    private static double Cubic(double distance)
    {
        var x = Math.Abs(distance);
        return x switch
        {
            < 1 => (((1.5 * x) - 2.5) * x * x) + 1,
            < 2 => (((((-0.5 * x) + 2.5) * x) - 4) * x) + 2,
            _ => 0,
        };
    }
}
