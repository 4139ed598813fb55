namespace Emulator.Images;

/// <summary>
/// The forward discrete cosine transform of an 8x8 block by Arai, Agui and Nakajima, whose results are too big by a
/// factor known for each place.
/// </summary>
internal static class JpegTransform
{
    private static ReadOnlySpan<float> AxisScale =>
        [1f, 1.387039845f, 1.306562965f, 1.175875602f, 1f, 0.785694958f, 0.541196100f, 0.275899379f];

    /// <summary>How much too big the coefficient at this place is.</summary>
    public static float ScaleOf(int place) => AxisScale[place / 8] * AxisScale[place % 8] * 8f;

    public static void Apply(Span<float> block)
    {
        for (var i = 0; i < 8; i++)
        {
            Apply(block, 8 * i, 1);
        }

        for (var i = 0; i < 8; i++)
        {
            Apply(block, i, 8);
        }
    }

    private static void Apply(Span<float> block, int start, int stride)
    {
        ref var d0 = ref block[start];
        ref var d1 = ref block[start + stride];
        ref var d2 = ref block[start + (2 * stride)];
        ref var d3 = ref block[start + (3 * stride)];
        ref var d4 = ref block[start + (4 * stride)];
        ref var d5 = ref block[start + (5 * stride)];
        ref var d6 = ref block[start + (6 * stride)];
        ref var d7 = ref block[start + (7 * stride)];

        var (sum07, difference07) = (d0 + d7, d0 - d7);
        var (sum16, difference16) = (d1 + d6, d1 - d6);
        var (sum25, difference25) = (d2 + d5, d2 - d5);
        var (sum34, difference34) = (d3 + d4, d3 - d4);

        var (evenSum, evenDifference) = (sum07 + sum34, sum07 - sum34);
        var (innerSum, innerDifference) = (sum16 + sum25, sum16 - sum25);
        d0 = evenSum + innerSum;
        d4 = evenSum - innerSum;
        var turned = (innerDifference + evenDifference) * 0.707106781f;
        d2 = evenDifference + turned;
        d6 = evenDifference - turned;

        var low = difference34 + difference25;
        var middle = (difference25 + difference16) * 0.707106781f;
        var high = difference16 + difference07;
        var shared = (low - high) * 0.382683433f;
        var lowTurned = (low * 0.541196100f) + shared;
        var highTurned = (high * 1.306562965f) + shared;
        var (outer, inner) = (difference07 + middle, difference07 - middle);
        d5 = inner + lowTurned;
        d3 = inner - lowTurned;
        d1 = outer + highTurned;
        d7 = outer - highTurned;
    }
}
